/** Where a copy goes, as the configuration writes it inside blocks: what a plan knows only after apply is cited there. */
import type { Json } from '../../../estate/index.ts';
import { resourceTable } from '../table/table.ts';
import { isTable, type Table } from './leaves.ts';
import { loneIn, type Reference } from './references.ts';

/** What it cites; nothing where that is more than one thing, or what nobody can follow. `constant`: it is written out. */
export type Target = readonly Reference[] | 'constant';

/** Paths of the table that lead into blocks; what stands at the top is a reference as any other. */
let paths: readonly (readonly string[])[] | undefined;
function targetPaths(): readonly (readonly string[])[] {
  if (paths !== undefined) return paths;
  return (paths = resourceTable().targetPaths.map((path) => path.split('.')));
}

/** Blocks that a program makes by `dynamic` are not in the configuration: whoever reads this counts what the plan holds. */
function* leavesAt(node: Json | undefined, [first, ...rest]: readonly string[]): Generator<Json> {
  if (node === undefined || node === null) return;
  if (Array.isArray(node))
    for (const block of node) yield* leavesAt(block as Json, first === undefined ? [] : [first, ...rest]);
  else if (first === undefined) yield node;
  else if (isTable(node)) yield* leavesAt(node[first], rest);
}

function targetOf(leaf: Json): Target {
  const cites = isTable(leaf) && Array.isArray(leaf['references']) && leaf['references'].length > 0;
  return cites ? loneIn(leaf) : 'constant';
}

export const noTargets: Readonly<Record<string, readonly Target[]>> = Object.freeze({});

export function writtenTargets(expressions: Table): Readonly<Record<string, readonly Target[]>> {
  // Most have no block at all: then a dozen paths need not be tried.
  let hasBlocks = false;
  for (const name in expressions) hasBlocks ||= Array.isArray(expressions[name]);
  if (!hasBlocks) return noTargets;
  let found: Record<string, readonly Target[]> | undefined;
  for (const path of targetPaths()) {
    if (!Array.isArray(expressions[path[0]!])) continue;
    const all = [...leavesAt(expressions[path[0]!], path.slice(1))].map(targetOf);
    if (all.some((one) => one !== 'constant')) (found ??= {})[path.join('.')] = all;
  }
  return found ?? noTargets;
}
