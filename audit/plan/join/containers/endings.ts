/** How each resource of the table ends: the container it is, the one it is joined to, or why neither. */
import type { Clusters } from '../cluster/clusters.ts';
import type { Container } from './containers.ts';
import type { Identities } from '../rights/identities.ts';
import type { Joins } from '../links/joins.ts';
import { undone } from '../links/spelt.ts';
import { typeAt } from '../rights/wide.ts';
import { segmentsOf } from '../../table/leaves.ts';
import { resourceTable } from '../../table/table.ts';
import type { Kept } from '../links/keep.ts';
import type { Origins } from './origins.ts';
import type { Ending } from './rows.ts';

/** What is forgotten stays, and says what it said; one of which nothing is told is gone from sight. */
const isGone = ({ planned: { operation }, after }: Kept): boolean =>
  after === undefined && (operation === 'delete' || operation === 'forget');

interface Knowing {
  readonly clusters: Clusters;
  readonly identities: Identities;
  readonly origins: Origins;
}

/** What it gives rights on is computed from things of the second list, such as a network that is shared. */
function givesNothing({ entry, references }: Kept): boolean {
  const names = new Set((entry!.row.parent?.by ?? []).map((path) => segmentsOf(path)[0]!));
  const cited = Object.entries(references).flatMap(([property, all]) => (names.has(undone(property)) ? all : []));
  return cited.length > 0 && cited.every((address) => resourceTable().aside(typeAt(address)) !== undefined);
}

export function endingIn(
  kept: Kept,
  joins: Joins,
  { clusters, identities, origins }: Knowing,
  containers: ReadonlyMap<Kept, Container>,
  granted: readonly Container[],
): Ending {
  const { role, parent } = kept.entry!.row;
  const judged = (container: Container): Ending => {
    const { subject } = container;
    if (!origins.isDark(kept, container)) return { outcome: 'judged', subject };
    return { outcome: 'not-understood', reason: 'source-not-known', subject };
  };
  const gone = kept.planned.operation === 'forget' ? 'forgotten' : 'deleted';
  if (role === 'holds') {
    const container = containers.get(kept);
    if (container !== undefined) return judged(container);
    // It comes or stays, and nothing is told of it: what it will be nobody knows.
    return isGone(kept)
      ? { outcome: 'out-of-scope', reason: gone }
      : { outcome: 'not-understood', reason: 'nothing-told' };
  }
  if (parent === undefined) {
    const user = joins.users.get(kept) ?? identities.reachedBy(kept);
    const container = user === undefined ? clusters.firstReached(kept, granted) : containers.get(user);
    const subject = container && { subject: container.subject };
    const everybody = clusters.opensToEverybody(kept);
    if (everybody === 'all' || (everybody === 'one' && subject === undefined))
      return { outcome: 'not-understood', reason: 'grants-everybody', ...subject };
    if (subject !== undefined) return { outcome: 'judged', ...subject };
    if (isGone(kept)) return { outcome: 'out-of-scope', reason: gone };
    // What lies there already is judged on facts that no plan shows: whoever is let in by it is not waved through.
    if (clusters.reachesDeclared(kept)) return { outcome: 'not-understood', reason: 'grants-on-declared' };
    return { outcome: 'out-of-scope', reason: role === 'grants' ? 'grants-elsewhere' : 'unused' };
  }
  const root = joins.rootOf(kept);
  if (root.kept === undefined && role === 'grants' && givesNothing(kept))
    return { outcome: 'out-of-scope', reason: isGone(kept) ? gone : 'grants-elsewhere' };
  if (root.kept === undefined) return { outcome: 'not-understood', reason: root.reason };
  const container = containers.get(root.kept);
  if (container !== undefined) return judged(container);
  return isGone(root.kept)
    ? { outcome: 'out-of-scope', reason: root.kept.planned.operation === 'forget' ? 'forgotten' : 'deleted' }
    : { outcome: 'not-understood', reason: 'nothing-told' };
}
