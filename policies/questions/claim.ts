/** The dataset that counts for a container: as the estate declares it, else as a change claims it. */
import { datasetAt, type Claimed, type Dataset, type DataClass } from '../../estate/index.ts';
import type { Question } from '../schema/question.ts';
import type { View } from './view.ts';

type ClaimFact = NonNullable<Question['claim']>;

/** The dataset of a container. `claimed`: the estate is silent, and the change names it. */
export interface Holding {
  readonly id: string;
  readonly dataset: Dataset;
  readonly as: Claimed['as'] | 'claimed';
  readonly kind?: Claimed['kind'];
}

function named(view: View, id: string | undefined): Holding | undefined {
  if (id === undefined || !Object.hasOwn(view.estate.datasets, id)) return undefined;
  return { id, dataset: view.estate.datasets[id]!, as: 'claimed' };
}

/** Nothing that a change says may lower what it touches: of what it claims and what was claimed before, the higher class. */
function higher(one: Holding | undefined, other: Holding | undefined): Holding | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.dataset.class > one.dataset.class ? other : one;
}

/** Undefined where nobody names a dataset that the estate has. */
export function holdingOf(view: View, subject: string): Holding | undefined {
  const declared = datasetAt(view.estate, subject);
  if (declared !== undefined) return declared;
  const planned = view.planned?.get(subject);
  return higher(named(view, planned?.claims), named(view, planned?.claimedBefore));
}

/** What a movement carries: what it held before, where that is higher, for the estate says of the new place what shall lie there. */
export function carriedBy(view: View, subject: string): Holding | undefined {
  return higher(holdingOf(view, subject), named(view, view.planned?.get(subject)?.claimedBefore));
}

/** The highest class that the estate declares of it, the change claims for it, or was claimed before. */
export function declaredClass(view: View, subject: string): DataClass | 'none' {
  const planned = view.planned?.get(subject);
  const all = [holdingOf(view, subject), named(view, planned?.claims), named(view, planned?.claimedBefore)];
  return higher(higher(all[0], all[1]), all[2])?.dataset.class ?? 'none';
}

const id = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** What the change claims, for the control that asks it of every planned container. Text that is no id is not repeated. */
export function claimFact(view: View, subject: string): ClaimFact {
  const { claims, claimedBefore } = view.planned?.get(subject) ?? {};
  const [now, before] = [named(view, claims), named(view, claimedBefore)];
  const lowers = now !== undefined && before !== undefined && now.dataset.class < before.dataset.class;
  if (claims === undefined) return { state: 'absent' };
  return {
    state: 'value',
    dataset: id.test(claims) ? claims : '?',
    known: now !== undefined,
    ...(before === undefined ? {} : { before: before.id, lowers }),
  };
}
