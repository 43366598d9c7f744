/** Steps 6 and 9: what the records say together. Opened once, closed once, every reference real, every count recounted. */
import type { Statement } from '../bundle/statement.ts';
import type { LogRecord, RecordRow } from '../log/record.ts';
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
  /** What an exception may be used on now: the decision just before, or the rows of the evaluation. */
  #decided: { readonly seq: number; readonly rows: readonly RecordRow[] } | undefined;
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
    if (record.type === 'evaluation') this.#evaluate(record, opened);
    else if (record.rows !== undefined) this.#object('record-shape', record);
    else if (record.type === 'decision') this.#decide(record, opened);
    else if (record.type === 'waiver.used') this.#waive(record);
    else if (record.refers !== undefined) this.#object('refers', record);
  }

  #evaluate(record: LogRecord, opened: Opened): void {
    this.#evaluation = record;
    this.#answers.next(record, opened, this.#path);
    const { seq, rows } = record;
    if (rows === undefined) return;
    for (const row of rows) this.#answers.decide({ ...row, seq }, this.#path);
    this.#decided = { seq, rows };
  }

  #decide(record: LogRecord, opened: Opened): void {
    const { seq, control, verdict } = record;
    if (control === undefined || verdict === undefined) this.#object('record-shape', record);
    this.#decided = control === undefined || verdict === undefined ? undefined : { seq, rows: [{ control, verdict }] };
    const own = record.commitments?.question !== undefined;
    // Decisions are told once: in the evaluation, or behind it.
    const isTold = !own && this.#evaluation?.rows !== undefined;
    if (isTold || record.refers !== (own ? undefined : this.#evaluation?.seq)) this.#object('refers', record);
    if (own) this.#answers.single(record, opened, this.#path);
    else this.#answers.decide(record, this.#path);
  }

  /** An exception counts once, for a decision right before it, under that control, on a verdict that can be waived. */
  #waive(record: LogRecord): void {
    const { control, verdict, refers } = record;
    const { seq, rows = [] } = this.#decided ?? {};
    const row = rows.find((one) => one.control === control && one.verdict === verdict);
    const waivable = verdict === 'deny' || verdict === 'unknown';
    if (row === undefined || seq !== refers || !waivable) this.#object('waiver-decision', record);
    this.#decided = seq === undefined ? undefined : { seq, rows: rows.filter((one) => one !== row) };
  }
}
