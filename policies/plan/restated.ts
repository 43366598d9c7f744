/** What was asked and answered of one container, said of another that stands like it. */
import { parseSubject, subjectOf } from '../../estate/index.ts';
import type { Judged } from '../ask.ts';

/** What is said of this container as of the first that stood so: the same but for the id of its subject. */
export interface Restated extends Judged {
  readonly like: Judged;
}

/** Characters. Far under what the engine takes of a question, so that no id decides whether a question fits. */
const longest = 2048;

/** The subject itself, or the access of somebody to it; undefined for what is neither. */
function subjectFor({ question }: Judged, of: string, about: string): string | undefined {
  const { id, kind } = question.subject;
  if (id === of) return about;
  const [who, container] = kind === 'access' ? parseSubject(id).segments : [];
  return who !== undefined && container === of ? subjectOf.access(who, about) : undefined;
}

/** An engine that refused may have refused this one question: it is asked again. */
const isRefused = ({ answer }: Judged): boolean =>
  answer.decisions.some(({ reasons }) => reasons.some(({ code }) => code === 'engine-refused'));

/**
 * No rule looks at the id of a subject, and of two containers that stand alike nothing else differs (both tested).
 * Undefined where one of them has to be asked all the same.
 */
export function restated(alike: readonly Judged[], of: string, about: string): readonly Restated[] | undefined {
  if (of.length > longest || about.length > longest) return undefined;
  const all: Restated[] = [];
  for (const judged of alike) {
    const id = subjectFor(judged, of, about);
    if (id === undefined || isRefused(judged)) return undefined;
    const { question, answer } = judged;
    all.push({
      question: { ...question, subject: { ...question.subject, id } },
      answer: { ...answer, subject: id },
      like: judged,
    });
  }
  return all;
}
