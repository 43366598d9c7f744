/**
 * Lines whose values were spelt by a form: what they are like is known by the forms, and their texts need not be taken
 * apart to see it. Transparent: a line is spelt as it is without.
 */
import type { ShownFields } from './disclosure.ts';

const prefix = 'sha256:'.length;

/** A line by its forms. `cites`: hex, each once, in the order in which the values first name them. */
interface Formed {
  readonly key: string;
  readonly about: string;
  readonly cites: readonly string[];
}

/** Of one segment. */
export class Forms {
  readonly #numbers = new WeakMap<object, number>();
  #last = 0;
  readonly #known = new Map<string, number>();

  #numberOf(like: object): number {
    const number = this.#numbers.get(like) ?? (this.#last += 1);
    this.#numbers.set(like, number);
    return number;
  }

  /** Undefined for what holds anything else than a question and an answer about a name, both by forms. */
  of({ answer, question, subject, ...others }: ShownFields): Formed | undefined {
    const about = subject?.text;
    if (answer?.form === undefined || question?.form === undefined || about?.startsWith('"') !== true) return undefined;
    for (const _ in others) return undefined;
    const cites: string[] = [];
    let key = `${this.#numberOf(answer.form.like)} ${this.#numberOf(question.form.like)}`;
    // As the fields are sorted. Which digests are equal decides the pattern too.
    for (const { form } of [answer, question])
      for (const digest of form!.cites) {
        const hex = digest.slice(prefix);
        const at = cites.indexOf(hex);
        key += ` ${at === -1 ? cites.push(hex) - 1 : at}`;
      }
    return { key, about, cites };
  }

  /** The line that all of this key are like. */
  known(key: string): number | undefined {
    return this.#known.get(key);
  }

  /** `like` undefined: nothing is like it, for it is too long, or too much is remembered. */
  learn(key: string, like: number | undefined): void {
    if (like !== undefined) this.#known.set(key, like);
  }
}
