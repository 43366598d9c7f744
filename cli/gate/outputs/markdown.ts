/** For the comment of a pull request and the summary of a step: foreign text is code or escaped, never markup. */
import type { Say } from '../../../estate/index.ts';
import { markdownCode, markdownText } from '../../report/markdownText.ts';
import { blocksOf } from '../telling/blocks.ts';
import { reachBlocks } from '../change/shown.ts';
import { freezesShown, movementShown } from '../telling/moves.ts';
import { leftOver, leftOverNext, opening, reasonShown } from '../telling/opening.ts';
import { shownOfMany } from '../../report/groups.ts';
import { blockRows, cell } from './markdownBlocks.ts';
import { peopleShown } from '../telling/peopleShown.ts';
import type { GateReport } from '../report.ts';
import { nameShown } from '../telling/naming.ts';
import { headline, sectionTitle, type GateTeller } from '../telling/telling.ts';

/** Whoever updates a comment finds it by this line. */
export const marker = '<!-- cloison gate -->';
/** A comment holds 65,536 characters; a summary a megabyte, and is dropped whole above it. */
const longest = 60_000;
const mostListed = 20;

function listBlock(title: string, rows: readonly string[], say: Say): string[] {
  if (rows.length === 0) return [];
  const left = rows.length - mostListed;
  const shown = [...rows.slice(0, mostListed), ...(left > 0 ? [say('gate.more', { count: left })] : [])];
  return [`## ${title}`, shown.map((row) => `- ${cell(row)}`).join('\n')];
}

function sectionOf(teller: GateTeller, verdict: 'deny' | 'unknown'): string[] {
  const blocks = blocksOf(teller, verdict);
  if (blocks.length === 0) return [];
  const told = new Set<string>();
  return [`## ${sectionTitle(teller, verdict)}`, ...blocks.map((block) => blockRows(teller, block, told))];
}

function leftBlock(teller: GateTeller): string[] {
  const { report, say } = teller;
  const types = leftOver(report.rows);
  const rows = types.flatMap(({ type, reason, rows: all }, at) => {
    const shown = all.slice(0, shownOfMany).map(({ address }) => markdownCode(nameShown(address)));
    const more = all.length > shown.length ? [say('gate.more', { count: all.length - shown.length })] : [];
    const named = [...shown, ...more].join(', ');
    const row = say('gate.left-over', { type: markdownCode(type), reason: reasonShown(teller, reason), named });
    // What to do is said once, after the last type that stands alike.
    return types[at + 1]?.reason === reason ? [row] : [row, `→ ${leftOverNext(teller, reason)}`];
  });
  return listBlock(say('gate.section.not-understood', { count: report.counts.notUnderstood }), rows, say);
}

function peopleBlock(teller: GateTeller): string[] {
  const people = peopleShown(teller);
  const { say } = teller;
  return people === undefined ? [] : listBlock(say('gate.section.people'), [...people.rows, `→ ${people.next}`], say);
}

function allBlocks(teller: GateTeller): string[] {
  const { report, say } = teller;
  const moved = report.movements.map((each) => movementShown(teller, each));
  const fixed = (report.baseline?.fixed ?? []).map(
    ({ control, subject }) => `✅ ${markdownCode(control)} ${markdownCode(subject)}`,
  );
  return [
    ...opening(teller),
    ...reachBlocks(teller),
    ...freezesShown(teller).map((sentence) => `❌ **${sentence}**`),
    ...listBlock(say('gate.section.movements', { count: moved.length }), moved, say),
    ...sectionOf(teller, 'deny'),
    ...sectionOf(teller, 'unknown'),
    ...leftBlock(teller),
    ...peopleBlock(teller),
    ...listBlock(say('gate.section.fixed', { count: fixed.length }), fixed, say),
  ];
}

/** Never longer than a comment may be: what does not fit is counted in the last line. */
export function renderMarkdown(report: GateReport, say: Say): string {
  const teller: GateTeller = { report, say, shield: markdownText };
  const kept = [marker, `**${headline(teller)}**`];
  const blocks = allBlocks(teller);
  let room = longest - kept.join('\n\n').length;
  const shown = blocks.findIndex((block) => (room -= block.length + 2) < 0);
  const whole = shown === -1 ? blocks : blocks.slice(0, shown);
  const cut = blocks.length - whole.length;
  return `${[...kept, ...whole, ...(cut > 0 ? [say('gate.cut', { count: cut })] : [])].join('\n\n')}\n`;
}
