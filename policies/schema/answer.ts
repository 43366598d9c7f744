/** The answer of one stage about one subject. Words are not made in Rego: codes and values become sentences elsewhere. */
import { Type, type Static } from 'typebox';

const text = Type.String();
const texts = Type.Array(text);
const maybe = Type.Optional;

const Reason = Type.Object({ code: text, values: Type.Unknown() }, { additionalProperties: false });
export const AnswerDecision = Type.Object(
  {
    control: text,
    verdict: Type.Enum(['allow', 'deny', 'unknown', 'not-applicable']),
    reasons: Type.Array(Reason),
    because: texts,
  },
  { additionalProperties: false },
);
export const Answer = Type.Object(
  {
    version: Type.Literal('cloison/answer/v1'),
    stage: text,
    subject: text,
    class: maybe(
      Type.Object({ declared: text, detected: text, effective: text, because: texts }, { additionalProperties: false }),
    ),
    decisions: Type.Array(AnswerDecision),
  },
  { additionalProperties: false },
);
export type Answer = Static<typeof Answer>;
