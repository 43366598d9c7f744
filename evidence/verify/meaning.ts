/** Steps 6 and 9: what the records say together. Opened once, closed once, every reference real, every count recounted. */
import type { Statement } from '../bundle/statement.ts';
import type { LogRecord } from '../log/record.ts';
import { count, emptyTally, type Tally } from '../log/tally.ts';
import { AnswerRows } from './answers.ts';
import type { Opened } from './disclosures.ts';
import type { RecordVisitor } from './records.ts';
import type { CheckCode, Report } from './report.ts';

export class Meaning implements RecordVisitor {
  readonly tally: Tally = emptyTally();
  opened: LogRecord | undefined;
  closed: LogRecord | undefined;
  readonly #report: Report;
  readonly #statement: Statement | undefined;
  readonly #payload: ReadonlySet<string>;
  readonly #answers: AnswerRows;
  #time: string | undefined;
  #evaluation: LogRecord | undefined;
  #decision: LogRecord | undefined;
  #path = '';

  constructor(report: Report, statement: Statement | undefined, payload: ReadonlySet<string>) {
    this.#report = report;
    this.#statement = statement;
    this.#payload = payload;
    this.#answers = new AnswerRows(report);
  }

  visit(record: LogRecord, opened: Opened, path: string): void {
    this.#path = path;
    const run = this.#statement?.predicate.run.id;
    if (run !== undefined && record.runId !== run) this.#object('record-run', record);
    this.#bounds(record);
    count(this.tally, record, this.#time);
    this.#time = record.time;
    this.#read(record, opened);
  }

  finish(): void {
    this.#answers.next(undefined, {}, this.#path);
    if (this.closed === undefined) this.#report.add('INVALID', 'run-closed', { path: this.#path });
  }

  #object(check: CheckCode, record: LogRecord): void {
    this.#report.add('INVALID', check, { path: this.#path, seq: record.seq });
  }

  #bounds(record: LogRecord): void {
    const isFirst = record.seq === 0;
    if ((record.type === 'run.opened') !== isFirst) this.#object('run-opened', record);
    if (this.closed !== undefined) this.#object('run-closed', record);
    if (record.type === 'run.opened') {
      this.opened ??= record;
      this.#payloadOf(record);
    } else if (record.payload !== undefined) this.#object('run-payload', record);
    if (record.type === 'run.closed') this.closed ??= record;
  }

  /** The log names every payload file by digest, the statement too: both lists are the same. */
  #payloadOf(record: LogRecord): void {
    if (this.#statement === undefined) return;
    const named = new Set((record.payload ?? []).map((digest) => digest.slice('sha256:'.length)));
    const same = named.size === this.#payload.size && [...named].every((digest) => this.#payload.has(digest));
    if (!same) this.#object('run-payload', record);
  }

  #read(record: LogRecord, opened: Opened): void {
    if (record.type === 'evaluation') {
      this.#evaluation = record;
      this.#answers.next(record, opened, this.#path);
    } else if (record.type === 'decision') this.#decide(record, opened);
    else if (record.type === 'waiver.used') this.#waive(record);
    else if (record.refers !== undefined) this.#object('refers', record);
  }

  #decide(record: LogRecord, opened: Opened): void {
    this.#decision = record;
    if (record.control === undefined || record.verdict === undefined) this.#object('record-shape', record);
    const own = record.commitments?.question !== undefined;
    if (record.refers !== (own ? undefined : this.#evaluation?.seq)) this.#object('refers', record);
    if (own) this.#answers.single(record, opened, this.#path);
    else this.#answers.decide(record, this.#path);
  }

  /** A waiver counts once, for the decision right before it, under that control, on a verdict that can be waived. */
  #waive(record: LogRecord): void {
    const decision = this.#decision;
    this.#decision = undefined;
    const same = decision?.seq === record.refers && decision?.control === record.control;
    const waivable = record.verdict === 'deny' || record.verdict === 'unknown';
    if (!same || !waivable || decision?.verdict !== record.verdict) this.#object('waiver-decision', record);
  }
}
