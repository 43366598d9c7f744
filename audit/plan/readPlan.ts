/**
 * From what the readers tell to what the gate judges. Streams: of each resource only what its row of the table names is
 * kept, so a hundred thousand resources fit in memory. Pure but for the reading of `told`; the clock comes in as `at`.
 */
import { byPlace, collectionOf, estateDigest, type Estate, type PlannedAt } from '../../estate/index.ts';
import { settled } from './join/containers/aims.ts';
import { Alikes } from './join/containers/alike.ts';
import { Departed } from './join/containers/carried.ts';
import { Clusters } from './join/cluster/clusters.ts';
import { copiesIn } from './join/containers/copies.ts';
import type { Container, Joined } from './join/containers/containers.ts';
import { clusterPlaceOf, containerOf, presentSubject } from './join/containers/containers.ts';
import { Directory } from './join/links/directory.ts';
import { Doorways } from './join/cluster/doorways.ts';
import { endingIn } from './join/containers/endings.ts';
import { derive } from './place/derive.ts';
import { Gathered } from './join/links/gather.ts';
import { Identities } from './join/rights/identities.ts';
import { Joins } from './join/links/joins.ts';
import type { Kept } from './join/links/keep.ts';
import { leavingIn } from './join/containers/leaving.ts';
import { movementsIn } from './join/containers/movements.ts';
import { Tellings } from './join/containers/observe.ts';
import { placedOf } from './join/containers/placed.ts';
import { prefixesIn } from './join/containers/prefixes.ts';
import { Origins } from './join/containers/origins.ts';
import { byRow, endingOf, rowOf } from './join/containers/rows.ts';
import { agreed, bySubject, order } from './join/containers/subjects.ts';
import { superseded } from './join/links/supersede.ts';
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

function joined(gathered: Gathered, { estate, at, placeOfInput = () => undefined }: ReadPlanOptions) {
  const serving = (kept: Kept) => gathered.serving(kept);
  const endpointOf = (kept: Kept) => derive('none', kept.entry!.row, [], serving(kept)).endpoint?.value;
  const sameStore = (one: Kept, other: Kept) => endpointOf(one) === endpointOf(other);
  const old = superseded(gathered.kept, gathered.inputs.size);
  const all = [...gathered.kept, ...gathered.made].filter((kept) => !old.has(kept) && !old.has(kept.maker ?? kept));
  const directory = new Directory(all, sameStore, old);
  const joins = new Joins(all, directory);
  // A Service has no row, and speaks of its cluster as a claim does.
  const claim = resourceTable().entryOf('PersistentVolumeClaim');
  const clusterOf = (kept: Kept) => {
    const place = clusterPlaceOf(kept.entry === undefined ? { ...kept, entry: claim } : kept, {
      estate,
      serving,
      handed: placeOfInput,
    });
    const { input } = kept.planned;
    return { key: place ?? JSON.stringify([input, kept.provider ?? '']), place };
  };
  const clusters = new Clusters(all, clusterOf, estate, at);
  const doorways = new Doorways(all, clusterOf);
  const origins = new Origins(all, directory, joins, estate, (kept) => presentSubject(kept, around));
  const around: Joined = {
    origins,
    estate,
    at,
    serving,
    grants: (kept) => clusters.grantsOn(kept),
    identities: new Identities(all, joins, estate, at),
    within: (kept) => joins.within(kept),
    about: (kept) => joins.about(kept),
    stackOf: (input) => gathered.inputs.get(input)?.stack ?? input,
    handed: placeOfInput,
    alikes: new Alikes(),
    departed: new Departed(all),
  };
  return { all, old, joins, clusters, doorways, around };
}

const isList = (told: Told | readonly Told[]): told is readonly Told[] => Array.isArray(told);

/**
 * Reads what was told to its end and joins it. Never throws for what an input holds: that is a row, a short or a problem.
 * The order of inputs, and of resources in them, changes nothing in the reading.
 */
export async function readPlan(
  told: AsyncIterable<Told | readonly Told[]>,
  options: ReadPlanOptions,
): Promise<PlanReading> {
  const table = options.table ?? resourceTable();
  const gathered = new Gathered(table);
  for await (const each of told)
    if (isList(each)) for (const one of each) gathered.take(one);
    else gathered.take(each);
  gathered.settleAll();
  return readingOf(gathered, table, options);
}

function readingOf(gathered: Gathered, table: ResourceTable, options: ReadPlanOptions): PlanReading {
  const { all, old, joins, clusters, doorways, around } = joined(gathered, options);
  const containers = new Map<Kept, Container>();
  for (const kept of all)
    if (kept.entry?.row.role === 'holds' && kept.after !== undefined && endingOf(kept, table) === undefined)
      containers.set(kept, doorways.served(containerOf(kept, around)));
  for (const [kept, container] of containers) containers.set(kept, settled(container, containers, joins));
  const granted = [...containers.values()].filter(
    ({ facts, kept }) => facts.grants !== undefined && kept.entry!.row.object !== undefined,
  );
  const inner = [...containers.values()].flatMap((container) => prefixesIn(container, around));
  const tellings = new Tellings(options.at);
  const planned = new Map<string, PlannedAt>();
  for (const same of bySubject([...containers.values(), ...inner])) {
    planned.set(same[0].subject, agreed(same, options.estate));
    tellings.add(same[0].subject, same);
  }
  const ending = (kept: Kept) =>
    doorways.endingOf(kept, clusters) ??
    endingOf(kept, table) ??
    endingIn(kept, joins, { clusters, ...around }, containers, granted);
  const byText = (one: unknown, other: unknown) => order(JSON.stringify(one), JSON.stringify(other));
  return {
    inputs: [...gathered.inputs.values()].sort((one, other) => order(one.name, other.name)),
    rows: gathered.kept.map((kept) => rowOf(kept, ending(old.get(kept) ?? kept))).sort(byRow),
    collection: collectionOf(
      {
        version: 'cloison/collection/v1',
        tool: options.tool,
        estate: estateDigest(options.estate),
        collectedAt: options.at,
        sources: [],
      },
      tellings,
    ),
    planned,
    movements: movementsIn([...containers.values()], inner).sort(byText),
    copies: copiesIn(containers, around.origins, (kept) =>
      placedOf(kept, kept.after ? 'after' : 'before', around),
    ).sort(byText),
    leaving: leavingIn(gathered.kept, containers, around),
    shorts: gathered.shorts.sort(byText),
    packs: gathered.packs.sort(byText),
    problems: gathered.problems.sort(byPlace),
    moments: [...gathered.moments].sort(order),
  };
}
