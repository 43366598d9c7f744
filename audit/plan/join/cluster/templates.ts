/** Containers that a resource makes of templates inside it: the volumes of a StatefulSet, one a replica. */
import { failed, value } from '../../../observe.ts';
import type { Answer } from '../../../source.ts';
import { saidBy } from '../../place/derive.ts';
import { brokenLeaf, isMark, leavesAt, type Leaf, type Spelling } from '../../table/leaves.ts';
import type { Entry, ResourceTable } from '../../table/table.ts';
import type { Planned, Properties } from '../../told.ts';
import { type Kept } from '../links/keep.ts';
import { once } from '../sides/says.ts';
import { sideOf, spellingOf, type Side } from '../sides/side.ts';

/** So many volumes are told one by one; of more, or of a number that nobody knows, the first stands for all. */
const mostReplicas = 100;

function replicasIn(leaf: Leaf | undefined): number {
  if (leaf === undefined) return 1;
  return typeof leaf === 'number' && Number.isInteger(leaf) && leaf >= 0 && leaf <= mostReplicas ? leaf : 1;
}

function named(side: Side, owner: Answer<string> | undefined, ordinal: number): Side {
  const [template, of] = [side.name?.value, owner?.value];
  const name =
    template === undefined || of === undefined
      ? failed('unknown', 'after-apply')
      : value(`${template}-${of}-${ordinal}`);
  return { ...side, name, keys: name.value === undefined ? [] : [name.value] };
}

/** A template that is not known is a volume of which nothing is known, never no volume. */
function sideRead(leaf: Leaf, spelling: Spelling, entry: Entry): Side {
  if (typeof leaf === 'object' && leaf !== null && !isMark(leaf) && leaf !== brokenLeaf)
    return sideOf(leaf as Properties, spelling, entry)!;
  const said = saidBy(leaf, { path: '', as: 'terms' });
  const side = sideOf({}, spelling, entry)!;
  const { id: _id, ...words } = side.says;
  return { ...side, says: once({ ...words, said: [said], encryption: [failed('unknown', 'after-apply')] }, entry) };
}

/** What has no name of its own takes the namespace of its maker. Not rows: each is part of the resource that makes it. */
export function madeBy(kept: Kept, planned: Planned, table: ResourceTable): Kept[] {
  const makes = kept.entry?.row.makes;
  const entry = makes && table.entryOfFamily(makes.family);
  if (makes === undefined || entry === undefined || kept.after === undefined) return [];
  const spelling = spellingOf(planned.tool);
  const tree = planned.after ?? planned.before;
  const templates = leavesAt(tree, makes.path, spelling);
  const count = replicasIn(leavesAt(tree, makes.replicas, spelling)[0]);
  return templates.flatMap((leaf, index) => {
    const side = sideRead(leaf, spelling, entry);
    return Array.from({ length: count }, (_, ordinal): Kept => {
      const address = `${planned.address}#${index}-${ordinal}`;
      const { name: owner, namespace, claims } = kept.after!;
      const after = { ...named(side, owner, ordinal), namespace, claims: side.claims ?? claims };
      return { ...kept, planned: { ...kept.planned, address }, entry, before: undefined, after, maker: kept };
    });
  });
}
