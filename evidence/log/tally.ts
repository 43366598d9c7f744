/** What a run adds up to. Counted once while sealing and again while verifying, by this one function, from records only. */
import type { LogRecord } from './record.ts';

export interface Tally {
  records: number;
  observations: number;
  evaluations: number;
  allow: number;
  deny: number;
  unknown: number;
  notApplicable: number;
  waivedDeny: number;
  waivedUnknown: number;
  sourcesExpected: number;
  sourcesReached: number;
  subjects: number;
  calls: number;
  retries: number;
  skipped: number;
  /** How often a record bears an earlier time than the one before it: a clock was set back during the run. */
  clockRegressions: number;
}

/** Exit codes that a sealed run can have; the others (2, 4, 5, 70) never get as far as a seal. */
export const headlineCodes = [0, 1, 3] as const;
export type HeadlineCode = (typeof headlineCodes)[number];

export function emptyTally(): Tally {
  return {
    records: 0,
    observations: 0,
    evaluations: 0,
    allow: 0,
    deny: 0,
    unknown: 0,
    notApplicable: 0,
    waivedDeny: 0,
    waivedUnknown: 0,
    sourcesExpected: 0,
    sourcesReached: 0,
    subjects: 0,
    calls: 0,
    retries: 0,
    skipped: 0,
    clockRegressions: 0,
  };
}

const verdictCounts = { allow: 'allow', deny: 'deny', unknown: 'unknown', 'not-applicable': 'notApplicable' } as const;

function countCoverage(tally: Tally, record: LogRecord): void {
  if (record.codes?.[0] === 'reached') tally.sourcesReached += 1;
  for (const name of ['subjects', 'calls', 'retries', 'skipped'] as const) tally[name] += record.counts?.[name] ?? 0;
}

function countEvaluation(tally: Tally, { rows = [] }: LogRecord): void {
  tally.evaluations += 1;
  for (const { verdict } of rows) tally[verdictCounts[verdict]] += 1;
}

function countWaiver(tally: Tally, record: LogRecord): void {
  if (record.verdict === 'deny') tally.waivedDeny += 1;
  if (record.verdict === 'unknown') tally.waivedUnknown += 1;
}

/** Adds one record; `previous` is the time of the record before it. `run.closed` is not counted: it holds the counts. */
export function count(tally: Tally, record: LogRecord, previous: string | undefined): void {
  if (record.type === 'run.closed') return;
  tally.records += 1;
  if (previous !== undefined && record.time < previous) tally.clockRegressions += 1;
  if (record.type === 'run.opened') tally.sourcesExpected += record.counts?.['sources'] ?? 0;
  else if (record.type === 'source.coverage') countCoverage(tally, record);
  else if (record.type === 'observation') tally.observations += 1;
  else if (record.type === 'evaluation') countEvaluation(tally, record);
  else if (record.type === 'decision' && record.verdict) tally[verdictCounts[record.verdict]] += 1;
  else if (record.type === 'waiver.used') countWaiver(tally, record);
}

/** Strictest code of these counts: 1 over 3 over 0. Nothing looked at is never 0. */
export function codeOf(tally: Tally): HeadlineCode {
  if (tally.deny > tally.waivedDeny) return 1;
  const decided = tally.allow + tally.deny + tally.notApplicable;
  const incomplete = tally.sourcesReached < tally.sourcesExpected || tally.unknown > tally.waivedUnknown;
  return incomplete || decided === 0 ? 3 : 0;
}

/** Whether a headline may say this of these counts: it may be stricter than they are (flags, skipped parts), never milder. */
export function codeAgrees(code: HeadlineCode, tally: Tally): boolean {
  const strictest = codeOf(tally);
  if (code === 1) return tally.deny + tally.waivedUnknown > 0;
  if (code === 3) return strictest !== 1;
  // Nothing decided may be 0 where the user allowed an empty run: that flag is theirs, and it is in no record.
  return (
    strictest === 0 ||
    (strictest === 3 && tally.unknown <= tally.waivedUnknown && tally.sourcesReached >= tally.sourcesExpected)
  );
}
