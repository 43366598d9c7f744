/**
 * What a change only lets out of its hands stays in the world: forgotten, retained, or of a type of which deletion takes
 * nothing back. It goes on saying what opens, sends and gives; what it shuts nobody holds shut any more.
 */
import { saidAlone } from '../sides/says.ts';
import { spellingOf, type Side } from '../sides/side.ts';
import { leavesAt } from '../../table/leaves.ts';
import type { Path } from '../../table/shape.ts';
import type { Entry } from '../../table/table.ts';
import type { Operation, Planned } from '../../told.ts';
import staying from './staying.json' with { type: 'json' };

/** Whether to delete it deletes nothing, by its row or by a word of its own. */
const isKept = ({ before, tool }: Planned, { row }: Entry): boolean =>
  row.lasts !== undefined ||
  staying.words.some(({ path, value }) => leavesAt(before, path, spellingOf(tool)).includes(value));

/** A deletion that deletes nothing is a thing forgotten. */
export function operationOn(planned: Planned, entry: Entry | undefined): Operation {
  const { operation } = planned;
  return operation === 'delete' && entry !== undefined && isKept(planned, entry) ? 'forget' : operation;
}

/** Of a part; a container that is forgotten lies where it lay, as it was. */
export function left(side: Side | undefined, { row }: Entry): Side | undefined {
  if (side === undefined || row.role === 'holds') return side;
  const { encryption, replication, doors } = side.says;
  return {
    ...side,
    says: saidAlone({
      encryption: encryption.filter(({ value }) => value === undefined || value.value === 'none'),
      replication,
      doors: doors.filter(({ opening }) => opening.value !== 'shut'),
    }),
  };
}

/** The same setting of the same container, written anew over what it was. */
function isOverwritten({ before, after, tool }: Planned, { row }: Entry): boolean {
  const at = (path: Path) => [before, after].map((tree) => JSON.stringify(leavesAt(tree, path, spellingOf(tool))));
  return row.lasts !== undefined && row.parent?.by.every((path) => new Set(at(path)).size === 1) === true;
}

/** What a replacement leaves beside what takes its place; undefined where it takes it away. */
export function leftBehind(planned: Planned, entry: Entry | undefined): Planned | undefined {
  const { address, operation, before, leavesBehind } = planned;
  if (operation !== 'replace' || before === undefined || entry === undefined) return undefined;
  if (leavesBehind !== true && (!isKept(planned, entry) || isOverwritten(planned, entry))) return undefined;
  return { ...planned, address: `${address} (left behind)`, operation: 'forget', after: undefined, references: {} };
}
