/** Where decisions are made: the view of one moment, the engine, the classes and the exceptions in force. */
import { dayOf, placeOf, parseSubject, type Control, type Day, type Instant, type Waiver } from '../estate/index.ts';
import {
  catalogueOf,
  contentQuestion,
  put,
  viewOf,
  waiverQuestion,
  type ClassFact,
  type Engine,
  type View,
} from '../policies/index.ts';
import { premisesOf, type Ground } from './ground.ts';

/** A container that the estate names at a place, or that was seen there with personal data in it. */
export interface Contained {
  readonly subject: string;
  readonly kind: string;
  /** Decoded segments after the place. */
  readonly segments: readonly string[];
  readonly isPrefix: boolean;
}

export interface Bench {
  readonly view: View;
  readonly engine: Engine;
  readonly catalogue: readonly Control[];
  /** `<control> <subject>` → the exception in force for that; whether it holds for what is found, each question says. */
  readonly waivers: ReadonlyMap<string, Waiver>;
  classOf(container: string, kind: string): ClassFact;
  containersAt(place: string): readonly Contained[];
}

const kinds: Readonly<Record<string, string>> = { cluster: 'volume', database: 'table', file: 'fileroot' };
const holding: ReadonlySet<string> = new Set(['bucket', 'prefix', 'volume']);
/** Personal data and everything above, and whatever nobody has classed: what a guard stands before. */
const open: ReadonlySet<string> = new Set(['D0', 'D1']);
/** Names in requests are invented by whoever asks: what is remembered of them is bounded. */
const maxRemembered = 10_000;

export function isProtected(effective: string): boolean {
  return !open.has(effective);
}

export function containedIn(subject: string): Contained {
  const { scheme, segments, isPrefix } = parseSubject(subject);
  const kind = scheme === 'store' ? (isPrefix ? 'prefix' : 'bucket') : (kinds[scheme] ?? scheme);
  return { subject, kind, segments: segments.slice(1), isPrefix };
}

function classes(view: View, engine: Engine, catalogue: readonly Control[]): Bench['classOf'] {
  const known = new Map<string, ClassFact>();
  return (container, kind) => {
    const found = known.get(container);
    if (found !== undefined) return found;
    const { question, answer } = put(engine, catalogue, contentQuestion(view, container, kind));
    const made = answer.class ?? { ...question.class, effective: 'unknown' };
    if (known.size < maxRemembered) known.set(container, made);
    return made;
  };
}

/** The class of what an exception is about: its longest term depends on it, here as in the audit. */
function classOfTarget(subject: string, classOf: Bench['classOf']): string {
  const { scheme, segments } = parseSubject(subject);
  const container = scheme === 'access' ? containedIn(segments[1] ?? '') : undefined;
  return container === undefined ? 'none' : classOf(container.subject, container.kind).effective;
}

/** Only exceptions about an access can meet a question of the guard. */
function waiversInForce(bench: Omit<Bench, 'waivers' | 'containersAt'>): Bench['waivers'] {
  const { view, engine, catalogue, classOf } = bench;
  const inForce = view.estate.waivers.filter((waiver) => {
    if (!waiver.subject.startsWith('access://') || /[*?]/.test(waiver.subject)) return false;
    const { answer } = put(engine, catalogue, waiverQuestion(view, waiver, classOfTarget(waiver.subject, classOf)));
    return answer.decisions.some(
      ({ control, verdict }) => control === 'waiver/waivers-are-in-force' && verdict === 'allow',
    );
  });
  return new Map(inForce.map((waiver) => [`${waiver.control} ${waiver.subject}`, waiver]));
}

function containers(view: View, classOf: Bench['classOf']): ReadonlyMap<string, readonly Contained[]> {
  const declared = Object.values(view.estate.datasets).flatMap((dataset) => [
    ...(dataset.lies ?? []),
    ...(dataset.copies ?? []).map((copy) => copy.subject),
  ]);
  const seen = view.containers
    .filter(({ subject, kind }) => {
      const { effective } = holding.has(kind) ? classOf(subject, kind) : { effective: 'unknown' };
      return effective !== 'unknown' && isProtected(effective);
    })
    .map(({ subject }) => subject);
  return Map.groupBy([...new Set([...declared, ...seen])].map(containedIn), ({ subject }) => placeOf(subject) ?? '');
}

export function benchOf(ground: Ground, now: Instant): Bench {
  const view = viewOf(premisesOf(ground, now), ground.collection);
  const catalogue = catalogueOf(ground.engine);
  const classOf = classes(view, ground.engine, catalogue);
  const byPlace = containers(view, classOf);
  const bench = { view, engine: ground.engine, catalogue, classOf };
  return { ...bench, waivers: waiversInForce(bench), containersAt: (place) => byPlace.get(place) ?? [] };
}

/** A bench for every moment: papers, keys and exceptions are looked at again when a new day begins. */
export function benches(ground: Ground): (now: Instant) => Bench {
  let today: { readonly day: Day; readonly bench: Bench } | undefined;
  return (now) => {
    const day = dayOf(now);
    if (today?.day !== day) today = { day, bench: benchOf(ground, now) };
    return { ...today.bench, view: { ...today.bench.view, asOf: now } };
  };
}
