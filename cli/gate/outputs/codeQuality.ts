/** GitLab Code Quality: an array of issues; the widget shows one an issue's fingerprint, so each has its own. */
import { sha256, type Say } from '../../../estate/index.ts';
import { inertJson, visible } from '../../report/visible.ts';
import { condensed, type Condensed } from '../telling/condensed.ts';
import { freezesShown } from '../telling/moves.ts';
import { baselineWarning, leftOver, reasonShown } from '../telling/opening.ts';
import { peopleShown } from '../telling/peopleShown.ts';
import { shortSentence } from '../telling/shorts.ts';
import { isUnexcused, type GateReport } from '../report.ts';
import { excusedBy, titleOf, whatShown, whereShown, type GateTeller } from '../telling/telling.ts';

const mostIssues = 5000;
const weights = { critical: 'blocker', high: 'critical', medium: 'major', low: 'minor' } as const;

interface Issue {
  readonly check_name: string;
  readonly description: string;
  readonly fingerprint: string;
  readonly severity: (typeof weights)[keyof typeof weights] | 'info';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** The widget takes nothing without a path: where nobody knows the line, it is the input, from its first one. */
function locationOf(file: string, line: number): Issue['location'] {
  return { path: visible(file).replace(/^\.\//, ''), lines: { begin: Math.max(1, line) } };
}

function findingIssue(teller: GateTeller, { head, count, key }: Condensed): Issue {
  const spot = head.position ?? head.declaredAt;
  const input = head.resource?.input ?? teller.report.run.inputs[0]?.name ?? '-';
  const more = count === 1 ? '' : ` ${teller.say('gate.told-together', { count })}`;
  // What does not block says so, and until when: the severity alone would tell neither.
  const staged = excusedBy(teller, head);
  const excused = staged === undefined ? '' : ` ${staged}`;
  return {
    check_name: head.control,
    description: `${titleOf(teller, head)}: ${whereShown(teller, head)}: ${whatShown(teller, head)}${more}${excused}`,
    fingerprint: count === 1 ? head.fingerprint : sha256(key),
    severity: head.stage === undefined ? weights[head.severity] : head.stage === 'warn' ? 'minor' : 'info',
    location: locationOf(spot?.file ?? input, spot?.line ?? 1),
  };
}

/** Names that hold personal data: each where it is written, as far as anybody knows. */
function peopleIssues(teller: GateTeller): Issue[] {
  const people = peopleShown(teller);
  const [first] = teller.report.masked?.rows ?? [];
  if (people === undefined) return [];
  const input = first?.input ?? teller.report.run.inputs[0]?.name ?? '-';
  return [
    {
      check_name: 'gate/personal-names',
      description: [people.head, ...people.rows, people.next].join(' '),
      fingerprint: sha256(JSON.stringify(['people'])),
      severity: 'minor',
      location: locationOf(first?.position?.file ?? input, first?.position?.line ?? 1),
    },
  ];
}

function inputIssues(teller: GateTeller): Issue[] {
  const { shorts, rows } = teller.report;
  const incomplete = shorts.map((short): Issue => ({
    check_name: 'gate/incomplete',
    description: shortSentence(teller, short),
    fingerprint: sha256(JSON.stringify(['short', short.input, short.code, short.values])),
    severity: 'major',
    location: locationOf(short.input, 1),
  }));
  const unknown = leftOver(rows).map(({ type, reason, rows: all }): Issue => {
    const { input, position } = all[0]!;
    return {
      check_name: 'gate/not-understood',
      description: `${visible(type)} × ${all.length}: ${reasonShown(teller, reason)}`,
      fingerprint: sha256(JSON.stringify(['type', type, reason ?? null])),
      severity: 'major',
      location: locationOf(position?.file ?? input, position?.line ?? 1),
    };
  });
  const frozen = freezesShown(teller).map((description): Issue => ({
    check_name: 'gate/freeze',
    description,
    fingerprint: sha256(JSON.stringify(['freeze', description])),
    severity: 'blocker',
    location: locationOf(teller.report.run.inputs[0]?.name ?? '-', 1),
  }));
  const warning = baselineWarning(teller);
  const excused = (warning === undefined ? [] : [warning]).map((description): Issue => ({
    check_name: 'gate/baseline',
    description,
    fingerprint: sha256(JSON.stringify(['baseline'])),
    severity: 'minor',
    location: locationOf(teller.report.run.inputs[0]?.name ?? '-', 1),
  }));
  return [...frozen, ...incomplete, ...unknown, ...excused, ...peopleIssues(teller)];
}

export function renderCodeQuality(report: GateReport, say: Say): string {
  const teller: GateTeller = { report, say, shield: visible };
  const open = condensed(report.findings.filter(isUnexcused), mostIssues);
  const issues = [...open.map((each) => findingIssue(teller, each)), ...inputIssues(teller)];
  const unique = [...new Map(issues.map((issue) => [issue.fingerprint, issue])).values()];
  return `${inertJson(JSON.stringify(unique, undefined, 2))}\n`;
}
