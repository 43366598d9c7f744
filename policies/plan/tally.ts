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

/** What one answer adds up to. Containers that stand alike share theirs, and it is added up once. */
interface Summary {
  /** Index in `worstFirst`. */
  readonly worst: number;
  readonly decisions: Readonly<Record<Verdict, number>>;
}
const summaries = new WeakMap<Judged, Summary>();

function summaryOf(judged: Judged): Summary {
  const known = summaries.get(judged);
  if (known !== undefined) return known;
  const decisions: Record<Verdict, number> = { allow: 0, deny: 0, unknown: 0, 'not-applicable': 0 };
  for (const { verdict } of judged.answer.decisions) decisions[verdict] += 1;
  const first = worstFirst.findIndex((verdict) => decisions[verdict] > 0);
  const summary = { worst: first < 0 ? worstFirst.length - 1 : first, decisions };
  summaries.set(judged, summary);
  return summary;
}

export function hasFinding(judged: Judged): boolean {
  const { deny, unknown } = summaryOf(judged).decisions;
  return deny + unknown > 0;
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
  /** Answers come a container at a time: of the last one, and its worst so far. */
  #container: string | undefined;
  #worst = worstFirst.length;
  /** Containers come in order: what is beyond all before it is new. */
  #highest = '';

  /** `asked`: the subjects whose class somebody will ask for; of 100,000 others it is not kept. */
  constructor(asked: readonly string[]) {
    this.#asked = new Set(asked);
    this.#containers = new Set(asked.flatMap(within));
  }

  add(container: string, judged: Judged): void {
    const { question, answer } = judged;
    this.#questions += 1;
    const { id } = question.subject;
    if (this.#asked.has(id)) this.#classes.set(id, answer.class?.effective ?? question.class.effective);
    const { worst, decisions } = summaryOf(judged);
    for (const verdict of worstFirst) this.#decisions[verdict] += decisions[verdict];
    if (container !== this.#container) {
      const before = container > this.#highest ? undefined : this.verdicts.get(container);
      if (container > this.#highest) this.#highest = container;
      this.#container = container;
      this.#worst = before === undefined ? worstFirst.length : worstFirst.indexOf(before);
    }
    if (worst >= this.#worst) return;
    this.#worst = worst;
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
