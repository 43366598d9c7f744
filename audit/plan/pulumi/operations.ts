/** Pulumi's operations in the gate's words. Facts from Pulumi's `sdk/go/common/apitype/history.go` (Apache-2.0). */
import type { Operation } from '../told.ts';

const operations: Readonly<Record<string, Operation>> = {
  same: 'same',
  create: 'create',
  // What is imported is there already and becomes ours with what the program says of it.
  import: 'create',
  update: 'update',
  delete: 'delete',
  replace: 'replace',
  'create-replacement': 'replace',
  'delete-replaced': 'replace',
  'import-replacement': 'replace',
  read: 'read',
  'read-replacement': 'read',
  refresh: 'same',
  // Of resources that Pulumi only reads: they leave the state, and were never the program's.
  discard: 'read',
  'discard-replaced': 'read',
  // What was to be replaced is gone already.
  'remove-pending-replace': 'delete',
};

/** One replacement may be told in three steps; only the first of these stands in a summary. */
export const partsOfReplacement: ReadonlySet<string> = new Set([
  'create-replacement',
  'delete-replaced',
  'import-replacement',
  'read-replacement',
  'discard-replaced',
]);

/** Undefined for an operation of tomorrow: what it does is not understood. */
export function operationOf(op: string): Operation | undefined {
  return Object.hasOwn(operations, op) ? operations[op] : undefined;
}

/** What an operation nobody knows amounts to, by the states it stands between. */
export function operationBetween(hasBefore: boolean, hasAfter: boolean): Operation {
  if (hasBefore && hasAfter) return 'update';
  return hasBefore ? 'delete' : 'create';
}
