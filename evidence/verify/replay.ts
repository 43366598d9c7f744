/**
 * Deciding again. `decide` is handed in: it runs the sealed module on a sealed question. Three answers, never mixed:
 * faithful (the same bytes), differs, cannot replay (withheld, or this tool cannot put the question).
 */
import { canonicalText, type Json } from '../../estate/index.ts';
import type { LogRecord } from '../log/record.ts';
import type { Opened } from './disclosures.ts';
import type { RecordVisitor } from './records.ts';
import type { Report } from './report.ts';

/** Undefined: cannot be put again here. A throw counts as the same. */
export type Redecide = (question: Json) => Json | undefined | Promise<Json | undefined>;

export interface ReplayCounts {
  readonly answer: 'faithful' | 'differs' | 'cannot-replay';
  readonly faithful: number;
  readonly differs: number;
  readonly withheld: number;
  readonly refused: number;
}

export class Replay implements RecordVisitor {
  readonly #decide: Redecide;
  readonly #report: Report;
  #faithful = 0;
  #differs = 0;
  #withheld = 0;
  #refused = 0;

  constructor(decide: Redecide, report: Report) {
    this.#decide = decide;
    this.#report = report;
  }

  async visit(record: LogRecord, { question, answer }: Opened, path: string): Promise<void> {
    if (record.commitments?.question === undefined) return;
    if (question === undefined || answer === undefined) {
      this.#withheld += 1;
      return;
    }
    const again = await this.#again(question);
    if (again === undefined) this.#refused += 1;
    else if (again === canonicalText(answer)) this.#faithful += 1;
    else {
      this.#differs += 1;
      this.#report.add('INVALID', 'replay-differs', { path, seq: record.seq });
    }
  }

  get counts(): ReplayCounts {
    const counts = {
      withheld: this.#withheld,
      refused: this.#refused,
      faithful: this.#faithful,
      differs: this.#differs,
    };
    if (this.#differs > 0) return { answer: 'differs', ...counts };
    const whole = this.#faithful > 0 && this.#refused === 0;
    return { answer: whole ? 'faithful' : 'cannot-replay', ...counts };
  }

  async #again(question: Json): Promise<string | undefined> {
    try {
      const answer = await this.#decide(question);
      return answer === undefined ? undefined : canonicalText(answer);
    } catch {
      return undefined;
    }
  }
}
