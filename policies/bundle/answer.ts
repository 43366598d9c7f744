/** What a foreign module answered → rows that may stand beside ours. It may refuse; it may not speak out of turn. */
import { Type } from 'typebox';
import { fault, type Control } from '../../estate/index.ts';
import type { Judged } from '../ask.ts';
import { checker } from '../engine/shape.ts';
import { Answer } from '../schema/answer.ts';
import type { Question } from '../schema/question.ts';
import { codePattern } from './paper.ts';

const text = Type.String({ maxLength: 500 });
const Reasons = Type.Array(
  Type.Object(
    {
      code: Type.String({ pattern: codePattern }),
      values: Type.Record(
        Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_-]{0,39}$' }),
        Type.Union([text, Type.Number(), Type.Boolean(), Type.Array(text, { maxItems: 100 })]),
        { additionalProperties: false, maxProperties: 20 },
      ),
    },
    { additionalProperties: false },
  ),
  { maxItems: 50 },
);
const areReasons = checker(Reasons);
const isAnswer = checker(Answer);

/** A class that nobody knows may be any class: the control is asked. The class is what our own module made of it. */
export function dueOf(catalogue: readonly Control[], { question, answer }: Judged): readonly Control[] {
  const effective = answer.class?.effective ?? question.class.effective;
  const isAny = effective === 'unknown' || effective === 'none';
  return catalogue.filter(
    ({ stages, phases, kinds, classes }) =>
      stages.includes(question.stage) &&
      (phases?.includes(question.phase) ?? true) &&
      kinds.includes(question.subject.kind) &&
      (isAny || classes.some((each) => each === effective)),
  );
}

function* citations(question: Question): Generator<string> {
  for (const fact of Object.values(question) as unknown[]) {
    if (typeof fact !== 'object' || fact === null) continue;
    const { observation } = fact as { observation?: unknown };
    if (typeof observation === 'string') yield observation;
  }
}

/**
 * The answer with a row `silent` for each control that was due and gave none. Throws `module-refusal` for an answer to
 * another question, a row of a control that is not due, a row given twice, a reason of another shape, or a citation of what
 * was not in the question. Looked at on our side again: what speaks to us has run foreign code.
 */
export function checkedAnswer(answer: Answer, question: Question, due: readonly Control[]): Answer {
  const subject = question.subject.id;
  if (!isAnswer(answer) || answer.subject !== subject || answer.stage !== question.stage)
    throw fault('module-refusal', { detail: 'foreign' }, { subject });
  const cited = new Set(citations(question));
  const open = new Set(due.map(({ id }) => id));
  for (const { control, reasons, because } of answer.decisions) {
    const isSound = open.delete(control) && areReasons(reasons) && because.every((each) => cited.has(each));
    if (!isSound) throw fault('module-refusal', { detail: 'foreign' }, { subject });
  }
  const silent = [...open].map((control) => ({
    control,
    verdict: 'unknown' as const,
    reasons: [{ code: 'silent', values: {} }],
    because: [],
  }));
  return { ...answer, decisions: [...answer.decisions, ...silent] };
}
