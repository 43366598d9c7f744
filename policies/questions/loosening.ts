/** Questions about a change of the estate: each thing that it loosens, and whether the owner signed the change. */
import { subjectOf, type Instant } from '../../estate/index.ts';
import type { Loosened } from '../loosening/folded.ts';
import type { Question } from '../schema/question.ts';

/**
 * How the owner's signature of a change stands: `valid`; `missing`; `invalid` (no owner's, or it does not verify); `another`
 * (of another estate, or of other keys); `older` (of a revision before the one in force); `untrusted` (nobody says whose counts).
 */
export const changeSignatures = ['valid', 'missing', 'invalid', 'another', 'older', 'untrusted'] as const;
export type ChangeSignature = (typeof changeSignatures)[number];

interface Said {
  readonly subject: string;
  readonly how: Loosened['how'] | 'nothing';
  readonly fields: readonly string[];
}

function question({ subject, how, fields }: Said, signature: ChangeSignature, asOf: Instant): Question {
  return {
    version: 'cloison/question/v1',
    stage: 'estate',
    phase: 'plan',
    asOf,
    subject: { id: subject, kind: 'change' },
    class: { declared: 'none', detected: 'absent', effective: 'none', because: [] },
    loosening: { state: 'value', how, target: subject, fields: [...fields], signature },
  };
}

/** One question a subject; of a change that loosens nothing one about the organisation, so that it was asked and is told. */
export function looseningQuestions(
  loosened: readonly { readonly what: Loosened; readonly signature: ChangeSignature }[],
  signature: ChangeSignature,
  asOf: Instant,
): Question[] {
  if (loosened.length > 0) return loosened.map((each) => question(each.what, each.signature, asOf));
  const subject = subjectOf.named('organisation', 'self');
  return [question({ subject, how: 'nothing', fields: [] }, signature, asOf)];
}
