/** What is counted of a plan's answers as they come, whether or not they are kept. */
import { CloisonFault, parseSubject, type Verdict } from '../../estate/index.ts';
import type { Judged } from '../ask.ts';

export interface Counts {
  readonly containers: number;
  readonly questions: number;
  /** Decisions by verdict. */
  readonly decisions: Readonly<Record<Verdict, number>>;
}

const worstFirst: readonly Verdict[] = ['deny', 'unknown', 'allow', 'not-applicable'];

export function hasFinding({ answer }: Judged): boolean {
  return answer.decisions.some(({ verdict }) => verdict === 'deny' || verdict === 'unknown');
}

/** The subject itself and, of an access or a path, the subjects within it. One that is no subject has a finding of its own. */
function within(subject: string): readonly string[] {
  try {
    return [subject, ...parseSubject(subject).segments];
  } catch (cause) {
    if (cause instanceof CloisonFault) return [subject];
    throw cause;
  }
}

export class Tally {
  readonly verdicts = new Map<string, Verdict>();
  readonly #classes = new Map<string, string>();
  readonly #decisions: Record<Verdict, number> = { allow: 0, deny: 0, unknown: 0, 'not-applicable': 0 };
  readonly #asked: ReadonlySet<string>;
  readonly #containers: ReadonlySet<string>;
  #questions = 0;

  /** `asked`: the subjects whose class somebody will ask for; of 100,000 others it is not kept. */
  constructor(asked: readonly string[]) {
    this.#asked = new Set(asked);
    this.#containers = new Set(asked.flatMap(within));
  }

  add(container: string, { question, answer }: Judged): void {
    this.#questions += 1;
    const { id } = question.subject;
    if (this.#asked.has(id)) this.#classes.set(id, answer.class?.effective ?? question.class.effective);
    let worst = worstFirst.indexOf(this.verdicts.get(container) ?? 'not-applicable');
    for (const { verdict } of answer.decisions) {
      this.#decisions[verdict] += 1;
      worst = Math.min(worst, worstFirst.indexOf(verdict));
    }
    this.verdicts.set(container, worstFirst[worst]!);
  }

  /** Whether a class of this container, or of who reaches it, will be asked for. */
  isAsked(container: string): boolean {
    return this.#containers.has(container);
  }

  /** The effective class that an asked subject was judged with; undefined when it is not of the plan. */
  classOf(subject: string): string | undefined {
    return this.#classes.get(subject);
  }

  counts(): Counts {
    return { containers: this.verdicts.size, questions: this.#questions, decisions: { ...this.#decisions } };
  }
}
