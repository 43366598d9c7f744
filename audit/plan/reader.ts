/** The seam of the gate's inputs: one reader a kind of file, chosen by what the bytes say and never by a name. */
import type { Snapshot } from './terraform/snapshot/snapshot.ts';
import type { InputKind, PlanInput, Told } from './told.ts';

/** What is seen of an input before anybody reads it: its first 64 KiB. */
export interface Head {
  /** Decoded, without a byte order mark; cut where the head ends. */
  readonly text: string;
  /** The first thing of the text: a JSON object, another JSON value, or something that is not JSON (YAML, say). */
  readonly shape: 'object' | 'array' | 'scalar' | 'other';
  /** Names of the members of the first object, as far as the head shows them; a name is there before its value is whole. */
  readonly keys: ReadonlySet<string>;
}

export interface PlanReader {
  readonly kind: InputKind;
  /** True where nothing but this kind begins so: no two readers may claim one head. */
  claims(head: Head): boolean;
  /**
   * Tells the input; `input.bytes` are UTF-8 without a mark, whatever the file was written in. Never throws for what the
   * bytes hold: that is a `problem` or a `short`. When `signal` is aborted it returns; its caller tells `interrupted`.
   * What one part of the bytes tells may come as a list: a promise for each resource would cost more than reading it.
   */
  read(
    input: PlanInput,
    signal: AbortSignal,
    /** Configurations that binary plans hold, by which what a plan hides may be known. */
    snapshots?: readonly Snapshot[],
  ): AsyncIterable<Told | readonly Told[]>;
}
