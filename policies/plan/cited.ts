/**
 * Citations of a plan's observations, worked out only where somebody will read them. A question carries the mark of a
 * fact; containers that stand alike then put the same question, and the digests are filled in for what is kept.
 */
import type { FactName, Observation } from '../../estate/index.ts';
import type { Judged } from '../ask.ts';
import type { View } from '../questions/view.ts';
import { cited, isMark, type Digest } from './template.ts';

/** No digest and no id has this form, so a mark is never taken for one. */
const mark = (fact: FactName): string => `@${fact}`;

/** The same view, citing by mark. */
export function marking(view: View): View {
  return { ...view, cite: ({ fact }: Observation) => mark(fact) };
}

type Cited = Readonly<Record<string, unknown>> & { readonly observation?: unknown };

/** By mark, the digest of what was seen of this container. */
export function digestsOf(view: View, container: string): Digest {
  const known = new Map<string, string>();
  const digest = (text: string): string => {
    if (!isMark(text)) return text;
    const seen = view.seen(container, text.slice(1) as FactName);
    return seen === undefined ? text : view.cite(seen as Observation);
  };
  return (text) => {
    const before = known.get(text) ?? digest(text);
    known.set(text, before);
    return before;
  };
}

/** The same question and answer about this container, its marks replaced by the digests of what was told of it. */
export function citing(view: View, container: string, { question, answer }: Judged): Judged {
  const digest = digestsOf(view, container);
  const all = (marks: readonly string[]): string[] => cited(marks, digest);
  const facts = Object.entries(question).map(([name, fact]) => {
    const { observation } = (typeof fact === 'object' ? fact : {}) as Cited;
    return [name, typeof observation === 'string' ? { ...(fact as object), observation: digest(observation) } : fact];
  });
  const marked = Object.fromEntries(facts) as Judged['question'];
  return {
    question: { ...marked, class: { ...question.class, because: all(question.class.because) } },
    answer: {
      ...answer,
      ...(answer.class === undefined ? {} : { class: { ...answer.class, because: all(answer.class.because) } }),
      decisions: answer.decisions.map((each) => ({ ...each, because: all(each.because) })),
    },
  };
}
