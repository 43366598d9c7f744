/** The seam of this room: what a source is, what it is handed, and what it must account for. */
import type { FactName, Label, Observation, Place } from '../estate/index.ts';

/** The kinds of place an estate can name; each is read by at most one source. A store with its identity service is a store. */
export const placeKinds = ['s3', 'kubernetes', 'postgresql', 'files', 'saas', 'keystone'] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** One place to look at. `containers` are the subjects the estate declares there: looked for even when no list shows them. */
export interface Scope {
  readonly id: string;
  readonly place: Place;
  /** Whose machines they are, as the zone says: a facts id, or an entity of the estate. */
  readonly provider?: string;
  /** A named profile of the user's own SDK configuration, never a secret. */
  readonly profile?: string;
  readonly containers: readonly string[];
}

/** Ceilings of one run over one place. Reaching one ends the reading, aloud: coverage says `budget`. */
export interface Budget {
  /** Requests in flight at one endpoint. */
  readonly concurrency: number;
  /** Requests in all. */
  readonly calls: number;
  /** Objects whose content is read, per container. */
  readonly sampledObjects: number;
  /** Bytes read of one object. */
  readonly objectBytes: number;
  /** Wall time of one source, milliseconds. */
  readonly milliseconds: number;
}

export const defaultBudget: Budget = {
  concurrency: 8,
  calls: 1_000_000,
  sampledObjects: 50,
  objectBytes: 4 * 1024 * 1024,
  milliseconds: 30 * 60_000,
};

/** What a classifier said of one object. `fullPass`: every byte it was given was understood and read. */
export interface Classified {
  readonly labels: readonly Label[];
  readonly columns: number;
  readonly values: number;
  readonly fullPass: boolean;
}

/** `extension` without its dot picks the format; the rest of a key never reaches a classifier. Rejects with what `bytes` throws. */
export type Classify = (
  bytes: AsyncIterable<Uint8Array>,
  about: { readonly extension: string | undefined; readonly signal: AbortSignal },
) => Promise<Classified>;

/** Kinds are those of the estate's identity table, e.g. `s3-user`, `kubernetes-group`. */
export type WhoIs = (place: string, kind: string, name: string) => string | undefined;
/** Returns the name, or `‹kind›#n` when a recognizer fires on it. Must give one name one mask during a run. */
export type Mask = (name: string) => string;
/** Shaped like `fetch`; left out, the clients' own transport is used. */
export type Transport = (url: string, init: RequestInit) => Promise<Response>;

/**
 * A keyed print of the bytes of one object, under a key drawn for the run and forgotten after it: equal prints show a
 * copy, and without the key no guess about the content can be tested against them.
 */
export type Fingerprint = () => { update(bytes: Uint8Array): void; digest(): string };

/** The account a source keeps of its own work; `reason` is set when it could not read everything it meant to. */
export interface Tally {
  calls: number;
  retries: number;
  skipped: number;
  reason?: GapReason;
}

/** Why a place was not reached, or not wholly read. Closed: each has a sentence under `coverage.<reason>`. */
export const gapReasons = [
  'unreachable',
  'denied',
  'no-credentials',
  'not-configured',
  'budget',
  'timeout',
  'stopped',
  'failed',
  'no-source',
  'needs-s3-client',
  'needs-kubernetes-client',
  'declared-only',
] as const;
export type GapReason = (typeof gapReasons)[number];

export interface SourceContext {
  readonly signal: AbortSignal;
  /** The instant of the collection, RFC 3339 UTC with milliseconds: one for all its observations. */
  readonly now: string;
  readonly budget: Budget;
  /** The last container that was wholly read, in the order of the source: everything up to it is left out. */
  readonly cursor?: string;
  readonly classify?: Classify;
  readonly transport?: Transport;
  readonly whoIs: WhoIs;
  readonly mask: Mask;
  /** Left out: nobody looks for copies. */
  readonly fingerprint?: Fingerprint;
  readonly tally: Tally;
}

export interface Source {
  readonly id: string;
  readonly kind: PlaceKind;
  /** What its account must be allowed to do, in the words of the system read. Reading rights only. */
  readonly rights: readonly string[];
  /** What it keeps of the answers: an allow-list for the reader of the documentation. */
  readonly fields: readonly string[];
  /** Each is told of every container that is there, as `unsupported` where it cannot be said: one left out is a gap. */
  readonly facts: readonly FactName[];
  observe(scope: Scope, context: SourceContext): AsyncIterable<Observation>;
}

/** An answer before it becomes an observation. `code`: HTTP status and error code, never a message. */
export interface Answer<T> {
  readonly state: Observation['state'];
  readonly value?: T;
  readonly code?: string;
}
