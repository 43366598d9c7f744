/** A report for a terminal: verdict, what was not looked at, the heaviest story, then every finding, grouped. */
import { styleText } from 'node:util';
import type { Finding, Say } from '../../estate/index.ts';
import { stepsInOrder } from './firstSteps.ts';
import { groupsOf, shownOf, type Group } from './groups.ts';
import { subjectShown } from './names.ts';
import { headline, revisionSentence, unseen } from './opening.ts';
import type { Report } from './report.ts';
import { bundleSentences, findingSentence, referenceSentences, waiverSentence, type Teller } from './sentences.ts';
import { brief, stepsOf } from './steps.ts';
import { className, storyClauses } from './storyClauses.ts';
import { visible } from './visible.ts';
import { wrapped, type Indent } from './wrap.ts';

export interface TerminalOptions {
  /** Columns; without it nothing is wrapped, as pipes and files expect. */
  readonly width?: number | undefined;
  /** The caller has read NO_COLOR. */
  readonly colour: boolean;
}

type Style = Parameters<typeof styleText>[0];

class Page {
  readonly rows: string[] = [];
  readonly #options: TerminalOptions;

  constructor(options: TerminalOptions) {
    this.#options = options;
  }

  /** Everything printed passes here, so everything is made visible here, whatever was forgotten before. */
  line(text = '', indent: Indent = { first: '', rest: '' }, style?: Style): void {
    const { width = Number.POSITIVE_INFINITY, colour } = this.#options;
    for (const row of wrapped(visible(text), width, indent))
      this.rows.push(colour && style !== undefined ? styleText(style, row, { validateStream: false }) : row);
  }
}

const under = (mark: string): Indent => ({ first: mark, rest: ' '.repeat(mark.length) });

/** Named at least: whoever reads one of seven must not take it for all of them. */
function otherStories(page: Page, { report, say }: Teller): void {
  const [, ...others] = report.stories;
  if (others.length === 0) return;
  page.line();
  page.line(say('report.others', { count: others.length }), under('  '));
  for (const { subject, class: held, controls } of others) {
    const name = className(say, held);
    page.line(say('report.other', { subject, class: name, count: controls.length }), under('  · '));
  }
}

/** The clauses make one sentence, a clause a line; the steps follow, heaviest control first. */
function topStory(page: Page, teller: Teller): void {
  const { report, say } = teller;
  const story = report.stories[0];
  if (story === undefined) return;
  page.line();
  page.line(say('report.heaviest', { count: report.stories.length }), undefined, 'bold');
  page.line(story.subject, under('  '), 'bold');
  for (const clause of storyClauses(teller, story)) page.line(clause + say('report.clause-end'), under('  '));
  const { first, later } = stepsInOrder(story.controls);
  page.line(say('report.what-to-do', { later: later.length }), under('  '));
  for (const [at, control] of first.entries())
    page.line(brief(say(`${control}.remedy`)), under(`  ${String(at + 1).padStart(2)}. `));
  if (later.length > 0) page.line(say('report.steps-below', { count: later.length }), under('  '));
  otherStories(page, teller);
}

function finding(page: Page, teller: Teller, one: Finding): void {
  const said = [findingSentence(teller, one), waiverSentence(teller, one)].filter((each) => each !== undefined);
  const of = teller.say('report.of-subject', { subject: subjectShown(one.subject), sentence: said.join(' ') });
  page.line(of, under('  · '));
}

/** A step that the top story numbered is not said twice. */
function nextStep(page: Page, teller: Teller, group: Group): void {
  const { report, say } = teller;
  const { first } = stepsInOrder(report.stories[0]?.controls ?? []);
  const step = group.verdict === 'deny' ? first.indexOf(group.control) : -1;
  const steps = step >= 0 ? [say('report.step-above', { step: step + 1 })] : stepsOf(teller, group);
  for (const text of steps) page.line(group.verdict === 'deny' ? brief(text) : text, under('  → '));
}

function groupBlock(page: Page, teller: Teller, group: Group): void {
  const { say } = teller;
  const { head, verdict, control } = group;
  page.line();
  const severity = say(`severity.${head.severity}`);
  page.line(
    say('report.group', { severity, title: say(`${control}.title`), count: group.findings.length }),
    under(verdict === 'deny' ? '✗ ' : '? '),
    verdict === 'deny' ? ['red', 'bold'] : ['yellow', 'bold'],
  );
  const force = say(`force.${head.force}`);
  const told = [force, ...referenceSentences(teller, head), control, ...bundleSentences(teller, head)];
  page.line(told.join(' · '), under('  '), 'dim');
  const { shown, left } = shownOf(group);
  for (const one of shown) finding(page, teller, one);
  if (left > 0) page.line(say('report.more', { count: left }), under('  · '));
  nextStep(page, teller, group);
}

function section(page: Page, teller: Teller, verdict: Group['verdict']): void {
  const groups = groupsOf(teller.report).filter((group) => group.verdict === verdict);
  if (groups.length === 0) return;
  const count = groups.reduce((sum, { findings }) => sum + findings.length, 0);
  page.line();
  page.line(teller.say(`report.section.${verdict}`, { count }), undefined, 'bold');
  for (const group of groups) groupBlock(page, teller, group);
  if (verdict !== 'deny') return;
  page.line();
  page.line(teller.say('report.whole-remedy'), undefined, 'dim');
}

function waivers(page: Page, { report, say }: Teller): void {
  if (report.judgement.waivers.length === 0) return;
  page.line();
  page.line(say('report.waivers', { count: report.judgement.waivers.length }), undefined, 'bold');
  for (const { id, control, subject, until, state, opinion } of report.judgement.waivers)
    page.line(
      say('report.waiver', {
        waiver: id,
        control,
        subject,
        until,
        state: say(`report.waiver-state.${state}`),
        opinion: say(`report.opinion.${opinion}`),
      }),
      under('  · '),
    );
}

/** The first line is the verdict, the second what was not looked at; the last lines are the command's. Ends with a line break. */
export function renderTerminal(report: Report, say: Say, options: TerminalOptions): string {
  const teller: Teller = { report, say, shield: visible };
  const page = new Page(options);
  page.line(headline(report, say), undefined, 'bold');
  page.line(unseen(teller));
  const revision = revisionSentence(report, say);
  if (revision !== undefined) page.line(revision);
  topStory(page, teller);
  section(page, teller, 'deny');
  section(page, teller, 'unknown');
  waivers(page, teller);
  return `${page.rows.join('\n')}\n`;
}
