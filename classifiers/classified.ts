/** What a look at bytes yields: labels and counts. Never the text, never a hash of it. */
import type { Label } from '../estate/index.ts';
import type { Unseen } from './readers/limits.ts';

export interface Hint {
  /** Without its dot, e.g. `csv`; the rest of an object's key is not wanted here. */
  readonly extension?: string | undefined;
  /** `bytes` are counted after decompression, `ms` on `clock`. */
  readonly budget: { readonly bytes: number; readonly ms: number };
  /** Milliseconds that only grow, e.g. `() => performance.now()`. */
  readonly clock: () => number;
  readonly signal?: AbortSignal | undefined;
}

export interface Classified {
  /** One per recognizer, over all columns, raised by what stands beside it. */
  readonly labels: readonly Label[];
  /** The same per column, in order; a name that is itself personal data is replaced, e.g. `‹email›#3`. */
  readonly byColumn: readonly { readonly column: string; readonly labels: readonly Label[] }[];
  readonly columns: number;
  /** Cells that are not empty. */
  readonly values: number;
  /** False: something was not seen, and no label means nothing. */
  readonly fullPass: boolean;
  /** Present exactly when `fullPass` is false. */
  readonly unseen?: Unseen;
  /** `csv`, `json`, `jsonl`, `text`, `empty`, or the name of a format that is not read; `+gzip` behind it when compressed. */
  readonly format: string;
}
