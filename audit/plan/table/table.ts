/**
 * The resource table, read once: what each type of resource is to us. Its files are part of the program and are checked
 * against their schema by its tests, not at each start: that would cost more than judging a small plan.
 */
import type { ResourceTable } from './tableOf.ts';
import { wholeTable } from './whole.ts';

export { madeOfTypes, outOfScopeTypes, tableFiles } from './files.ts';
export { tableOf, type Entry, type ResourceTable } from './tableOf.ts';

let loaded: ResourceTable | undefined;
/** The table of this version. */
export function resourceTable(): ResourceTable {
  loaded ??= wholeTable();
  return loaded;
}
