/** For the comment of a pull request and the summary of a step: foreign text is code or escaped, never markup. */
import type { Say } from '../../../estate/index.ts';
import { markdownCode, markdownText } from '../../report/markdownText.ts';
import { visible } from '../../report/visible.ts';
import { groupsOf, type GateGroup } from '../groups.ts';
import { reachBlocks } from '../change/shown.ts';
import { freezesShown, movementShown } from '../moves.ts';
import { leftOver, opening, reasonShown } from '../opening.ts';
import { isOpen, isUnexcused, type GateReport } from '../report.ts';
import {
  addressShown,
  excusedBy,
  headline,
  sectionTitle,
  spotShown,
  standingOf,
  stepOf,
  titleOf,
  whatShown,
  type GateTeller,
} from '../telling.ts';

/** Whoever updates a comment finds it by this line. */
export const marker = '<!-- cloison gate -->';
/** A comment holds 65,536 characters; a summary a megabyte, and is dropped whole above it. */
const longest = 60_000;
const mostListed = 20;

const cell = (text: string) => text.replaceAll('\n', ' ');

/** `told`: lines that make something known and stand above already. */
function groupBlock(teller: GateTeller, { head, findings, shown, left }: GateGroup, told: Set<string>): string {
  const { say } = teller;
  const isWarned = isUnexcused(head) && head.stage === 'warn';
  const mark = isOpen(head) ? (head.verdict === 'deny' ? '❌' : '❔') : isWarned ? '⚠️' : '➖';
  const severity = say(`severity.${head.severity}`);
  const rows = shown.map((one) => {
    const named = markdownCode(one.resource === undefined ? one.subject : addressShown(one.resource.address));
    const spot = spotShown(one.position);
    const said = [whatShown(teller, one), excusedBy(teller, one)].filter((each) => each !== undefined).join(' ');
    return `| ${named}${spot === undefined ? '' : ` ${markdownCode(spot)}`} | ${cell(said)} |`;
  });
  const lines = head.makeKnown?.lines ?? [];
  const isTold = lines.length > 0 && told.has(String(lines));
  told.add(String(lines));
  return [
    `### ${mark} ${say('report.group', { severity, title: titleOf(teller, head), count: findings.length })}`,
    standingOf(teller, head)
      .map((each) => (each === head.control ? markdownCode(each) : each))
      .join(' · '),
    [`| ${say('gate.column.resource')} | ${say('report.column.observed')} |`, '| --- | --- |', ...rows].join('\n'),
    ...(left > 0 ? [say('gate.more', { count: left })] : []),
    `→ ${isTold ? say('gate.known-by.above') : stepOf(teller, head)}`,
    ...(isTold || lines.length === 0 ? [] : [lines.map((row) => `    ${visible(row)}`).join('\n')]),
  ].join('\n\n');
}

function listBlock(title: string, rows: readonly string[], say: Say): string[] {
  if (rows.length === 0) return [];
  const left = rows.length - mostListed;
  const shown = [...rows.slice(0, mostListed), ...(left > 0 ? [say('gate.more', { count: left })] : [])];
  return [`## ${title}`, shown.map((row) => `- ${cell(row)}`).join('\n')];
}

function sectionOf(teller: GateTeller, verdict: 'deny' | 'unknown'): string[] {
  const groups = groupsOf(teller.report.findings, verdict);
  if (groups.length === 0) return [];
  const told = new Set<string>();
  return [`## ${sectionTitle(teller, verdict)}`, ...groups.map((group) => groupBlock(teller, group, told))];
}

function blocksOf(teller: GateTeller): string[] {
  const { report, say } = teller;
  const moved = report.movements.map((each) => movementShown(teller, each));
  const left = leftOver(report.rows).map(({ type, reason, rows }) => {
    const input = `${markdownCode(type)} × ${rows.length}`;
    return say('gate.of-input', { input, sentence: reasonShown(teller, reason) });
  });
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
    ...listBlock(say('gate.section.not-understood', { count: report.counts.notUnderstood }), left, say),
    ...listBlock(say('gate.section.fixed', { count: fixed.length }), fixed, say),
  ];
}

/** Never longer than a comment may be: what does not fit is counted in the last line. */
export function renderMarkdown(report: GateReport, say: Say): string {
  const teller: GateTeller = { report, say, shield: markdownText };
  const kept = [marker, `**${headline(teller)}**`];
  const blocks = blocksOf(teller);
  let room = longest - kept.join('\n\n').length;
  const shown = blocks.findIndex((block) => (room -= block.length + 2) < 0);
  const whole = shown === -1 ? blocks : blocks.slice(0, shown);
  const cut = blocks.length - whole.length;
  return `${[...kept, ...whole, ...(cut > 0 ? [say('gate.cut', { count: cut })] : [])].join('\n\n')}\n`;
}
