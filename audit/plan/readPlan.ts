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
import { movementsOf } from './join/movements.ts';
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

/** How a resource of the table ends: the container it is, the one it is joined to, or why neither. */
function endingIn(kept: Kept, joins: Joins, containers: ReadonlyMap<Kept, Container>): Ending {
  const { role, parent } = kept.entry!.row;
  const gone = kept.planned.operation === 'forget' ? 'forgotten' : 'deleted';
  if (role === 'holds') {
    const container = containers.get(kept);
    return container === undefined
      ? { outcome: 'out-of-scope', reason: gone }
      : { outcome: 'judged', subject: container.subject };
  }
  if (parent === undefined) {
    const user = joins.users.get(kept);
    const container = user === undefined ? undefined : containers.get(user);
    if (container !== undefined) return { outcome: 'judged', subject: container.subject };
    if (kept.after === undefined) return { outcome: 'out-of-scope', reason: gone };
    return { outcome: 'out-of-scope', reason: role === 'grants' ? 'grants-elsewhere' : 'unused' };
  }
  const root = joins.rootOf(kept);
  if (root.kept === undefined) return { outcome: 'not-understood', reason: root.reason };
  const container = containers.get(root.kept);
  if (container !== undefined) return { outcome: 'judged', subject: container.subject };
  return { outcome: 'out-of-scope', reason: root.kept.planned.operation === 'forget' ? 'forgotten' : 'deleted' };
}

/** One container a subject and fact; what several resources say of one subject must agree. */
function observed(containers: Iterable<Container>, at: string): Observation[] {
  const bySubject = Map.groupBy(containers, ({ subject }) => subject);
  return [...bySubject.keys()].sort().flatMap((subject) => [...observe(subject, bySubject.get(subject)!, at)]);
}

/** Where two resources are one subject, what both say stands; what they say differently nobody knows. */
function plannedOf(containers: Iterable<Container>): Map<string, PlannedAt> {
  const all = new Map<string, PlannedAt>();
  for (const { subject, planned } of containers) {
    const known = all.get(subject);
    const agreed = Object.entries(known ?? planned).filter(([key, text]) => planned[key as keyof PlannedAt] === text);
    all.set(subject, Object.fromEntries(agreed));
  }
  return new Map([...all].sort(([one], [other]) => (one < other ? -1 : 1)));
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
  const early = new Map(gathered.kept.map((kept) => [kept, endingOf(kept, table)]));
  const containers = new Map<Kept, Container>();
  for (const kept of gathered.kept)
    if (early.get(kept) === undefined && kept.entry!.row.role === 'holds' && kept.after !== undefined)
      containers.set(kept, containerOf(kept, around));
  const named = namedOnce(containers.values());
  const observations = observed(containers.values(), options.at);
  const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
  const byText = (one: unknown, other: unknown) => order(JSON.stringify(one), JSON.stringify(other));
  return {
    inputs: [...gathered.inputs.values()].sort((one, other) => order(one.name, other.name)),
    rows: gathered.kept.map((kept) => rowOf(kept, early.get(kept) ?? endingIn(kept, joins, containers))).sort(byRow),
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
    planned: plannedOf(containers.values()),
    movements: [...containers.values()].flatMap((container) => [...movementsOf(container, named)]).sort(byText),
    shorts: gathered.shorts.sort(byText),
    packs: gathered.packs.sort(byText),
    problems: gathered.problems.sort(byPlace),
  };
}

/** Containers by physical name, those of a name that two share left out: a copy to one of them goes nobody knows where. */
function namedOnce(containers: Iterable<Container>): ReadonlyMap<string, Container> {
  const found = new Map<string, Container | undefined>();
  for (const container of containers) {
    const name = container.kept.after?.name?.value;
    if (name !== undefined) found.set(name, found.has(name) ? undefined : container);
  }
  return new Map([...found].filter((pair): pair is [string, Container] => pair[1] !== undefined));
}
