/** The organisation's own controls, opened for one use and closed after it; and what they answered beside what ours did. */
import type { Trust } from '../../estate/index.ts';
import { judgeWith, type Bundle, type Judged, type Judgement } from '../../policies/index.ts';
import type { Edge } from '../edge.ts';
import { closePolicies, openPolicies } from './policyBundles.ts';
import type { Bench } from './premises.ts';

export interface Opening {
  readonly policies: readonly string[] | undefined;
  readonly trust: Trust;
  readonly bench: Bench;
  /** When an owner's signature must count. */
  readonly now: string;
}

/** Throws what `openPolicies` throws; whatever `use` does, the bundles are closed. */
export async function withPolicies<T>(
  { policies = [], trust, bench, now }: Opening,
  edge: Edge,
  use: (bundles: readonly Bundle[]) => T | Promise<T>,
): Promise<T> {
  const taken = new Set(bench.catalogue.map(({ id }) => id));
  const bundles = await openPolicies(policies, taken, { trust, at: now }, edge);
  try {
    return await use(bundles);
  } finally {
    await closePolicies(bundles);
  }
}

const keyOf = ({ question }: Judged): string => `${question.stage} ${question.subject.id}`;

/** One answer a question, with the decisions of everybody who was asked: whoever reads one must not miss the others. */
export async function judgedByAll(judgement: Judgement, bundles: readonly Bundle[]): Promise<Judgement> {
  const merged = await judgeWith(judgement, bundles);
  const own = Map.groupBy(
    (merged.bundles ?? []).flatMap(({ judged }) => judged),
    keyOf,
  );
  const judged = merged.judged.map((each) => {
    const more = (own.get(keyOf(each)) ?? []).flatMap(({ answer }) => answer.decisions);
    return more.length === 0
      ? each
      : { ...each, answer: { ...each.answer, decisions: [...each.answer.decisions, ...more] } };
  });
  return { ...merged, judged };
}
