/** For the comment of a pull request and the summary of a step: foreign text is code or escaped, never markup. */
import type { Say } from '../../../estate/index.ts';
import { markdownCode, markdownText } from '../../report/markdownText.ts';
import { visible } from '../../report/visible.ts';
import { blocksOf, saidOf, type Block, type Part } from '../blocks.ts';
import type { GateGroup } from '../groups.ts';
import { linesOf, settledBy } from '../settling.ts';
import { reachBlocks } from '../change/shown.ts';
import { freezesShown, movementShown } from '../moves.ts';
import { leftOver, leftOverNext, opening, reasonShown } from '../opening.ts';
import { shownOfMany } from '../../report/groups.ts';
import { peopleShown } from '../peopleShown.ts';
import { isOpen, isUnexcused, type GateFinding, type GateReport } from '../report.ts';
import { addressShown, hasTwoEnds, nameShown, subjectNamed } from '../naming.ts';
import { asOperated, headline, sectionTitle, spotShown, standingOf, titleOf, type GateTeller } from '../telling.ts';

/** Whoever updates a comment finds it by this line. */
export const marker = '<!-- cloison gate -->';
/** A comment holds 65,536 characters; a summary a megabyte, and is dropped whole above it. */
const longest = 60_000;
const mostListed = 20;

const cell = (text: string) => text.replaceAll('\n', ' ');

/** A resource as code, its line beside it. */
function resourceNamed(teller: GateTeller, one: GateFinding): string {
  const { resource, subject, position } = one;
  const spot = spotShown(position);
  const isNamed = resource === undefined || hasTwoEnds(subject);
  const code = markdownCode(isNamed ? subjectNamed(subject) : addressShown(resource.address));
  const shown = resource?.operation === undefined ? code : asOperated(teller, code, resource.operation);
  return spot === undefined ? shown : `${shown} ${markdownCode(spot)}`;
}

function titleRow(teller: GateTeller, { head, findings }: GateGroup, isShared: boolean): string {
  const { say } = teller;
  const isWarned = isUnexcused(head) && head.stage === 'warn';
  const mark = isOpen(head) ? (head.verdict === 'deny' ? '❌' : '❔') : isWarned ? '⚠️' : '➖';
  const severity = say(`severity.${head.severity}`);
  const count = isShared ? 1 : findings.length;
  return `${isShared ? '####' : '###'} ${mark} ${say('report.group', { severity, title: titleOf(teller, head), count })}`;
}

function partRows(teller: GateTeller, { group, what, step }: Part, isShared: boolean): string[] {
  const { say } = teller;
  const { head, shown, left } = group;
  const standing = standingOf(teller, head).map((each) => (each === head.control ? markdownCode(each) : each));
  const rows = shown.map((one) => `| ${resourceNamed(teller, one)} | ${cell(saidOf(teller, one))} |`);
  const table = [`| ${say('gate.column.resource')} | ${say('report.column.observed')} |`, '| --- | --- |', ...rows];
  const list = shown.map((one) => `- ${resourceNamed(teller, one)}`);
  const alike = isShared ? [cell(what!)] : [cell(what ?? ''), list.join('\n')];
  return [
    titleRow(teller, group, isShared),
    ...(what === undefined ? [table.join('\n')] : alike),
    ...(!isShared && left > 0 ? [say('gate.more', { count: left })] : []),
    standing.join(' · '),
    ...(step === undefined ? [] : [`→ ${step}`]),
  ];
}

/** `told`: lines that make something known and stand above already. */
function blockRows(teller: GateTeller, { parts, isShared, step: common }: Block, told: Set<string>): string {
  const { say } = teller;
  const { shown, left } = parts[0]!.group;
  const heading = shown.map((one) => `${shown.length === 1 ? '###' : '-'} ${resourceNamed(teller, one)}`);
  if (left > 0) heading.push(`- ${say('gate.more', { count: left })}`);
  const settled = settledBy(parts.flatMap(({ settling }) => settling)).flatMap((each) => {
    const { where } = each;
    const lines = linesOf(each);
    const isTold = told.has(String(lines));
    told.add(String(lines));
    const step = `→ ${say(`gate.known-by.${isTold ? 'above' : where}`)}`;
    return isTold ? [step] : [step, lines.map((row) => `    ${visible(row)}`).join('\n')];
  });
  const rows = parts.flatMap((part) => partRows(teller, part, isShared));
  return [
    ...(isShared ? [heading.join('\n')] : []),
    ...rows,
    ...(common === undefined ? [] : [`→ ${common}`]),
    ...settled,
  ].join('\n\n');
}

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
