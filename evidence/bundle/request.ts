/** What is handed to the seal, and what it says of the run. */
import type { SigningKey } from '../../estate/index.ts';
import type { RunEvent } from '../log/event.ts';
import type { RecordVersion } from '../log/record.ts';
import type { HeadlineCode, Tally } from '../log/tally.ts';
import type { SealDisk } from './disk.ts';
import type { LintBytes } from './pieces.ts';

/** A file handed in. `name` is relative to its folder: plain ASCII segments, none starting with a dot. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>;
}

/** Which payload file is what. Names as in `payload`. */
export interface PayloadRoles {
  readonly policies: readonly string[];
  readonly facts: string;
  readonly estate: { readonly name: string; readonly revision?: number };
  readonly collection?: string;
  /** SHA-256, 64 hex, of the code that joins observations into questions. */
  readonly joins?: string;
}

/** What is known of a run once its last record is written; reports are made from it. */
export interface Sealed {
  /** 64 hex. */
  readonly root: string;
  readonly size: number;
  readonly origin: string;
  readonly code: HeadlineCode;
  readonly tally: Readonly<Tally>;
}

export interface SealRequest {
  readonly target: string;
  readonly organisation: string;
  readonly runId: string;
  /** 32 random bytes; in no bundle. Who keeps it can open every commitment, who destroys it nobody can. */
  readonly runSecret: Uint8Array;
  readonly tool: { readonly name: string; readonly version: string };
  readonly startedAt: string;
  readonly asOf: string;
  /** Instant of the seal. */
  readonly now: string;
  readonly sourcesExpected: number;
  /** Of the records; the latest unless told. */
  readonly logVersion?: RecordVersion;
  readonly events: Iterable<RunEvent> | AsyncIterable<RunEvent>;
  readonly payload: readonly NamedBytes[];
  readonly roles: PayloadRoles;
  readonly reports?:
    | readonly NamedBytes[]
    | ((sealed: Sealed) => readonly NamedBytes[] | Promise<readonly NamedBytes[]>);
  /** Headline code; the strictest code of the counts unless told. A milder one is refused. */
  readonly code?: HeadlineCode | ((tally: Readonly<Tally>) => HeadlineCode);
  readonly key: SigningKey;
  readonly lintBytes: LintBytes;
  readonly disk?: SealDisk;
}

/** The log, once its last record is written. */
export interface Recorded {
  readonly tally: Tally;
  readonly code: HeadlineCode;
  readonly size: number;
  readonly rootHash: Buffer;
}
