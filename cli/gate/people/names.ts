/** Every name of a run that is somebody else's to choose, as far as it may hold data of people. Each is looked at once. */
import { tellerOf, toldBy, type Estate, type FactName } from '../../../estate/index.ts';
import type { PlanReading } from '../../../audit/index.ts';
import { namesWithin } from './masks.ts';
import { isSuspect } from './suspect.ts';

/** Facts whose value repeats what the program wrote: a region, the name of a target, of a role. */
const quoting: ReadonlySet<FactName> = new Set(['location', 'publicRead', 'publicWrite', 'replication', 'grants']);

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) yield* textsIn(each);
}

/** What is told of the containers, once for all that are told alike. */
function* toldTexts({ collection }: PlanReading): Generator<string> {
  const tell = tellerOf(collection);
  const told = toldBy(collection);
  const seen = new Set<object>();
  for (const { subject } of told?.containers ?? []) {
    const likeness = told!.likenessOf(subject);
    if (likeness !== undefined && seen.has(likeness)) continue;
    if (likeness !== undefined) seen.add(likeness);
    for (const { fact, value } of tell(subject)) if (quoting.has(fact)) yield* textsIn(value);
  }
}

function* inputTexts({ inputs, movements, copies, shorts, packs, problems }: PlanReading): Generator<string> {
  // A digest is nobody's name, and its figures would have every run look among the recognizers.
  for (const { digest: _, ...input } of inputs) yield* textsIn(input);
  yield* textsIn(movements);
  yield* textsIn(copies);
  yield* textsIn(shorts);
  yield* textsIn(packs);
  yield* textsIn(problems);
}

/** Those that stand beside names of a reading. */
export function* estateTexts({ datasets, waivers, stages = [] }: Estate): Generator<string> {
  for (const { lies = [], copies = [] } of Object.values(datasets)) {
    yield* lies;
    for (const { subject } of copies) yield subject;
  }
  for (const { subject, covers } of waivers) {
    yield subject;
    yield* textsIn(covers);
  }
  for (const { team } of stages) if (team !== undefined) yield team;
}

type Take = (text: string | undefined) => void;

/** Plain loops: these are by the hundred thousand. */
function takeRows({ rows, planned, leaving }: PlanReading, take: Take): void {
  const often = new Set<string | undefined>();
  const takeOnce: Take = (text) => {
    if (often.has(text)) return;
    often.add(text);
    take(text);
  };
  for (const { address, subject, type, position } of rows) {
    take(address);
    // One without a place is made of the address.
    if (subject?.startsWith('plan://') !== true) take(subject);
    takeOnce(type);
    takeOnce(position?.file);
  }
  // Of these a row has the subject, or the estate.
  for (const { claims, claimedBefore } of planned.values()) {
    takeOnce(claims);
    takeOnce(claimedBefore);
  }
  for (const { subject, to, claims } of leaving) {
    take(subject);
    take(to);
    takeOnce(claims);
  }
}

/** `others`: of the estates, and of what the command line names. */
export function suspectNames(reading: PlanReading, others: Iterable<string>): Set<string> {
  const names = new Set<string>();
  const take: Take = (text) => {
    if (text === undefined || !isSuspect(text)) return;
    for (const name of namesWithin(text)) if (isSuspect(name)) names.add(name);
  };
  takeRows(reading, take);
  for (const text of inputTexts(reading)) take(text);
  for (const text of toldTexts(reading)) take(text);
  for (const text of others) take(text);
  return names;
}
