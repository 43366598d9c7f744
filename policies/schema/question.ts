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
/** Kinds of subject a policy is ever asked about; another word would match no control, and silence is no answer. */
export const kinds = [
  'bucket',
  'prefix',
  'volume',
  'table',
  'fileroot',
  'workload',
  'database',
  'stream',
  'access',
  'plane',
  'path',
  'dataset',
  'zone',
  'transfer',
  'flow',
  'waiver',
  'change',
] as const;
/** Typed as text for those who build questions; any other word is refused where a question is put. */
const oneOf = (values: readonly string[]) => Type.Unsafe<string>({ type: 'string', enum: values });
const classNames = ['none', 'unknown', 'D0', 'D1', 'D2', 'D3', 'D4'] as const;
export const phases = ['plan', 'request', 'live'] as const;

export const Question = Type.Object(
  {
    version: Type.Literal('cloison/question/v1'),
    stage: oneOf([...stages]),
    phase: oneOf([...phases]),
    asOf: text,
    subject: Type.Object({ id: text, kind: oneOf([...kinds]), place: maybe(text) }, { additionalProperties: false }),
    class: Type.Object(
      {
        declared: oneOf([...classNames]),
        detected: oneOf([...classNames, 'absent']),
        effective: oneOf([...classNames]),
        because: texts,
      },
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
