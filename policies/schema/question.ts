/**
 * The question: everything a policy needs to judge one subject at one stage, in one small document.
 *
 * Named properties and flat facts only, `additionalProperties: false`, no `oneOf`, no maps, no patterns: `opa check
 * --schema` was seen to be silent on a wrong path under those. Every fact has a state; a fact is never just missing.
 */
import { Type, type Static } from 'typebox';
import { checker } from '../engine/shape.ts';
import { containerFacts } from './container-facts.ts';
import { maybe, text, texts } from './fact.ts';
import { peopleFacts } from './people-facts.ts';

export const stages = ['classify', 'placement', 'access', 'estate'] as const;
export type Stage = (typeof stages)[number];
export const phases = ['plan', 'request', 'live'] as const;

export const Question = Type.Object(
  {
    version: Type.Literal('cloison/question/v1'),
    stage: text,
    phase: text,
    asOf: text,
    subject: Type.Object({ id: text, kind: text, place: maybe(text) }, { additionalProperties: false }),
    class: Type.Object(
      { declared: text, detected: text, effective: text, because: texts },
      { additionalProperties: false },
    ),
    ...containerFacts,
    ...peopleFacts,
  },
  { additionalProperties: false },
);
export type Question = Static<typeof Question>;

/** For a question that came from outside: the same schema, nothing more and nothing less. */
export const isQuestion = checker(Question);
