/** The seam: one adapter per engine that asks. Adding one is one folder and one line in `adapters.ts`. */
import type { Estate, Say } from '../estate/index.ts';
import type { Bench } from './bench.ts';
import type { Asked, Ruling } from './decide.ts';
import type { Commit } from './identify.ts';

export interface Call {
  readonly path: string;
  /** At most 1 MiB; overwritten once answered, so nothing may keep it. */
  readonly body: Buffer;
}

/** JSON for the engine. `status` is 200 wherever the engine would take another for "no opinion". */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export interface Settings {
  /** Key of `extra` under which the authenticating proxy puts the country of the session, lower case. */
  readonly sessionKey: string;
  /** `<place>=<account>` of control-plane accounts that are never asked about; `*` at the end matches the rest. */
  readonly exempt: readonly string[];
}

/** Why nothing was asked of the policy, and the answer is no. A closed list: it is written to the log. */
export type Failure =
  | 'malformed'
  | 'oversized'
  | 'late'
  | 'unknown-place'
  | 'replay'
  | 'forged-session'
  | 'stranger'
  | 'no-rule'
  | 'internal';

/** What a request came to, logged once: the ruling that weighs most, or an exemption. */
export interface Entry {
  readonly adapter: string;
  readonly place: string;
  readonly rulings: readonly Ruling[];
  readonly exempt?: boolean;
}

export interface Outcome {
  readonly id: string;
  readonly isAllowed: boolean;
  /** Which rule, and whom to ask: names no account, no object and nothing of the request. */
  readonly reason: string;
}

/** What an adapter may use of the guard. */
export interface Desk {
  readonly bench: Bench;
  readonly estate: Estate;
  readonly settings: Settings;
  readonly say: Say;
  readonly commit: Commit;
  decide(asked: Asked): Ruling;
  /** Writes the log and only then says yes: a decision that cannot be logged is a refusal. */
  conclude(entry: Entry): Outcome;
  /** Logs a failure and says why, in words that quote nothing. */
  fail(adapter: string, failure: Failure): Outcome;
}

export interface Adapter {
  readonly id: string;
  readonly serves: (path: string) => boolean;
  /** May throw: whatever it throws becomes `refusal`. */
  readonly answer: (call: Call, desk: Desk) => Reply;
  /** What "no" is to this engine, whatever happened before. The body may be cut or worse: it is at most looked at. */
  readonly refusal: (outcome: Outcome, failure: Failure, call: Call) => Reply;
}

/** Thrown by an adapter that cannot make a question of what it was sent. Holds a code, never the input. */
export class Refused extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure);
    this.failure = failure;
  }
}
