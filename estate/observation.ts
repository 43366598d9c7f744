/** One fact seen about one subject, or one recorded failure to see it; and the collection that carries them. */
import { canonicalText, sha256 } from './canonical.ts';
import type { FactName, FactValue } from './facts.ts';

/** `absent`: the source says it is not configured. `unsupported`: the source cannot say. `denied`, `error`: it would not, could not. */
export const factStates = ['value', 'absent', 'unsupported', 'denied', 'error', 'unknown'] as const;
export type FactState = (typeof factStates)[number];

export const subjectKinds = [
  'bucket',
  'prefix',
  'volume',
  'workload',
  'namespace',
  'node',
  'secret',
  'table',
  'fileroot',
  /** A managed database instance, whatever tables it will hold. */
  'database',
  /** A queue, a topic, a log group: what passes through rests there for a while. */
  'stream',
  'place',
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** Where it was read: source id, and the API call or file. Never part of identity, never judged. */
export interface Origin {
  readonly source: string;
  readonly call: string;
  /** HTTP status or errno-like code of a failure; never a message, which may quote data. */
  readonly code?: string;
}

interface Seen<F extends FactName> {
  readonly subject: string;
  readonly kind: SubjectKind;
  readonly fact: F;
  readonly state: FactState;
  /** Present exactly when state is `value`. */
  readonly value?: FactValue<F>;
  readonly origin: Origin;
  /** RFC 3339 UTC with milliseconds. */
  readonly at: string;
}
export type Observation = { [F in FactName]: Seen<F> }[FactName];
export type ObservationOf<F extends FactName> = Seen<F>;

/** Values that many share are one object, and are never changed once they are told. */
const valueTexts = new WeakMap<object, string>();
function valueText(value: object): string {
  const text = valueTexts.get(value) ?? canonicalText(value);
  valueTexts.set(value, text);
  return text;
}

/** How many members there are: a list of their names for each of ten thousand would be much of the work. */
function membersIn(table: object): number {
  let count = 0;
  for (const _ in table) count += 1;
  return count;
}

/** Facts, states, calls of a source and instants are a few dozen texts, said ten thousand times. */
const [known, mostKnown] = [new Map<string, string>(), 4096];

/** Undefined for what is no text, and for one that only the library spells. */
const spelt = (text: unknown): string | undefined =>
  typeof text === 'string' && text.isWellFormed() ? JSON.stringify(text) : undefined;

function speltOnce(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const before = known.get(text) ?? spelt(text);
  if (before !== undefined && known.size < mostKnown) known.set(text, before);
  return before;
}

const isTable = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * Canonical JSON of an observation, written out member by member: a plan cites them by the ten thousand. Undefined for what
 * has another shape.
 */
function textOf(observation: Observation): string | undefined {
  const { at, fact, kind, origin, state, subject, value } = observation;
  if (!isTable(origin) || membersIn(origin) !== (origin.code === undefined ? 2 : 3)) return undefined;
  if (membersIn(observation) !== (value === undefined ? 6 : 7)) return undefined;
  const code = origin.code === undefined ? '' : speltOnce(origin.code);
  const [when, named, sort, stands] = [speltOnce(at), speltOnce(fact), speltOnce(kind), speltOnce(state)];
  const [call, source, about] = [spelt(origin.call), speltOnce(origin.source), spelt(subject)];
  if ([when, named, sort, stands, call, source, about, code].includes(undefined)) return undefined;
  const from = `{"call":${call}${code === '' ? '' : `,"code":${code}`},"source":${source}}`;
  const told = value === undefined ? '' : `,"value":${valueText(value)}`;
  return `{"at":${when},"fact":${named},"kind":${sort},"origin":${from},"state":${stands},"subject":${about}${told}}`;
}

/** Canonical JSON, a good deal sooner for what has the usual shape. */
export function observationText(observation: Observation): string {
  const { value } = observation;
  const isOwn = value === undefined ? !('value' in observation) : isTable(value);
  return (isOwn ? textOf(observation) : undefined) ?? canonicalText(observation);
}

/** Digest that decisions cite: the same as `digestOf`. */
export function observationDigest(observation: Observation): string {
  return `sha256:${sha256(observationText(observation))}`;
}

/** What a source promised to look at and what it reached. `reached: false` makes a run incomplete, never clean. */
export interface SourceCoverage {
  readonly source: string;
  readonly place: string;
  readonly kind: string;
  readonly reached: boolean;
  /** Why it was not reached or not wholly read: closed codes such as `unreachable`, `denied`, `budget`, `no-credentials`. */
  readonly reason?: string;
  readonly subjects: number;
  readonly calls: number;
  readonly retries: number;
  readonly skipped: number;
}

/** First line of a collection. */
export interface CollectionHeader {
  readonly version: 'cloison/collection/v1';
  readonly tool: string;
  /** Digest of the estate the places came from; `none` for `look`. */
  readonly estate: string;
  readonly collectedAt: string;
  readonly sources: readonly { readonly source: string; readonly place: string; readonly kind: string }[];
}

/** Last line of a collection: without it the collection is torn. */
export interface CollectionTrailer {
  readonly end: true;
  readonly observations: number;
  readonly coverage: readonly SourceCoverage[];
}

export interface Collection {
  readonly header: CollectionHeader;
  readonly observations: readonly Observation[];
  readonly trailer: CollectionTrailer;
}
