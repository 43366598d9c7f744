/** The report for a terminal: the verdict, what was not understood, what moves, then every finding, heaviest first. */
import { dayOf, type Say } from '../../../estate/index.ts';
import { visible } from '../../report/visible.ts';
import { blocksOf } from '../telling/blocks.ts';
import { reachShown } from '../change/shown.ts';
import { freezesShown, movementShown } from '../telling/moves.ts';
import { leftOver, leftOverNext, opening, reasonShown, rowShown } from '../telling/opening.ts';
import { peopleShown } from '../telling/peopleShown.ts';
import { isOpen, type GateReport } from '../report.ts';
import { headline, sectionTitle, type GateTeller } from '../telling/telling.ts';
import { waiverStub } from '../../verbs/stub.ts';
import { Page, under, type PageOptions } from './page.ts';
import { blockRows } from './terminalBlocks.ts';
import { shownOfMany } from '../../report/groups.ts';

function section(page: Page, title: string): void {
  page.line();
  page.line(title, undefined, 'bold');
}

function reachBlock(page: Page, teller: GateTeller): void {
  const reach = reachShown(teller);
  if (reach === undefined) return;
  // Where nothing changes, one sentence says so.
  if (reach.rows.length > 0) section(page, teller.say('gate.section.reach'));
  page.line(reach.head);
  for (const { mark, text } of reach.rows) page.line(text, under(mark === ':' ? '  ' : `  ${mark} `));
}

function findingsBlock(page: Page, teller: GateTeller, verdict: 'deny' | 'unknown'): void {
  const blocks = blocksOf(teller, verdict);
  if (blocks.length === 0) return;
  section(page, sectionTitle(teller, verdict));
  const told = new Set<string>();
  for (const block of blocks) blockRows(page, teller, block, told);
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

function peopleBlock(page: Page, teller: GateTeller): void {
  const people = peopleShown(teller);
  if (people === undefined) return;
  section(page, teller.say('gate.section.people'));
  for (const row of people.rows) page.line(row, under('  · '));
  page.line(people.next, under('  → '));
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

/** One shows the form; those of ten findings would bury the findings. `--json` has all. */
function stubsBlock(page: Page, { report, say }: GateTeller): void {
  const [first, ...others] = report.findings.filter((each) => isOpen(each) && each.waivable);
  if (first === undefined) return;
  section(page, say('gate.section.stubs', { left: others.length }));
  for (const row of waiverStub(first, dayOf(report.run.now), say)) page.paste(row);
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
  peopleBlock(page, teller);
  waiversBlock(page, teller);
  for (const { control, subject } of report.baseline?.fixed ?? [])
    page.line(say('gate.fixed', { control, subject }), under('✓ '), 'green');
  stubsBlock(page, teller);
  return page.text();
}
