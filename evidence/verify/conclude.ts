/** The end of verification: log, checkpoint, statement and expectations side by side. */
import type { Statement } from '../bundle/statement.ts';
import { coverageCounts, resultCounts } from '../bundle/statement.ts';
import { checkpointFile, statementFile } from '../bundle/layout.ts';
import { runIdShape, type Checkpoint } from '../log/checkpoint.ts';
import { codeAgrees, type Tally } from '../log/tally.ts';
import type { Meaning } from './meaning.ts';
import type { WalkedLog } from './records.ts';
import type { Report } from './report.ts';

export interface Expectations {
  /** Root (64 hex) and size that somebody kept elsewhere: the only thing that shows a log cut and signed again. */
  readonly expectRoot?: string;
  readonly expectSize?: number;
  readonly minSize?: number;
}

export function compareLog(
  log: WalkedLog,
  checkpoint: Checkpoint | undefined,
  statement: Statement | undefined,
  signedRoot: string | undefined,
  report: Report,
): void {
  const promised = checkpoint?.size ?? statement?.predicate.log.size;
  const missing = log.sequence.missing(promised);
  const isShort = promised === undefined || log.lines < promised;
  for (const { from, to } of missing) {
    if (isShort) report.add('GAP', 'records-missing', { seq: from, values: { from, to } });
    else report.add('INVALID', 'record-sequence', { seq: from });
  }
  const root = log.root.toString('hex');
  if (checkpoint !== undefined && checkpoint.size !== log.lines)
    report.add('INVALID', 'log-size', { path: checkpointFile, values: { signed: checkpoint.size, found: log.lines } });
  if (checkpoint !== undefined && checkpoint.root.toString('hex') !== root)
    report.add('INVALID', 'log-root', { path: checkpointFile });
  if (statement === undefined) return;
  const { log: named, run } = statement.predicate;
  if (named.size !== log.lines)
    report.add('INVALID', 'log-size', { path: statementFile, values: { signed: named.size, found: log.lines } });
  if (signedRoot !== root) report.add('INVALID', 'log-root', { path: statementFile });
  const [head, organisation, id, more] = named.origin.split('/');
  const spelt =
    head === 'cloison' && Boolean(organisation) && id === run.id && runIdShape.test(run.id) && more === undefined;
  if (!spelt) report.add('INVALID', 'log-origin', { path: statementFile });
  if (checkpoint !== undefined && checkpoint.origin !== named.origin)
    report.add('INVALID', 'log-origin', { path: checkpointFile });
}

/** Summaries are derived here and compared, never read: a report that says something else than the records is a forgery. */
export function compareSummary(meaning: Meaning, statement: Statement | undefined, report: Report): void {
  const { tally, closed, opened } = meaning;
  const kept: Readonly<Record<string, number>> = closed?.counts ?? {};
  for (const [name, value] of Object.entries(tally) as [keyof Tally, number][]) {
    if (closed !== undefined && kept[name] !== value)
      report.add('INVALID', 'counts', {
        seq: closed.seq,
        values: { name, recounted: value, recorded: kept[name] ?? -1 },
      });
  }
  if (tally.clockRegressions > 0) report.note('note-clock-regressions', { count: tally.clockRegressions });
  if (statement === undefined) return;
  const { coverage, result, run } = statement.predicate;
  const claimed: Readonly<Record<string, number>> = { ...coverage, ...result };
  for (const name of [...coverageCounts, ...resultCounts]) {
    if (claimed[name] !== tally[name]) report.add('INVALID', 'summary', { path: statementFile, values: { name } });
  }
  const said = closed === undefined || (closed.codes?.length === 1 && closed.codes[0] === `exit-${result.code}`);
  if (!said || !codeAgrees(result.code, tally)) {
    report.add('INVALID', 'headline', { path: statementFile, values: { code: result.code } });
  }
  const times =
    (opened?.time ?? run.startedAt) === run.startedAt && (closed?.time ?? run.finishedAt) === run.finishedAt;
  if (!times || run.startedAt > run.finishedAt) report.add('INVALID', 'run-times', { path: statementFile });
}

export function compareExpectations(log: WalkedLog, expected: Expectations, report: Report): void {
  const { expectRoot, expectSize, minSize } = expected;
  if (expectRoot !== undefined && log.root.toString('hex') !== expectRoot.toLowerCase())
    report.add('INVALID', 'expected-root');
  if (expectSize !== undefined && log.lines !== expectSize)
    report.add('INVALID', 'expected-size', { values: { expected: expectSize, found: log.lines } });
  if (minSize !== undefined && log.lines < minSize)
    report.add('INVALID', 'below-size', { values: { expected: minSize, found: log.lines } });
  if (expectRoot === undefined && expectSize === undefined && minSize === undefined) report.note('note-not-anchored');
}
