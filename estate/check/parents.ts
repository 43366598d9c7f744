/** Entities whose parents lead back to themselves: the law that reaches them could not be computed. */
import { flawIn, type Check } from '../read/draft.ts';

export const parentCycles: Check = function* (draft) {
  const parents = new Map(draft.entities.map(({ id, value }) => [id, value.parent]));
  for (const entry of draft.entities) {
    const chain = [entry.id];
    let next = entry.value.parent;
    while (next !== undefined && !chain.includes(next)) {
      chain.push(next);
      next = parents.get(next);
    }
    // Each member of a cycle is told once; an entity that only leads into one is not.
    if (next === entry.id) yield flawIn(entry, ['parent'], 'parent-cycle', { chain: [...chain, next].join(' → ') });
  }
};
