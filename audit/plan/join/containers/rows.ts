/** Every resource ends in exactly one row: what was judged, what was left aside and why, what was not understood. */
import type { PlanRow } from '../../reading.ts';
import type { ResourceTable } from '../../table/table.ts';
import type { Kept } from '../links/keep.ts';

export type Ending = Pick<PlanRow, 'outcome' | 'subject' | 'reason' | 'why'>;
const aside = (reason: string, why?: string): Ending => ({
  outcome: 'out-of-scope',
  reason,
  ...(why === undefined ? {} : { why }),
});

/** Decided by operation and type alone; undefined where the joins must decide. */
export function endingOf({ planned, entry, provider }: Kept, table: ResourceTable): Ending | undefined {
  const { tool, type, operation, component } = planned;
  if (tool === 'pulumi' && /^pulumi:(?:pulumi|builtin):/.test(type)) return aside('pulumi');
  if (tool === 'pulumi' && type.startsWith('pulumi:providers:')) return aside('provider');
  // No component bears the type of a resource: a document that leaves out what tells them apart must not hide one.
  const isGathering = component === true || (tool === 'pulumi' && provider === undefined && component !== false);
  if (entry === undefined && isGathering) return aside('component');
  if (operation === 'read') return aside('data-source');
  if (entry !== undefined) return undefined;
  const word = table.aside(type);
  if (operation === 'delete' || operation === 'forget')
    return word === undefined
      ? { outcome: 'not-understood', reason: 'type-unknown' }
      : aside(operation === 'delete' ? 'deleted' : 'forgotten');
  return word === undefined ? { outcome: 'not-understood', reason: 'type-unknown' } : aside('holds-nothing', word);
}

export function rowOf({ planned }: Kept, ending: Ending): PlanRow {
  const { input, address, type, operation, position } = planned;
  const { outcome, subject, reason } = ending;
  // Nearly all of a hundred thousand: an object that is spread into takes half as much again.
  const isPlain = subject !== undefined && reason === undefined;
  const row: PlanRow = isPlain
    ? { input, address, type, operation, outcome, subject }
    : { input, address, type, operation, ...ending };
  return position === undefined ? row : { ...row, position };
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
export const byRow = (one: PlanRow, other: PlanRow): number =>
  order(one.input, other.input) || order(one.address, other.address) || order(one.operation, other.operation);
