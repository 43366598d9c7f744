/** Walks the disclosures beside the records, in step: each value must open exactly the commitment that the log holds. */
import { opens } from '../log/commit.ts';
import type { Disclosure } from '../log/disclosure.ts';
import { committedFields, type CommittedField, type LogRecord } from '../log/record.ts';
import type { Json } from '../../estate/index.ts';
import { defaultLimits, LimitReached } from './limits.ts';
import type { Line } from './lines.ts';
import { parseDisclosureLine } from './parseRecord.ts';
import type { Report } from './report.ts';
import { ShownLines, type ShownLine } from './shownLines.ts';

export type Opened = Readonly<Partial<Record<CommittedField, Json>>>;
export type WithheldCounts = Record<CommittedField, number>;

export class Disclosures {
  readonly withheld: WithheldCounts = { subject: 0, operator: 0, observation: 0, question: 0, answer: 0 };
  opened = 0;
  readonly #report: Report;
  #lines: AsyncIterator<Line> | undefined;
  #path = '';
  #shown: ShownLines | undefined;
  #held: { readonly line: Disclosure; readonly number: number } | undefined;
  #last = -1;
  #read = false;
  #filled = 0;
  #most = 0;

  constructor(report: Report) {
    this.#report = report;
  }

  /**
   * Goes on to the file beside the next segment; `lines` is undefined where nothing of it is disclosed. `most`: characters
   * that lines by likeness may stand for, all together: a few bytes on the disk are no way around the limit.
   */
  async start(path: string, lines: AsyncIterable<Line> | undefined, most = defaultLimits.bytes): Promise<void> {
    await this.finish();
    [this.#path, this.#lines, this.#read] = [path, lines?.[Symbol.asyncIterator](), false];
    [this.#shown, this.#most] = [undefined, most];
    await this.#advance();
    // A file of which nothing is left has no file: one state, one spelling.
    const isEmpty = lines !== undefined && !this.#read;
    if (isEmpty) this.#report.add('INVALID', 'disclosure-line', { path, values: { line: 0, detail: 'empty' } });
  }

  /** What is disclosed of this record, its commitments checked; anything withheld is counted by field. */
  async of(record: LogRecord): Promise<Opened> {
    while (this.#held !== undefined && this.#held.line.seq < record.seq) await this.#stray();
    const { fields, values } = await this.#shownOf(record);
    const opened: Partial<Record<CommittedField, Json>> = {};
    for (const field of committedFields) {
      const commitment = record.commitments?.[field];
      const shown = fields[field];
      if (commitment !== undefined && shown === undefined) this.withheld[field] += 1;
      if (shown === undefined) continue;
      if (commitment === undefined)
        this.#report.add('INVALID', 'disclosure-stray', { path: this.#path, seq: record.seq });
      else if (!opens(commitment, shown)) {
        this.#report.add('INVALID', 'commitment', { path: this.#path, seq: record.seq, values: { field } });
      } else {
        opened[field] = values[field]!;
        this.opened += 1;
      }
    }
    return opened;
  }

  async #shownOf({ seq, v }: LogRecord): Promise<ShownLine> {
    const held = this.#held;
    if (held?.line.seq !== seq) return { fields: {}, values: {} };
    this.#shown ??= new ShownLines(v);
    const shown = this.#shown.read(held.line);
    if (shown === undefined) {
      const values = { line: held.number, detail: 'spelling' };
      this.#report.add('INVALID', 'disclosure-line', { path: this.#path, values });
    }
    if (shown !== undefined && 'like' in held.line) this.#fill(shown);
    await this.#advance();
    return shown ?? { fields: {}, values: {} };
  }

  #fill({ fields }: ShownLine): void {
    for (const { text } of Object.values(fields)) this.#filled += text.length;
    if (this.#filled > this.#most) throw new LimitReached('bytes', this.#path);
  }

  /** Lines that no record asked for are lines that somebody added. */
  async finish(): Promise<void> {
    while (this.#held !== undefined) await this.#stray();
    this.#lines = undefined;
  }

  /** Lets go of the file of a segment that is read no further. */
  async leave(): Promise<void> {
    await this.#lines?.return?.();
    this.#lines = undefined;
  }

  async #stray(): Promise<void> {
    this.#report.add('INVALID', 'disclosure-stray', { path: this.#path, seq: this.#held!.line.seq });
    await this.#advance();
  }

  async #advance(): Promise<void> {
    this.#held = undefined;
    for (let step = await this.#lines?.next(); step !== undefined && !step.done; step = await this.#lines?.next()) {
      this.#read = true;
      const { bytes, number, torn } = step.value;
      const about = { path: this.#path, values: { line: number } };
      if (torn) this.#report.add('INVALID', 'line-torn', about);
      const parsed = parseDisclosureLine(bytes);
      if (!parsed.ok) {
        const values = { line: number, detail: parsed.problem.detail };
        this.#report.add('INVALID', 'disclosure-line', { path: this.#path, values });
      } else if (parsed.value.seq <= this.#last) {
        this.#report.add('INVALID', 'disclosure-stray', { path: this.#path, seq: parsed.value.seq });
      } else {
        this.#last = parsed.value.seq;
        this.#held = { line: parsed.value, number };
        return;
      }
    }
  }
}
