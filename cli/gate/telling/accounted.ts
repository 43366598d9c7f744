/** How the resources that were judged add up: what holds data, and what is judged as part of it. */
import { resourceTable, type PlanRow } from '../../../audit/index.ts';
import type { Say } from '../../../estate/index.ts';

export interface Accounted {
  /** Containers, each once. */
  readonly containers: number;
  /** What configures one or gives rights on it. */
  readonly parts: number;
  /** Tell of a container that another row tells of too: of two inputs, say. */
  readonly again: number;
}

const known = new WeakMap<readonly PlanRow[], Accounted>();

/** Two sentences ask, and of a hundred thousand rows once is enough. */
export function accountedOf(rows: readonly PlanRow[]): Accounted {
  const before = known.get(rows);
  if (before !== undefined) return before;
  const counted = count(rows);
  known.set(rows, counted);
  return counted;
}

function count(rows: readonly PlanRow[]): Accounted {
  const table = resourceTable();
  const containers = new Set<string | undefined>();
  let [holding, parts] = [0, 0];
  for (const { outcome, subject, type } of rows) {
    if (outcome !== 'judged') continue;
    const role = table.entryOf(type)?.row.role;
    if (role !== undefined && role !== 'holds') parts += 1;
    else {
      holding += 1;
      containers.add(subject);
    }
  }
  return { containers: containers.size, parts, again: holding - containers.size };
}

/** ` (59 hold data, 15 configure what does or give rights on it)`: empty where all of them hold data. */
export function accountedShown(rows: readonly PlanRow[], say: Say): string {
  const accounted = accountedOf(rows);
  return accounted.parts + accounted.again === 0 ? '' : ` (${say('gate.accounted.judged', { ...accounted })})`;
}
