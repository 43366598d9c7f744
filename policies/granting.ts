/** What the controls say of the subjects of exceptions: what each of those would have to be granted for now. */
import { dataClasses, grantedFor, type DataClass, type Decision, type Granted, type Waiver } from '../estate/index.ts';
import type { Answer } from './schema/answer.ts';
import type { Question } from './schema/question.ts';

interface Answered {
  readonly question: Question;
  readonly answer: Answer;
}

const isClass = (text: string | undefined): text is DataClass => dataClasses.some((each) => each === text);

/** The class that a question was answered with; undefined where nobody knows it. */
export function classOf({ question, answer }: Answered): DataClass | undefined {
  const effective = answer.class?.effective ?? question.class.effective;
  return isClass(effective) ? effective : undefined;
}

/** Undefined of what needs no exception. */
export function grantedOf(
  verdict: Decision['verdict'],
  reasons: Decision['reasons'],
  judged: Answered,
): Granted | undefined {
  if (verdict !== 'deny' && verdict !== 'unknown') return undefined;
  const [dataset, own] = [judged.question.dataset?.id, classOf(judged)];
  return grantedFor({
    verdict,
    reasons,
    ...(dataset === undefined ? {} : { dataset }),
    ...(own === undefined ? {} : { class: own }),
  });
}

/** Kept for the subjects of exceptions alone: there may be a hundred thousand others. */
export class Grantable {
  readonly #asked: ReadonlySet<string>;
  readonly #found = new Map<string, Granted[]>();

  constructor(waivers: readonly Pick<Waiver, 'subject'>[]) {
    this.#asked = new Set(waivers.map(({ subject }) => subject));
  }

  add(judged: Answered): void {
    const { id } = judged.question.subject;
    if (!this.#asked.has(id)) return;
    for (const { control, verdict, reasons } of judged.answer.decisions) {
      const granted = grantedOf(verdict, reasons as Decision['reasons'], judged);
      if (granted === undefined) continue;
      const key = `${control} ${id}`;
      this.#found.set(key, [...(this.#found.get(key) ?? []), granted]);
    }
  }

  for({ control, subject }: Pick<Waiver, 'control' | 'subject'>): readonly Granted[] {
    return this.#found.get(`${control} ${subject}`) ?? [];
  }
}
