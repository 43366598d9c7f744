/** The report for a terminal: the verdict, what was not understood, what moves, then every finding, heaviest first. */
import { dayOf, type Say } from '../../../estate/index.ts';
import { visible } from '../../report/visible.ts';
import { groupsOf, type GateGroup } from '../groups.ts';
import { reachShown } from '../change/shown.ts';
import { freezesShown, movementShown } from '../moves.ts';
import { leftOver, leftOverNext, opening, reasonShown, rowShown } from '../opening.ts';
import { isOpen, isUnexcused, type GateReport } from '../report.ts';
import {
  excusedBy,
  headline,
  sectionTitle,
  standingOf,
  stepOf,
  titleOf,
  whatShown,
  whereShown,
  type GateTeller,
} from '../telling.ts';
import { waiverStub } from '../../verbs/stub.ts';
import { Page, under, type PageOptions } from './page.ts';
import { shownOfMany } from '../../report/groups.ts';

/** One shows the form; those of ten findings would bury the findings. `--json` has all. */
const mostStubs = 1;

function section(page: Page, title: string): void {
  page.line();
  page.line(title, undefined, 'bold');
}

/** `told`: lines that make something known and were printed already: many answers often wait for the same ones. */
function groupBlock(page: Page, teller: GateTeller, group: GateGroup, told: Set<string>): void {
  const { head, findings, shown, left } = group;
  const { say } = teller;
  const isDenied = head.verdict === 'deny';
  const isExcused = !isOpen(head);
  const isWarned = isUnexcused(head) && head.stage === 'warn';
  const severity = say(`severity.${head.severity}`);
  page.line();
  page.line(
    say('report.group', { severity, title: titleOf(teller, head), count: findings.length }),
    under(isWarned ? '! ' : isExcused ? '· ' : isDenied ? '✗ ' : '? '),
    isWarned ? 'yellow' : isExcused ? 'dim' : isDenied ? ['red', 'bold'] : ['yellow', 'bold'],
  );
  page.line(standingOf(teller, head).join(' · '), under('  '), 'dim');
  for (const one of shown) {
    const what = [whatShown(teller, one), excusedBy(teller, one)].filter((each) => each !== undefined).join(' ');
    page.line(say('report.of-subject', { subject: whereShown(teller, one), sentence: what }), under('  · '));
  }
  if (left > 0) page.line(say('gate.more', { count: left }), under('  · '));
  const lines = head.makeKnown?.lines ?? [];
  if (lines.length > 0 && told.has(String(lines))) {
    page.line(say('gate.known-by.above'), under('  → '));
    return;
  }
  told.add(String(lines));
  page.line(stepOf(teller, head), under('  → '));
  for (const row of lines) page.paste(`      ${row}`);
}

function reachBlock(page: Page, teller: GateTeller): void {
  const reach = reachShown(teller);
  if (reach === undefined) return;
  section(page, teller.say('gate.section.reach'));
  page.line(reach.head);
  for (const { mark, text } of reach.rows) page.line(text, under(`  ${mark} `));
}

function findingsBlock(page: Page, teller: GateTeller, verdict: 'deny' | 'unknown'): void {
  const groups = groupsOf(teller.report.findings, verdict);
  if (groups.length === 0) return;
  section(page, sectionTitle(teller, verdict));
  const told = new Set<string>();
  for (const group of groups) groupBlock(page, teller, group, told);
}

function leftOverBlock(page: Page, teller: GateTeller): void {
  const { report, say } = teller;
  const types = leftOver(report.rows);
  if (types.length === 0) return;
  section(page, say('gate.section.not-understood', { count: report.counts.notUnderstood }));
  for (const [at, { type, reason, rows }] of types.entries()) {
    const shown = rows.slice(0, shownOfMany).map((row) => rowShown(teller, row));
    const rest = rows.length - shown.length;
    const named = [...shown, ...(rest > 0 ? [say('gate.more', { count: rest })] : [])].join(', ');
    page.line(say('gate.left-over', { type, reason: reasonShown(teller, reason), named }), under('  · '));
    // What to do is said once, after the last type that stands alike.
    if (types[at + 1]?.reason !== reason) page.line(leftOverNext(teller, reason), under('  → '));
  }
}

function waiversBlock(page: Page, { report, say }: GateTeller): void {
  // Dormant ones about other changes would bury those that matter here; JSON has all.
  const told = report.waivers.filter(({ applied, state }) => applied || !['dormant', 'in-force'].includes(state));
  if (told.length === 0) return;
  section(page, say('report.waivers', { count: told.length }));
  for (const { id, control, subject, until, applied, state, opinion } of told) {
    const values = { waiver: id, control, subject, until, opinion: say(`report.opinion.${opinion}`) };
    const states = [...(applied ? ['applied'] : []), ...(state === 'applied' ? [] : [state])];
    page.line(
      say('report.waiver', { ...values, state: states.map((each) => say(`waiver.state.${each}`)).join(', ') }),
      under('  · '),
    );
  }
}

function stubsBlock(page: Page, { report, say }: GateTeller): void {
  const stubs = report.findings.filter((each) => isOpen(each) && each.waivable);
  const today = dayOf(report.run.now);
  if (stubs.length === 0) return;
  section(page, say('gate.section.stubs', { count: stubs.length }));
  for (const each of stubs.slice(0, mostStubs)) for (const row of waiverStub(each, today)) page.paste(row);
  if (stubs.length > mostStubs) page.line(say('gate.stubs-left', { count: stubs.length - mostStubs }), under('  · '));
}

/** Ends with a line break; the last lines, what the code means and what to do next, are the command's. */
export function renderTerminal(report: GateReport, say: Say, options: PageOptions): string {
  const teller: GateTeller = { report, say, shield: visible };
  const page = new Page(options);
  page.line(headline(teller), undefined, 'bold');
  for (const sentence of opening(teller)) page.line(sentence);
  reachBlock(page, teller);
  for (const sentence of freezesShown(teller)) page.line(sentence, under('✗ '), ['red', 'bold']);
  if (report.movements.length > 0) {
    section(page, say('gate.section.movements', { count: report.movements.length }));
    for (const each of report.movements) page.line(movementShown(teller, each), under('  → '));
  }
  findingsBlock(page, teller, 'deny');
  findingsBlock(page, teller, 'unknown');
  leftOverBlock(page, teller);
  waiversBlock(page, teller);
  for (const { control, subject } of report.baseline?.fixed ?? [])
    page.line(say('gate.fixed', { control, subject }), under('✓ '), 'green');
  stubsBlock(page, teller);
  return page.text();
}
