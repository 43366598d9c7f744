/**
 * Decisions against the answer they come from, where it is disclosed. Passes after the policy may only make a verdict
 * more cautious, so a record that is milder than its answer, or an answer row that no record kept, was tampered with.
 */
import type { Json, Verdict } from '../../estate/index.ts';
import type { LogRecord } from '../log/record.ts';
import type { Opened } from './disclosures.ts';
import type { Report } from './report.ts';

interface Row {
  readonly control: string;
  readonly verdict: string;
}

function rowsOf(answer: Json | undefined): Row[] | undefined {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return undefined;
  const { decisions } = answer as { decisions?: Json };
  if (!Array.isArray(decisions)) return undefined;
  return decisions.flatMap((row: Json) => {
    const { control, verdict } = (row ?? {}) as { control?: unknown; verdict?: unknown };
    return typeof control === 'string' && typeof verdict === 'string' ? [{ control, verdict }] : [];
  });
}

/** A record of a decision, or a row of an evaluation under the number of that. */
type Decided = Pick<LogRecord, 'seq' | 'control' | 'verdict'>;

const caution: Readonly<Record<Verdict, number>> = { 'not-applicable': 0, allow: 0, unknown: 1, deny: 2 };

function mayBecome(answered: string, recorded: Verdict): boolean {
  return answered === recorded || caution[recorded] > (caution[answered as Verdict] ?? 0);
}

export class AnswerRows {
  readonly #report: Report;
  #evaluation: LogRecord | undefined;
  /** Rows no record has kept yet; undefined while the answer is withheld. */
  #rows: Row[] | undefined;

  constructor(report: Report) {
    this.#report = report;
  }

  /** A new evaluation, or the end: what the one before it answered must all have been recorded. */
  next(evaluation: LogRecord | undefined, opened: Opened, path: string): void {
    for (const { control } of this.#rows ?? []) {
      this.#report.add('INVALID', 'decision-missing', { path, seq: this.#evaluation!.seq, values: { control } });
    }
    [this.#evaluation, this.#rows] = [evaluation, rowsOf(opened.answer)];
  }

  decide(record: Decided, path: string): void {
    this.#rows = this.#match(this.#rows, record, path);
  }

  /** A decision that carries its own question and answer. */
  single(record: LogRecord, opened: Opened, path: string): void {
    this.#match(rowsOf(opened.answer), record, path);
  }

  #match(rows: Row[] | undefined, record: Decided, path: string): Row[] | undefined {
    if (rows === undefined || record.verdict === undefined) return rows;
    const { verdict } = record;
    const same = rows.filter(({ control }) => control === record.control);
    const row = same.find((one) => mayBecome(one.verdict, verdict));
    // A control that the policy was silent about may only be recorded as cautious.
    const silent = same.length === 0 && caution[verdict] > 0;
    if (row === undefined && !silent) {
      const values = { control: record.control ?? '', recorded: verdict, answered: same[0]?.verdict ?? '' };
      this.#report.add('INVALID', 'decision-answer', { path, seq: record.seq, values });
    }
    return rows.filter((one) => one !== (row ?? same[0]));
  }
}
