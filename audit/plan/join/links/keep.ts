/** What is kept of one resource once its properties are let go: only what its row names, before and after the change. */
import type { Entry, ResourceTable } from '../../table/table.ts';
import { unknownLeaf, type Planned, type Properties, type Told, type Tree } from '../../told.ts';
import { leavesAt, noExceptions } from '../../table/leaves.ts';
import { isClaimDark } from '../sides/claims.ts';
import { waitsInBlocks, withoutComputed } from './computed.ts';
import { networkIn, type NetworkSaid } from '../cluster/network.ts';
import { sideOf, spellingOf, type Side } from '../sides/side.ts';
import { left, operationOn } from './staying.ts';
import { hidesTargets } from './hidden.ts';

/** A resource as it is kept until all of them are there. `entry` undefined: its row in the reading is already decided. */
export interface Kept {
  readonly planned: Pick<Planned, 'input' | 'address' | 'type' | 'tool' | 'operation' | 'position' | 'component'>;
  readonly entry: Entry | undefined;
  readonly before: Side | undefined;
  after: Side | undefined;
  /** What `after` is read of once it is known which unknowns the program writes; gone when it is read. */
  pending: Properties | undefined;
  /** The resource whose template it is, or that takes its place, of what is no resource of its own. */
  readonly maker?: Kept;
  /** Of what a cluster's network goes through, and of pods. */
  readonly network?: NetworkSaid;
  provider: string | undefined;
  /** Nobody can count where it copies to. */
  readonly hidesTargets?: boolean;
  /** Where it says itself that it lies, by which its provider is known. */
  readonly tells: readonly string[];
  references: Planned['references'];
  /** As in a link. */
  bare?: (Told & { tell: 'link' })['bare'];
}

const noReferences: Planned['references'] = Object.freeze({});

/** Not known, or a list that is not known whole. */
const waits = (tree: Tree | undefined): boolean =>
  tree === unknownLeaf || (Array.isArray(tree) && (tree as readonly Tree[]).includes(unknownLeaf));

/** The properties that the row looks into, where one of them waits to be known; else undefined. */
function pendingIn(tree: Properties | undefined, { properties, row }: Entry): Properties | undefined {
  if (tree === undefined) return undefined;
  let isOpen = row.computed !== undefined && waitsInBlocks(tree, row);
  for (const name of properties) isOpen ||= waits(tree[name]);
  if (!isOpen) return undefined;
  // Only what stands there: a list of all names for each resource would be most of the work.
  const pending: Record<string, Tree> = {};
  for (const name of properties) if (Object.hasOwn(tree, name)) pending[name] = tree[name]!;
  return pending;
}

/** What is known after all takes the place of what waits. */
export function learn(kept: Kept, { known = {}, bare }: Told & { tell: 'link' }): void {
  for (const [name, value] of Object.entries(known))
    if (waits(kept.pending?.[name])) kept.pending = { ...kept.pending, [name]: value };
  if (bare !== undefined) kept.bare = bare;
}

/**
 * Reads what waited. An unknown that the program does not write (`sets`) is the provider's to compute, and says nothing:
 * the region of an AWS bucket before version 6, or its old access control list, stand in every plan as such. Where the
 * input does not tell what is written, an unknown stays one, and so does one that no provider computes (`written`), or not
 * in a change (`steady`).
 */
export function settle(kept: Kept, sets: readonly string[] | undefined): void {
  const { pending, entry, planned } = kept;
  if (pending === undefined || entry === undefined) return;
  const { written = [], steady = [] } = entry.row;
  const isOwn = (name: string) => written.includes(name) || (planned.operation === 'update' && steady.includes(name));
  const all: Record<string, Tree> = {};
  const dark: string[] = [];
  for (const name in pending)
    if (pending[name] !== unknownLeaf || sets?.includes(name) !== false || isOwn(name)) all[name] = pending[name]!;
    else if (steady.includes(name)) dark.push(name);
  const read = sets === undefined ? all : withoutComputed(all, entry.row, sets);
  const side = sideOf(read, spellingOf(planned.tool), entry)!;
  kept.after = dark.length === 0 ? side : { ...side, dark: dark.join(' ') };
  kept.pending = undefined;
}

/** Undefined for what is something only where it names its parent, or claims what it holds, and does neither, before or after. */
export function entryFor({ type, tool, before, after }: Planned, table: ResourceTable): Entry | undefined {
  const entry = table.entryOf(type);
  if (entry?.row.ifNamed !== undefined) {
    const paths = entry.row.parent?.by ?? [];
    const isNamed = [before, after].some((tree) =>
      paths.some((path) => leavesAt(tree, path, spellingOf(tool)).some((leaf) => leaf !== '')),
    );
    return isNamed ? entry : undefined;
  }
  if (entry?.row.ifClaimed === undefined) return entry;
  const spelling = spellingOf(tool);
  const isClaimed = [before, after].some(
    (tree) =>
      tree !== undefined &&
      (sideOf(tree, spelling, entry)?.claims !== undefined ||
        isClaimDark({ tree, spelling, renamed: noExceptions }, entry.tags)),
  );
  return isClaimed ? entry : undefined;
}

/** Each resource brings the name of its type; there are a few hundred of them. */
const types = new Map<string, string>();
function onceType(type: string): string {
  const known = types.get(type);
  if (known === undefined && types.size < 10_000) types.set(type, type);
  return known ?? type;
}

export function keep(planned: Planned, entry: Entry | undefined, tells: readonly string[]): Kept {
  const { input, address, tool, position, component, provider, references } = planned;
  const operation = operationOn(planned, entry);
  const type = onceType(planned.type);
  const told = { input, address, type, tool, operation };
  const placed = position === undefined ? told : { ...told, position };
  const spelling = spellingOf(tool);
  // A resource that stays as it is has one side: what the state holds is what will be.
  const after = operation === 'delete' ? undefined : (planned.after ?? planned.before);
  const isLeft = operation === 'forget';
  const pending = tool === 'terraform' && entry !== undefined && !isLeft ? pendingIn(after, entry) : undefined;
  const isThere = operation !== 'delete' && operation !== 'read';
  const network = isThere ? networkIn(planned, entry?.row.object) : undefined;
  const hides = entry !== undefined && hidesTargets(after, entry, spelling);
  const seen = (tree: Properties | undefined, its: Entry) => {
    const side = sideOf(tree, spelling, its);
    return isLeft ? left(side, its) : side;
  };
  const kept: Kept = {
    planned: component === undefined ? placed : { ...placed, component },
    entry,
    before: entry && sideOf(operation === 'same' ? undefined : planned.before, spelling, entry),
    after: entry && pending === undefined ? seen(after, entry) : undefined,
    pending,
    provider,
    tells,
    references: entry === undefined || Object.keys(references).length === 0 ? noReferences : references,
  };
  if (network === undefined && !hides) return kept;
  return { ...kept, ...(network && { network }), ...(hides && { hidesTargets: true }) };
}
