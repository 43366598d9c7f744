/**
 * Verification, offline: from a folder and a trust document that lies outside it. The order is Appendix A of our
 * evidence notes; it never stops at the first thing found, except at a limit.
 */
import { fault, isInstant, type Trust } from '../../estate/index.ts';
import type { BundleFolder } from '../bundle/folder.ts';
import { reservedBytes } from '../bundle/layout.ts';
import type { Statement } from '../bundle/statement.ts';
import type { Tally } from '../log/tally.ts';
import { checkAttestation } from './attestation.ts';
import { checkCheckpoint } from './checkpoint.ts';
import { compareExpectations, compareLog, compareSummary, type Expectations } from './conclude.ts';
import type { WithheldCounts } from './disclosures.ts';
import { inspectFiles, type BundleFiles } from './files.ts';
import { defaultLimits, LimitReached, type VerifyLimits } from './limits.ts';
import { checkManifests } from './manifests.ts';
import { Meaning } from './meaning.ts';
import { LogWalk, type RecordVisitor } from './records.ts';
import { Replay, type Redecide, type ReplayCounts } from './replay.ts';
import { Report, type BundleVerdict, type Item } from './report.ts';
import { checkSubjects } from './subjects.ts';

export interface VerifyOptions extends Expectations {
  /** Instant of the verification. */
  readonly now: string;
  /** Milliseconds: a bundle sealed longer ago is STALE. Left out: age is not judged. */
  readonly maxAge?: number;
  readonly limits?: Partial<VerifyLimits>;
  /** Decides a sealed question again; left out: nothing is replayed. */
  readonly decide?: Redecide;
}

export interface Withheld {
  /** Whole files, by path. */
  readonly files: readonly string[];
  /** Commitments without a disclosure, by field. */
  readonly fields: Readonly<WithheldCounts>;
}

export interface Verified {
  readonly verdict: BundleVerdict;
  readonly items: readonly Item[];
  readonly withheld: Withheld;
  /** Of the records as they lie there; a log with holes gives what is left. */
  readonly records: { readonly size: number; readonly root: string; readonly tally: Readonly<Tally> };
  /** Undefined when there is none to speak of. Believe it only under VALID or STALE. */
  readonly statement: Statement | undefined;
  readonly replay: ReplayCounts | undefined;
}

/** Clocks differ; a bundle further than this in the future was not sealed yet. Milliseconds. */
const skew = 5 * 60_000;
const noFields: WithheldCounts = { subject: 0, operator: 0, observation: 0, question: 0, answer: 0 };

function judgeAge({ predicate }: Statement, { now, maxAge }: VerifyOptions, report: Report): void {
  const age = Date.parse(now) - Date.parse(predicate.run.finishedAt);
  if (age < -skew) report.add('STALE', 'future', { values: { sealed: predicate.run.finishedAt } });
  if (maxAge !== undefined && age > maxAge)
    report.add('STALE', 'stale', { values: { sealed: predicate.run.finishedAt } });
  report.note('note-no-outside-time');
}

async function inspect(files: BundleFiles, trust: Trust, options: VerifyOptions, report: Report): Promise<Verified> {
  await checkManifests(files, report);
  report.note('note-files', { count: files.digests.size });
  const statement = await checkAttestation(files, trust, report);
  const subjects = statement && (await checkSubjects(statement, files, report));
  const checkpoint = await checkCheckpoint(files, trust, statement?.predicate.run.finishedAt, report);
  const meaning = new Meaning(report, statement, subjects?.payload ?? new Set());
  const replay = options.decide && new Replay(options.decide, report);
  const visitors: RecordVisitor[] = [meaning, ...(replay ? [replay] : [])];
  const log = new LogWalk(report, visitors);
  await log.run(files, { ...defaultLimits, ...options.limits });
  if (log.later === undefined) meaning.finish();
  compareLog(log, checkpoint, statement, subjects?.root, report);
  // A log with holes adds up to something else by nature: one GAP says it, a dozen wrong sums would only hide it.
  const isWhole = !report.items.some(({ check }) => check === 'records-missing');
  if (isWhole && log.later === undefined) compareSummary(meaning, statement, report);
  compareExpectations(log, options, report);
  if (statement !== undefined) judgeAge(statement, options, report);
  for (const path of files.digests.keys())
    if (reservedBytes(path) !== undefined) report.note('note-reserved', { path });
  const records = { size: log.lines, root: log.root.toString('hex'), tally: meaning.tally };
  report.note('note-records', { count: records.size, root: records.root });
  const withheld = { files: subjects?.withheld ?? [], fields: log.disclosures.withheld };
  const fields = Object.values(withheld.fields).reduce((sum, one) => sum + one, 0);
  if (fields + withheld.files.length > 0) report.note('note-withheld', { fields, files: withheld.files.length });
  return { verdict: report.verdict, items: report.finish(), withheld, records, statement, replay: replay?.counts };
}

/** Never throws for what a bundle holds; throws `usage` for a `now` that is no instant, and errno errors of an unreadable folder. */
export async function verifyBundle(folder: BundleFolder, trust: Trust, options: VerifyOptions): Promise<Verified> {
  if (!isInstant(options.now)) throw fault('usage', { detail: 'instant' });
  const report = new Report();
  try {
    const files = await inspectFiles(folder, { ...defaultLimits, ...options.limits }, report);
    return await inspect(files, trust, options, report);
  } catch (cause) {
    if (!(cause instanceof LimitReached)) throw cause;
    report.add('INVALID', 'limit', { path: cause.path, values: { limit: cause.limit } });
    const records = { size: 0, root: '', tally: new Meaning(report, undefined, new Set()).tally };
    const withheld = { files: [], fields: noFields };
    return {
      verdict: report.verdict,
      items: report.finish(),
      withheld,
      records,
      statement: undefined,
      replay: undefined,
    };
  }
}
