/** Rows of a terminal for what stands together: the resources, each control that speaks of them, and what to do. */
import { saidOf, type Block, type Part } from '../telling/blocks.ts';
import { isOpen, isUnexcused } from '../report.ts';
import { linesOf, settledBy } from '../telling/settling.ts';
import { standingOf, titleOf, whereShown, type GateTeller } from '../telling/telling.ts';
import { under, type Page } from './page.ts';

/** Of an unknown, once a block: what to write, and where. */
function settlingRows(page: Page, { say }: GateTeller, parts: readonly Part[], told: Set<string>): void {
  for (const settled of settledBy(parts.flatMap(({ settling }) => settling))) {
    const { where } = settled;
    const lines = linesOf(settled);
    const isTold = told.has(String(lines));
    told.add(String(lines));
    page.line(say(`gate.known-by.${isTold ? 'above' : where}`), under('  → '));
    if (!isTold) for (const row of lines) page.paste(`      ${row}`);
  }
}

function partRows(page: Page, teller: GateTeller, { group, what, step }: Part, isShared: boolean): void {
  const { head, findings, shown, left } = group;
  const { say } = teller;
  const isDenied = head.verdict === 'deny';
  const isExcused = !isOpen(head);
  const isWarned = isUnexcused(head) && head.stage === 'warn';
  const severity = say(`severity.${head.severity}`);
  const count = isShared ? 1 : findings.length;
  page.line();
  page.line(
    say('report.group', { severity, title: titleOf(teller, head), count }),
    under(isWarned ? '! ' : isExcused ? '· ' : isDenied ? '✗ ' : '? '),
    isWarned ? 'yellow' : isExcused ? 'dim' : isDenied ? ['red', 'bold'] : ['yellow', 'bold'],
  );
  if (isShared) page.line(what, under('  '));
  else if (what !== undefined && shown.length > 1) {
    page.line(what, under('  '));
    for (const one of shown) page.line(whereShown(teller, one), under('  · '));
  } else
    for (const one of shown) {
      const subject = whereShown(teller, one);
      page.line(say('report.of-subject', { subject, sentence: saidOf(teller, one) }), under('  · '));
    }
  if (!isShared && left > 0) page.line(say('gate.more', { count: left }), under('  · '));
  page.line(standingOf(teller, head).join(' · '), under('  '), 'dim');
  // What settles an unknown stands at the end of its block, once for all of them.
  if (step !== undefined) page.line(step, under('  → '));
}

/** `told`: lines that make something known and were printed already: many answers often wait for the same ones. */
export function blockRows(page: Page, teller: GateTeller, { isShared, parts, step }: Block, told: Set<string>): void {
  const { shown, left } = parts[0]!.group;
  if (isShared) {
    page.line();
    for (const one of shown) page.line(whereShown(teller, one), under('■ '), 'bold');
    if (left > 0) page.line(teller.say('gate.more', { count: left }), under('■ '), 'bold');
  }
  for (const part of parts) partRows(page, teller, part, isShared);
  if (isShared && (step !== undefined || parts.some(({ settling }) => settling.length > 0))) page.line();
  if (step !== undefined) page.line(step, under('  → '));
  settlingRows(page, teller, parts, told);
}
