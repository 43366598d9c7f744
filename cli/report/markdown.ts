/** A report for step summaries and pull requests: the verdict, the stories, then a table a control. */
import type { Say } from '../../estate/index.ts';
import { stepsInOrder } from './firstSteps.ts';
import { groupsOf, shownOf, type Group } from './groups.ts';
import { markdownCode, markdownText } from './markdownText.ts';
import { subjectShown } from './names.ts';
import { headline, revisionSentence, unseen } from './opening.ts';
import type { Report, Story } from './report.ts';
import { bundleSentences, findingSentence, referenceSentences, waiverSentence, type Teller } from './sentences.ts';
import { stepsOf } from './steps.ts';
import { storyClauses } from './storyClauses.ts';

/** Stories told in full; the others are counted, for a summary is cut at a megabyte. */
const told = 5;

const marks = { deny: '❌', unknown: '❔' } as const;

function storyBlock(teller: Teller, story: Story): string[] {
  const { say } = teller;
  const end = say('report.clause-end');
  const { first, later } = stepsInOrder(story.controls);
  return [
    `### ${markdownCode(story.subject)}`,
    storyClauses(teller, story)
      .map((clause) => `- ${clause}${end}`)
      .join('\n'),
    say('report.what-to-do', { later: later.length }),
    first.map((control, at) => `${at + 1}. ${say(`${control}.remedy`)}`).join('\n'),
    ...(later.length === 0 ? [] : [say('report.steps-below', { count: later.length })]),
  ];
}

function groupBlock(teller: Teller, group: Group): string[] {
  const { say } = teller;
  const { head, control, verdict } = group;
  const { shown, left } = shownOf(group);
  const severity = say(`severity.${head.severity}`);
  const title = say('report.group', { severity, title: say(`${control}.title`), count: group.findings.length });
  const cell = (text: string) => text.replaceAll('\n', ' ');
  const rows = shown.map((finding) => {
    const said = [findingSentence(teller, finding), waiverSentence(teller, finding)];
    return `| ${markdownCode(subjectShown(finding.subject))} | ${cell(said.filter((each) => each !== undefined).join(' '))} |`;
  });
  return [
    `### ${marks[verdict]} ${title}`,
    [
      say(`force.${head.force}`),
      ...referenceSentences(teller, head),
      markdownCode(control),
      ...bundleSentences(teller, head),
    ].join(' · '),
    [`| ${say('report.column.subject')} | ${say('report.column.observed')} |`, '| --- | --- |', ...rows].join('\n'),
    ...(left === 0 ? [] : [say('report.more', { count: left })]),
    ...stepsOf(teller, group).map((step) => `→ ${step}`),
  ];
}

export function renderMarkdown(report: Report, say: Say): string {
  const teller: Teller = { report, say, shield: markdownText };
  const { stories } = report;
  const left = stories.length - told;
  const blocks = [
    `**${headline(report, say)}**`,
    unseen(teller),
    ...[revisionSentence(report, say)].filter((each) => each !== undefined).map(markdownText),
    ...(stories.length === 0 ? [] : [`## ${say('report.top-story', { count: stories.length })}`]),
    ...stories.slice(0, told).flatMap((story) => storyBlock(teller, story)),
    ...(left > 0 ? [say('report.more', { count: left })] : []),
    ...(['deny', 'unknown'] as const).flatMap((verdict) => {
      const groups = groupsOf(report).filter((group) => group.verdict === verdict);
      const count = groups.reduce((sum, { findings }) => sum + findings.length, 0);
      if (count === 0) return [];
      return [
        `## ${say(`report.section.${verdict}`, { count })}`,
        ...groups.flatMap((each) => groupBlock(teller, each)),
      ];
    }),
    ...(report.seal === undefined
      ? []
      : [say('report.sealed', { root: markdownCode(report.seal.root), size: report.seal.size })]),
  ];
  return `${blocks.join('\n\n')}\n`;
}
