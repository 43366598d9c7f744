/**
 * From what the readers tell to what the gate judges. Streams: of each resource only what its row of the table names is
 * kept, so a hundred thousand resources fit in memory. Pure but for the reading of `told`; the clock comes in as `at`.
 */
import { byPlace, estateDigest, type Estate, type Observation, type PlannedAt } from '../../estate/index.ts';
import { containerOf, type Around, type Container } from './join/containers.ts';
import { Directory } from './join/directory.ts';
import { derive } from './place/derive.ts';
import { Gathered } from './join/gather.ts';
import { Joins } from './join/joins.ts';
import type { Kept } from './join/keep.ts';
import { movementsIn } from './join/movements.ts';
import { observe } from './join/observe.ts';
import { byRow, endingOf, rowOf, type Ending } from './join/rows.ts';
import type { PlanReading } from './reading.ts';
import { resourceTable, type ResourceTable } from './table/table.ts';
import type { Told } from './told.ts';

export interface ReadPlanOptions {
  readonly estate: Estate;
  /** The instant of the run, RFC 3339 UTC with milliseconds: `at` of every observation. */
  readonly at: string;
  /** Named in the header of the collection, e.g. `cloison 0.1.0`. */
  readonly tool: string;
  /** The place of the estate that an input is for, where the caller was told (a cluster's manifests name no cluster). */
  readonly placeOfInput?: (input: string) => string | undefined;
  /** The table of this version, unless a test brings one. */
  readonly table?: ResourceTable;
}

function joined(gathered: Gathered, { estate, placeOfInput = () => undefined }: ReadPlanOptions) {
  const serving = (kept: Kept) => gathered.serving(kept);
  const endpointOf = (kept: Kept) => derive('none', kept.entry!.row.service, [], serving(kept)).endpoint?.value;
  const sameStore = (one: Kept, other: Kept) => endpointOf(one) === endpointOf(other);
  const joins = new Joins(gathered.kept, new Directory(gathered.kept, sameStore));
  const around: Around = {
    estate,
    serving,
    within: (kept) => joins.within(kept),
    about: (kept) => joins.about(kept),
    stackOf: (input) => gathered.inputs.get(input)?.stack ?? input,
    handed: placeOfInput,
  };
  return { joins, around };
}

const isGone = ({ planned: { operation } }: Kept): boolean => operation === 'delete' || operation === 'forget';

/** How a resource of the table ends: the container it is, the one it is joined to, or why neither. */
function endingIn(kept: Kept, joins: Joins, containers: ReadonlyMap<Kept, Container>): Ending {
  const { role, parent } = kept.entry!.row;
  const gone = kept.planned.operation === 'forget' ? 'forgotten' : 'deleted';
  if (role === 'holds') {
    const container = containers.get(kept);
    if (container !== undefined) return { outcome: 'judged', subject: container.subject };
    // It comes or stays, and nothing is told of it: what it will be nobody knows.
    return isGone(kept)
      ? { outcome: 'out-of-scope', reason: gone }
      : { outcome: 'not-understood', reason: 'nothing-told' };
  }
  if (parent === undefined) {
    const user = joins.users.get(kept);
    const container = user === undefined ? undefined : containers.get(user);
    if (container !== undefined) return { outcome: 'judged', subject: container.subject };
    if (isGone(kept)) return { outcome: 'out-of-scope', reason: gone };
    return { outcome: 'out-of-scope', reason: role === 'grants' ? 'grants-elsewhere' : 'unused' };
  }
  const root = joins.rootOf(kept);
  if (root.kept === undefined) return { outcome: 'not-understood', reason: root.reason };
  const container = containers.get(root.kept);
  if (container !== undefined) return { outcome: 'judged', subject: container.subject };
  return isGone(root.kept)
    ? { outcome: 'out-of-scope', reason: root.kept.planned.operation === 'forget' ? 'forgotten' : 'deleted' }
    : { outcome: 'not-understood', reason: 'nothing-told' };
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Containers in the order of their subjects, those of one subject together and in the order of their own addresses. */
function* bySubject(containers: Iterable<Container>): Generator<readonly [Container, ...Container[]]> {
  const all = [...containers].sort(
    (one, other) =>
      order(one.subject, other.subject) ||
      order(one.kept.planned.input, other.kept.planned.input) ||
      order(one.address, other.address),
  );
  for (let start = 0; start < all.length;) {
    let end = start + 1;
    while (all[end]?.subject === all[start]!.subject) end += 1;
    yield all.slice(start, end) as [Container, ...Container[]];
    start = end;
  }
}

/** Where two resources are one subject, what both say stands; what they say differently nobody knows. */
function agreed([first, ...others]: readonly [Container, ...Container[]]): PlannedAt {
  if (others.length === 0) return first.planned;
  return Object.fromEntries(
    Object.entries(first.planned).filter(([key, text]) =>
      others.every(({ planned }) => planned[key as keyof PlannedAt] === text),
    ),
  );
}

/**
 * Reads what was told to its end and joins it. Never throws for what an input holds: that is a row, a short or a problem.
 * The order of inputs, and of resources in them, changes nothing in the reading.
 */
export async function readPlan(told: AsyncIterable<Told>, options: ReadPlanOptions): Promise<PlanReading> {
  const table = options.table ?? resourceTable();
  const gathered = new Gathered(table);
  for await (const each of told) gathered.take(each);
  return readingOf(gathered, table, options);
}

function readingOf(gathered: Gathered, table: ResourceTable, options: ReadPlanOptions): PlanReading {
  const { joins, around } = joined(gathered, options);
  const containers = new Map<Kept, Container>();
  for (const kept of gathered.kept)
    if (kept.entry?.row.role === 'holds' && kept.after !== undefined && endingOf(kept, table) === undefined)
      containers.set(kept, containerOf(kept, around));
  const observations: Observation[] = [];
  const planned = new Map<string, PlannedAt>();
  for (const same of bySubject(containers.values())) {
    planned.set(same[0].subject, agreed(same));
    observe(same[0].subject, same, options.at, observations);
  }
  const byText = (one: unknown, other: unknown) => order(JSON.stringify(one), JSON.stringify(other));
  return {
    inputs: [...gathered.inputs.values()].sort((one, other) => order(one.name, other.name)),
    rows: gathered.kept
      .map((kept) => rowOf(kept, endingOf(kept, table) ?? endingIn(kept, joins, containers)))
      .sort(byRow),
    collection: {
      header: {
        version: 'cloison/collection/v1',
        tool: options.tool,
        estate: estateDigest(options.estate),
        collectedAt: options.at,
        sources: [],
      },
      observations,
      trailer: { end: true, observations: observations.length, coverage: [] },
    },
    planned,
    movements: movementsIn(containers.values()).sort(byText),
    shorts: gathered.shorts.sort(byText),
    packs: gathered.packs.sort(byText),
    problems: gathered.problems.sort(byPlace),
  };
}
