/** A reading and an estate as everything behind the door of the gate sees them: where somebody stood in a name stands a mask. Pure. */
import {
  byText,
  collectionOf,
  toldBy,
  type Covers,
  type Estate,
  type Observation,
  type ToldContainers,
} from '../../../estate/index.ts';
import type { PlanReading } from '../../../audit/index.ts';
import type { Masks } from './masks.ts';

const kept = <T>(value: T | undefined, shown: (value: T) => T): T | undefined =>
  value === undefined ? value : shown(value);

/** Values are told as they are but for their texts, of which some are subjects; what is shared stays shared. */
function deeply({ subject }: Masks): <T>(value: T) => T {
  const known = new WeakMap<object, unknown>();
  const shown = (value: unknown): unknown => {
    if (typeof value === 'string') return subject(value);
    if (typeof value !== 'object' || value === null) return value;
    const before = known.get(value);
    if (before !== undefined) return before;
    const made = Array.isArray(value)
      ? value.map(shown)
      : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shown(each)]));
    known.set(value, made);
    return made;
  };
  return shown as <T>(value: T) => T;
}

function shownTold(told: ToldContainers, { text, subject }: Masks, shown: <T>(value: T) => T): ToldContainers {
  const own = new Map<string, string>();
  const containers = told.containers.map((each) => {
    const name = subject(each.subject);
    own.set(name, each.subject);
    return { ...each, subject: name };
  });
  let last: { readonly subject: string; readonly observations: readonly Observation[] } | undefined;
  const of = (name: string): readonly Observation[] => {
    if (last?.subject === name) return last.observations;
    const all = told.of(own.get(name) ?? name);
    const observations = all.map((each) => {
      const origin = { ...each.origin, call: text(each.origin.call) };
      const value = each.value === undefined ? {} : { value: shown(each.value) };
      return { ...each, subject: name, origin, ...value } as Observation;
    });
    last = { subject: name, observations };
    return observations;
  };
  return {
    containers: containers.sort((one, other) => byText(one.subject, other.subject)),
    of,
    likenessOf: (name) => told.likenessOf(own.get(name) ?? name),
    facts: told.facts,
    count: told.count,
  };
}

function shownCollection({ collection }: PlanReading, masks: Masks, shown: <T>(value: T) => T) {
  const told = toldBy(collection);
  if (told !== undefined) return collectionOf(collection.header, shownTold(told, masks, shown));
  return { ...collection, observations: shown(collection.observations) };
}

/** `datasets`: ids of the estate are its own words, whatever they look like. */
export function shownReading(reading: PlanReading, masks: Masks, datasets: ReadonlySet<string>): PlanReading {
  const { text, subject } = masks;
  const shown = deeply(masks);
  const claim = (id: string) => (datasets.has(id) ? id : text(id));
  const claimed = <T extends { readonly claims?: string; readonly claimedBefore?: string }>(each: T): T => ({
    ...each,
    ...(each.claims === undefined ? {} : { claims: claim(each.claims) }),
    ...(each.claimedBefore === undefined ? {} : { claimedBefore: claim(each.claimedBefore) }),
  });
  return {
    inputs: reading.inputs.map((each) => ({
      ...each,
      ...shown({ name: each.name, ...(each.stack === undefined ? {} : { stack: each.stack }) }),
    })),
    rows: reading.rows.map((row) => ({
      ...row,
      input: text(row.input),
      address: text(row.address),
      type: text(row.type),
      ...(row.subject === undefined ? {} : { subject: subject(row.subject) }),
      ...(row.position === undefined ? {} : { position: { ...row.position, file: text(row.position.file) } }),
    })),
    collection: shownCollection(reading, masks, shown),
    planned: new Map([...reading.planned].map(([name, at]) => [subject(name), claimed(at)])),
    movements: shown(reading.movements),
    ...(reading.copies === undefined ? {} : { copies: shown(reading.copies) }),
    leaving: reading.leaving.map((each) => {
      const to = kept(each.to, subject);
      return { ...claimed(each), subject: subject(each.subject), ...(to === undefined ? {} : { to }) };
    }),
    shorts: shown(reading.shorts),
    packs: shown(reading.packs),
    problems: shown(reading.problems),
  };
}

/** What is written like a mask is none: the number of one stands for somebody else as soon as another name comes. */
const unlike = (part: string): string => part.replaceAll('‹', '‹‹');

/** Words of a plan or of whoever runs it; all else that an exception covers is the estate's own. */
function coversShown(covers: Covers, { text }: Masks): Covers {
  const { region, environment, found } = covers;
  return {
    ...covers,
    ...(region === undefined ? {} : { region: text(region) }),
    ...(environment === undefined ? {} : { environment: text(environment) }),
    ...(found === undefined ? {} : { found: found.map((part) => text(unlike(part))) }),
  };
}

/** What it declares meets what a plan makes under the same mask. Papers were looked at before: they sign what was written. */
export function shownEstate(estate: Estate, masks: Masks): Estate {
  const { text, subject } = masks;
  const datasets = Object.entries(estate.datasets).map(([id, dataset]) => {
    const lies = kept(dataset.lies, (all) => all.map(subject));
    const copies = kept(dataset.copies, (all) => all.map((each) => ({ ...each, subject: subject(each.subject) })));
    return [id, { ...dataset, ...(lies && { lies }), ...(copies && { copies }) }] as const;
  });
  const stages = kept(estate.stages, (all) =>
    all.map((each) => (each.team === undefined ? each : { ...each, team: text(each.team) })),
  );
  return {
    ...estate,
    datasets: Object.fromEntries(datasets),
    waivers: estate.waivers.map((each) => ({
      ...each,
      subject: subject(each.subject),
      ...(each.covers && { covers: coversShown(each.covers, masks) }),
    })),
    ...(stages && { stages }),
  };
}
