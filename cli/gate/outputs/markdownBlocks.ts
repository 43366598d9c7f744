/** The findings in Markdown: a block for each resource or group of them, in it a title, a table or list, and what to do. */
import { markdownCode } from '../../report/markdownText.ts';
import { visible } from '../../report/visible.ts';
import { isOpen, isUnexcused, type GateFinding } from '../report.ts';
import { saidOf, type Block, type Part } from '../telling/blocks.ts';
import type { GateGroup } from '../telling/groups.ts';
import { addressShown, hasTwoEnds, subjectNamed } from '../telling/naming.ts';
import { linesOf, settledBy } from '../telling/settling.ts';
import { asOperated, spotShown, standingOf, titleOf, type GateTeller } from '../telling/telling.ts';

/** A row of a table or list is one line. */
export const cell = (text: string): string => text.replaceAll('\n', ' ');

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
export function blockRows(teller: GateTeller, { parts, isShared, step: common }: Block, told: Set<string>): string {
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
