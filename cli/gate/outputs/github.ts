/**
 * Annotations of GitHub Actions. A name may hold a line break and `::error::`, so every value is escaped as the runner
 * asks, and the report that follows, full of foreign names, stands between `stop-commands` and a token nobody can guess.
 */
import { tellProblem, type Problem, type Say } from '../../../estate/index.ts';
import { visible } from '../../report/visible.ts';
import { peopleShown } from '../telling/peopleShown.ts';
import { isOpen, isUnexcused, type GateFinding, type GateReport, type Spot } from '../report.ts';
import { excusedBy, headline, titleOf, whatShown, whereShown, type GateTeller } from '../telling/telling.ts';
import { renderTerminal } from './terminal.ts';

/** A step shows ten errors and ten warnings: these, how many more there are, and the verdict. */
const most = 8;

const ofData = (text: string) => visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const ofProperty = (text: string) => ofData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

function command(level: 'error' | 'warning' | 'notice', title: string, text: string, spot?: Spot): string {
  const at: readonly (readonly [string, string])[] =
    spot === undefined || spot.line === 0
      ? []
      : [
          ['file', spot.file],
          ['line', String(spot.line)],
          ...(spot.column === undefined ? [] : [['col', String(spot.column)] as const]),
        ];
  const properties = [...at, ['title', title] as const].map(([name, value]) => `${name}=${ofProperty(value)}`);
  return `::${level} ${properties.join(',')}::${ofData(text)}`;
}

type Level = 'error' | 'warning' | 'notice';

/** One of each control first: a hundred of the heaviest would hide that there is another. */
function spread(findings: readonly GateFinding[]): GateFinding[] {
  const groups = [...Map.groupBy(findings, ({ control }) => control).values()];
  const rounds = Math.min(most, Math.max(0, ...groups.map(({ length }) => length)));
  return Array.from({ length: rounds }, (_, at) => groups.flatMap((own) => own[at] ?? [])).flat();
}

function annotations(teller: GateTeller, findings: readonly GateFinding[], level: Level): string[] {
  const shown = findings.length > most ? spread(findings).slice(0, most) : findings;
  const rows = shown.map((finding) => {
    const staged = finding.stageUntil === undefined ? '' : ` ${excusedBy(teller, finding)}`;
    const text = `${whereShown(teller, finding)}: ${whatShown(teller, finding)}${staged}`;
    return command(level, titleOf(teller, finding), text, finding.position ?? finding.declaredAt);
  });
  const left = findings.length - rows.length;
  return left === 0 ? rows : [...rows, command(level, 'cloison gate', teller.say('gate.more', { count: left }))];
}

/** An input that is refused, where it is: the step shows it beside the line. */
export function refusedOnGithub(problems: readonly Problem[], say: Say): string {
  const rows = problems.slice(0, most).map((problem) => {
    const { sentence, next } = tellProblem(say, problem);
    return command('error', 'cloison gate', `${sentence} ${next}`, problem);
  });
  const left = problems.length - rows.length;
  return `${[...rows, ...(left > 0 ? [command('error', 'cloison gate', say('gate.more', { count: left }))] : [])].join('\n')}\n`;
}

/** Beside the first line that names somebody: the report below has the others. */
function peopleNotice(teller: GateTeller): string[] {
  const people = peopleShown(teller);
  if (people === undefined) return [];
  const spot = teller.report.masked?.rows.find(({ position }) => position !== undefined)?.position;
  return [command('notice', teller.say('gate.section.people'), `${people.head} ${people.next}`, spot)];
}

/** `token`: random, for this run alone. */
export function renderGithub(report: GateReport, say: Say, token: string): string {
  const teller: GateTeller = { report, say, shield: visible };
  const open = report.findings.filter(isOpen);
  const staged = (stage: 'observe' | 'warn') =>
    report.findings.filter((each) => isUnexcused(each) && each.stage === stage);
  const isRefused = report.outcome.code !== 0;
  return [
    ...annotations(
      teller,
      open.filter(({ verdict }) => verdict === 'deny'),
      report.outcome.wouldBe === undefined ? 'error' : 'warning',
    ),
    ...annotations(
      teller,
      open.filter(({ verdict }) => verdict === 'unknown'),
      'warning',
    ),
    ...annotations(teller, staged('warn'), 'warning'),
    ...annotations(teller, staged('observe'), 'notice'),
    ...peopleNotice(teller),
    command(isRefused ? 'error' : 'notice', 'cloison gate', headline(teller)),
    `::stop-commands::${token}`,
    renderTerminal(report, say, { width: undefined, colour: false }).trimEnd(),
    `::${token}::\n`,
  ].join('\n');
}
