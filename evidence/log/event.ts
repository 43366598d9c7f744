/** What a run hands to the seal, in order: coverage, then each evaluation followed by its decisions and used waivers. */
import type { Decision, Json, SourceCoverage, Verdict } from '../../estate/index.ts';
import type { CommittedField, RecordType } from './record.ts';

/** `disclose`: what names anything. The log gets a commitment to it, `data/disclosures` the value. */
export interface RunEvent {
  readonly type: Exclude<RecordType, 'run.opened' | 'run.closed'>;
  /** RFC 3339 UTC with milliseconds. */
  readonly time: string;
  readonly control?: string;
  readonly verdict?: Verdict;
  readonly codes?: readonly string[];
  readonly counts?: Readonly<Record<string, number>>;
  readonly disclose?: Readonly<Partial<Record<CommittedField, Json>>>;
}

/** How far a source was read. Its place and id are names, so they go into the disclosure. */
export function coverageEvent(coverage: SourceCoverage, subject: string, time: string): RunEvent {
  const { reached, reason, subjects, calls, retries, skipped } = coverage;
  return {
    type: 'source.coverage',
    time,
    codes: [reached ? 'reached' : 'not-reached', ...(reason === undefined ? [] : [reason])],
    counts: { subjects, calls, retries, skipped },
    disclose: { subject, observation: { ...coverage } },
  };
}

/** One question put to the policy and the whole answer, byte for byte what a replay must give again. */
export function evaluationEvent(subject: string, question: Json, answer: Json, time: string): RunEvent {
  return { type: 'evaluation', time, disclose: { subject, question, answer } };
}

/** One row of the answer, after the passes that may only make it more cautious. Comes after its evaluation. */
export function decisionEvent(decision: Decision, time: string, operator?: string): RunEvent {
  const codes = [...new Set(decision.reasons.map(({ code }) => code))];
  return {
    type: 'decision',
    time,
    control: decision.control,
    verdict: decision.verdict,
    ...(codes.length === 0 ? {} : { codes }),
    disclose: {
      subject: decision.subject,
      ...(decision.because.length === 0 ? {} : { observation: [...decision.because] }),
      ...(operator === undefined ? {} : { operator }),
    },
  };
}

/** A waiver in force for the decision just before. `waiver` is its id and digest: names, so disclosed. */
export function waiverEvent(decision: Decision, waiver: Json, time: string): RunEvent {
  return {
    type: 'waiver.used',
    time,
    control: decision.control,
    verdict: decision.verdict,
    disclose: { subject: decision.subject, observation: waiver },
  };
}
