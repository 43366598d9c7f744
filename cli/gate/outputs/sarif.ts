/**
 * SARIF 2.1.0 (OASIS, errata 01). Profile `github`: what code scanning takes and shows; it ignores `suppressions`, so what
 * an exception or a baseline excuses is left out there, or it would stand as an open alert. Profile `full`: everything.
 */
import { sha256, type Say } from '../../../estate/index.ts';
import { inertJson, visible } from '../../report/visible.ts';
import { reachShown } from '../change/shown.ts';
import { condensed, type Condensed } from '../telling/condensed.ts';
import { isUnexcused, type GateFinding, type GateReport } from '../report.ts';
import { excusedBy, headline, whatShown, whereShown, type GateTeller } from '../telling/telling.ts';
import { opening } from '../telling/opening.ts';
import { peopleShown } from '../telling/peopleShown.ts';
import { automationOf, fit, locationsOf, ruleOf, suppressionsOf, type SarifProfile } from './sarifParts.ts';

/** GitHub shows the first 5,000 results of a run and refuses more than 25,000. */
export const shownResults = 5000;
export const schema = 'https://json.schemastore.org/sarif-2.1.0.json';

/** A control that does not block yet is a warning or a note, whatever its weight. */
function levelOf({ verdict, severity, stage }: GateFinding): 'error' | 'warning' | 'note' {
  if (stage !== undefined) return stage === 'warn' ? 'warning' : 'note';
  return verdict === 'unknown' || severity === 'low' ? 'warning' : 'error';
}

function resultOf(teller: GateTeller, one: Condensed, rules: ReadonlyMap<string, number>, profile: SarifProfile) {
  const { head, count, key } = one;
  const { say } = teller;
  const said = [whatShown(teller, head), excusedBy(teller, head)].filter((each) => each !== undefined).join(' ');
  const text = say('report.of-subject', { subject: whereShown(teller, head), sentence: said });
  const more = count === 1 ? '' : ` ${say('gate.told-together', { count })}`;
  const locations = locationsOf(teller.report, head, profile);
  return {
    ruleId: head.control,
    ruleIndex: rules.get(head.control)!,
    level: levelOf(head),
    kind: 'fail',
    message: { text: fit(text + more) },
    ...(locations.length === 0 ? {} : { locations }),
    partialFingerprints: printsOf(head, count, key),
    ...(profile === 'full' ? { suppressions: suppressionsOf(teller, head) } : {}),
    properties: { verdict: head.verdict, findings: count, subject: visible(head.subject) },
  };
}

/** GitHub reads `primaryLocationLineHash` alone; it must not change with the line, or every edit would open a new alert. */
function printsOf({ fingerprint }: GateFinding, count: number, key: string) {
  const print = count === 1 ? fingerprint : sha256(key);
  return { primaryLocationLineHash: `${print.slice(0, 16)}:1`, 'cloisonFinding/v1': print };
}

function peopleNext(teller: GateTeller): string[] {
  const people = peopleShown(teller);
  return people === undefined ? [] : [people.next];
}

function reachHead(teller: GateTeller): string[] {
  const reach = reachShown(teller);
  return reach === undefined ? [] : [reach.head];
}

export function renderSarif(report: GateReport, say: Say, profile: SarifProfile): string {
  const teller: GateTeller = { report, say, shield: visible };
  const findings = profile === 'full' ? report.findings : report.findings.filter(isUnexcused);
  const answered = new Set([...report.decisions, ...findings].map(({ control }) => control));
  const controls = report.catalogue.filter(({ id }) => answered.has(id));
  const rules = new Map(controls.map(({ id }, at) => [id, at]));
  const limit = profile === 'github' ? shownResults : Number.POSITIVE_INFINITY;
  const [version] = report.run.tool.split(' ').slice(1);
  const run = {
    tool: {
      driver: { name: 'cloison', semanticVersion: version, rules: controls.map((control) => ruleOf(teller, control)) },
    },
    automationDetails: automationOf(report),
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: report.outcome.code !== 3 && report.outcome.wouldBe !== 3,
        exitCode: report.outcome.code,
        toolExecutionNotifications: [
          headline(teller),
          ...opening(teller),
          ...reachHead(teller),
          ...peopleNext(teller),
        ].map((text) => ({
          level: 'note',
          message: { text: fit(text) },
        })),
      },
    ],
    results: condensed(findings, limit).map((each) => resultOf(teller, each, rules, profile)),
  };
  return `${inertJson(JSON.stringify({ $schema: schema, version: '2.1.0', runs: [run] }, undefined, 2))}\n`;
}
