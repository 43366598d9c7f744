/**
 * Where a copy goes when the plan knows it only after apply: to the container that the configuration computes it from, by
 * the name that the plan tells of that one. What does not lead to one container of the same input stays unknown.
 */
import { value } from '../../observe.ts';
import { isMark, leavesAt, segmentsOf, type Spelling } from '../table/leaves.ts';
import type { Path } from '../table/shape.ts';
import type { Entry } from '../table/table.ts';
import type { Properties } from '../told.ts';
import type { Kept } from './keep.ts';
import { saidAlone } from './says.ts';

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

type ByAddress = ReadonlyMap<string, Kept>;

/** The table's paths of blocks; the first that the input tells something of. */
function toldOf({ entry, references }: Kept): readonly string[] | undefined {
  const paths = (entry!.row.replication?.read ?? []).map(({ path }) => path);
  const [path] = paths;
  return paths.length === 1 && typeof path === 'string' && path.includes('.') ? references[path] : undefined;
}

function nameOf(kept: Kept | undefined, families: readonly string[]): string | undefined {
  const isOne =
    kept?.entry?.row.role === 'holds' && kept.planned.operation !== 'read' && families.includes(kept.entry.family);
  return isOne ? kept.after?.name?.value : undefined;
}

/**
 * There must be as many targets in the configuration as in the plan: blocks that a program makes by `dynamic` are in the
 * plan alone. Which of them is the unknown one nobody says, so that all that are cited count.
 */
function named(kept: Kept, byAddress: ByAddress): void {
  const { entry, after, planned } = kept;
  const said = after!.says.replication;
  const told = toldOf(kept);
  if (told === undefined || told.length !== said.length || kept.hidesTargets === true) return;
  if (said.some(({ state, code }) => state !== 'value' && code !== 'after-apply')) return;
  const families = entry!.row.parent?.of ?? [entry!.family];
  const cited = told.filter((address) => address !== '');
  const names = cited.map((address) => nameOf(byAddress.get(`${planned.input}\0${address}`), families));
  if (names.some((name) => name === undefined)) return;
  const known = said.filter(({ state }) => state === 'value');
  if (known.length + cited.length < said.length) return;
  kept.after = { ...after!, says: saidAlone({ ...after!.says, replication: [...known, value(names as string[])] }) };
}

/** Fills in what the plan leaves open of where copies go. */
export function nameTargets(all: readonly Kept[]): void {
  const open = all.filter(
    ({ after }) => after !== undefined && after.says.replication.some(({ code }) => code === 'after-apply'),
  );
  if (open.length === 0) return;
  const byAddress = new Map(all.map((kept) => [`${kept.planned.input}\0${kept.planned.address}`, kept]));
  for (const kept of open) named(kept, byAddress);
}
