/** What matters most of a mutant that no row noticed: does any question that was refused pass under it? */
import pLimit from 'p-limit';
import type { Answer, Question } from '../../policies/index.ts';
import { allRows } from '../policies/rows.ts';
import { evaluate } from './evaluate.ts';
import { pairs } from './generated.ts';
import type { Mutant } from './mutants.ts';
import { askControl, controlOf, wholePolicy, withMutant } from './survey.ts';

export interface Opened {
  readonly mutant: Mutant;
  /** Questions asked, and those whose refusal became a pass or fell silent; then those whose `unknown` became a pass. */
  readonly asked: number;
  readonly refusals: readonly string[];
  readonly unknowns: readonly string[];
}

const verdictOf = (answer: Answer | 'refused' | undefined, control: string): string =>
  answer === 'refused' ? 'unknown' : (answer?.decisions.find((each) => each.control === control)?.verdict ?? 'no-row');

/** `deny` may become `unknown`, which still stops; anything else lets through what was refused. */
const isOpen = (before: string, after: string): boolean =>
  (before === 'deny' && after !== 'deny' && after !== 'unknown') || (before === 'unknown' && after === 'allow');

function compare(mutant: Mutant, changes: readonly { before: string; after: string; what: string }[]): Opened {
  const open = changes.filter(({ before, after }) => isOpen(before, after));
  const named = (verdict: string) =>
    open.filter(({ before }) => before === verdict).map(({ before, after, what }) => `${what}: ${before} → ${after}`);
  return { mutant, asked: changes.length, refusals: named('deny'), unknowns: named('unknown') };
}

async function inControl(opa: string, file: string, mutants: readonly Mutant[], most: number): Promise<Opened[]> {
  const rows = allRows();
  const control = controlOf(file);
  const questions = pairs(
    rows.filter((row) => row.control === control),
    rows,
    most,
  );
  const { answers } = await askControl(opa, file, mutants, questions);
  return mutants.map((mutant, position) =>
    compare(
      mutant,
      questions.map((question, at) => ({
        before: verdictOf(answers[at], control),
        after: verdictOf(answers[at], `${control}#${position}`),
        what: `${control} on ${JSON.stringify(question)}`,
      })),
    ),
  );
}

/** A question on which the mutant breaks has no answer, and the engine makes a refusal of that; the others have theirs. */
async function answersOrNone(
  opa: string,
  mutant: Mutant,
  questions: readonly Question[],
): Promise<(Answer | 'refused')[]> {
  const done = await evaluate(opa, withMutant(mutant), questions);
  if ('answers' in done) return questions.map((_, at) => done.answers[at] ?? 'refused');
  if (questions.length === 1) return ['refused'];
  const half = questions.length >> 1;
  return [
    ...(await answersOrNone(opa, mutant, questions.slice(0, half))),
    ...(await answersOrNone(opa, mutant, questions.slice(half))),
  ];
}

async function inShared(opa: string, mutants: readonly Mutant[], most: number): Promise<Opened[]> {
  const rows = allRows();
  const questions = pairs(rows, rows, most);
  const before = await evaluate(opa, wholePolicy(), questions);
  if ('refused' in before) throw new Error(before.words);
  const limit = pLimit(2);
  return Promise.all(
    mutants.map((mutant) =>
      limit(async () => {
        const after = await answersOrNone(opa, mutant, questions);
        return compare(
          mutant,
          questions.flatMap((question, at) =>
            (before.answers[at]?.decisions ?? []).map(({ control, verdict }) => ({
              before: verdict,
              after: verdictOf(after[at], control),
              what: `${control} on ${JSON.stringify(question)}`,
            })),
          ),
        );
      }),
    ),
  );
}

/** Up to `most` generated questions to every survivor and to the policy as it is. */
export async function openedBy(opa: string, survivors: readonly Mutant[], most: number): Promise<Opened[]> {
  const byFile = Map.groupBy(survivors, (mutant) => mutant.condition.file);
  const inControls = [...byFile].filter(([file]) => file.startsWith('policies/controls/'));
  const limit = pLimit(2);
  const controls = await Promise.all(
    inControls.map(([file, mutants]) => limit(() => inControl(opa, file, mutants, most))),
  );
  const others = survivors.filter((mutant) => !mutant.condition.file.startsWith('policies/controls/'));
  return [...controls.flat(), ...(others.length > 0 ? await inShared(opa, others, most) : [])];
}
