/** Rules, places and excuses as SARIF says them, within what GitHub takes: texts of 1,024 characters, 10 tags shown. */
import type { Control } from '../../../estate/index.ts';
import { visible } from '../../report/visible.ts';
import { isUnexcused, type GateFinding, type GateReport, type Spot } from '../report.ts';
import { excusedBy, type GateTeller } from '../telling/telling.ts';

export type SarifProfile = 'github' | 'full';

const longest = 1024;
const mostTags = 10;

/** Never empty, never too long, and never cut inside a character. */
export function fit(text: string): string {
  if (text === '') return '-';
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** GitHub reads it as critical above 9, high from 7, medium from 4, low above 0. */
const weights = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' } as const;

export function ruleOf({ say }: GateTeller, { id, severity, force, references }: Control) {
  const tags = ['data-sovereignty', id.split('/')[0]!, `force:${force}`, ...references].map(visible);
  return {
    id,
    name: id,
    shortDescription: { text: fit(say(`${id}.title`)) },
    fullDescription: { text: fit(say(`${id}.why`)) },
    help: { text: fit(say(`${id}.remedy`)) },
    defaultConfiguration: { level: severity === 'low' ? 'warning' : 'error' },
    properties: { tags: tags.slice(0, mostTags), precision: 'high', 'security-severity': weights[severity] },
  };
}

export function physical({ file, line, column = 1 }: Spot) {
  return {
    artifactLocation: {
      uri: file
        .split('/')
        .map((part) => encodeURIComponent(part.toWellFormed()))
        .join('/'),
      uriBaseId: '%SRCROOT%',
    },
    region: { startLine: line, startColumn: column, endLine: line, endColumn: column + 1 },
  };
}

const isPlaced = (spot: Spot | undefined): spot is Spot => spot !== undefined && spot.line > 0;

/**
 * Where the resource is written, else the line of its dataset in the estate. Code scanning refuses a result of no place at
 * all: for it alone the place is then the estate itself, which does not declare the container. Elsewhere: nothing.
 */
export function locationsOf({ estateSpot }: GateReport, finding: GateFinding, profile: SarifProfile) {
  const spots = [finding.position, finding.declaredAt, ...(profile === 'github' ? [estateSpot] : [])];
  const spot = spots.find(isPlaced);
  const name = visible(finding.resource?.address ?? finding.subject);
  const logical = { logicalLocations: [{ fullyQualifiedName: name, kind: 'resource' }] };
  if (spot !== undefined) return [{ physicalLocation: physical(spot), ...logical }];
  return profile === 'github' ? [] : [logical];
}

export function suppressionsOf(teller: GateTeller, finding: GateFinding) {
  const justification = excusedBy(teller, finding);
  // What does not block yet stands open: nobody has accepted it.
  return justification === undefined || isUnexcused(finding)
    ? []
    : [{ kind: 'external', status: 'accepted', justification: fit(justification) }];
}

/** An id of its own for each environment: else the upload of one would close the alerts of another. */
export function automationOf({ run }: GateReport) {
  return { id: `cloison-gate/${encodeURIComponent((run.environment ?? 'default').toWellFormed())}/` };
}
