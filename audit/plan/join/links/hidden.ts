/** Whether nobody can count where something copies to. */
import { isMark, leavesAt, segmentsOf, type Spelling } from '../../table/leaves.ts';
import type { Path } from '../../table/shape.ts';
import type { Entry } from '../../table/table.ts';
import type { Properties } from '../../told.ts';

const blocksOf = new WeakMap<Entry, readonly Path[]>();

/** The blocks on the way to the targets of a row. Made once: what is looked up by a path is remembered by that very path. */
function blocksAbove(entry: Entry): readonly Path[] {
  const known = blocksOf.get(entry);
  if (known !== undefined) return known;
  const made = (entry.row.replication?.read ?? []).flatMap(({ path }) => {
    const steps = segmentsOf(path);
    return steps.slice(1).map((_, index) => steps.slice(0, index + 1));
  });
  blocksOf.set(entry, made);
  return made;
}

/** Whether a block on the way to a target is unknown as a whole: how many there will be, no configuration tells. */
export const hidesTargets = (tree: Properties | undefined, entry: Entry, spelling: Spelling): boolean =>
  blocksAbove(entry).some((path) => leavesAt(tree, path, spelling).some(isMark));
