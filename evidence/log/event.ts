/** What a run hands to the seal, in order: coverage, then each evaluation followed by its decisions and used waivers. */
import type { Decision, Json, SourceCoverage, Spelt, Verdict } from '../../estate/index.ts';
import type { CommittedField, RecordRow, RecordType } from './record.ts';

/** `disclose`: what names anything. The log gets a commitment to it, `data/disclosures` the value. */
export interface RunEvent {
  readonly type: Exclude<RecordType, 'run.opened' | 'run.closed'>;
  /** RFC 3339 UTC with milliseconds. */
  readonly time: string;
  readonly control?: string;
  readonly verdict?: Verdict;
  readonly codes?: readonly string[];
  readonly counts?: Readonly<Record<string, number>>;
  /** Decisions of an evaluation, instead of an event each; logs of version 2 alone have them. */
  readonly rows?: readonly RecordRow[];
  readonly disclose?: Readonly<Partial<Record<CommittedField, Json | Spelt>>>;
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

/** What was put to the policy about whom: `operator` where the question is about a person. */
export interface Asked {
  readonly subject: string;
  readonly question: Json | Spelt;
  readonly answer: Json | Spelt;
  readonly operator?: string | undefined;
}

/** The same with its decisions, each in short: what they cite and their values are in the answer. */
export function judgedEvent(
  { subject, question, answer, operator }: Asked,
  decisions: readonly Pick<Decision, 'control' | 'verdict' | 'reasons'>[],
  time: string,
): RunEvent {
  const rows = decisions.length === 0 ? {} : { rows: rowsOf(decisions) };
  const named = operator === undefined ? {} : { operator };
  return { type: 'evaluation', time, ...rows, disclose: { subject, question, answer, ...named } };
}

/** Containers that stand alike share their decisions, and so these. */
const rowsKnown = new WeakMap<readonly object[], readonly RecordRow[]>();

function rowsOf(decisions: readonly Pick<Decision, 'control' | 'verdict' | 'reasons'>[]): readonly RecordRow[] {
  const rows = rowsKnown.get(decisions) ?? decisions.map(rowOf);
  rowsKnown.set(decisions, rows);
  return rows;
}

function rowOf({ control, verdict, reasons }: Pick<Decision, 'control' | 'verdict' | 'reasons'>): RecordRow {
  const codes = [...new Set(reasons.map(({ code }) => code))];
  return codes.length === 0 ? { control, verdict } : { codes, control, verdict };
}

/** One row of the answer, after the passes that may only make it more cautious. Comes after its evaluation. */
export function decisionEvent(decision: Decision, time: string, operator?: string): RunEvent {
  return {
    type: 'decision',
    time,
    ...rowOf(decision),
    disclose: {
      subject: decision.subject,
      ...(decision.because.length === 0 ? {} : { observation: [...decision.because] }),
      ...(operator === undefined ? {} : { operator }),
    },
  };
}

/** A waiver in force for the decision just before, or for one of the evaluation just before. `waiver` is its id and digest: names, so disclosed. */
export function waiverEvent(
  decision: Pick<Decision, 'control' | 'subject' | 'verdict'>,
  waiver: Json,
  time: string,
): RunEvent {
  return {
    type: 'waiver.used',
    time,
    control: decision.control,
    verdict: decision.verdict,
    disclose: { subject: decision.subject, observation: waiver },
  };
}
