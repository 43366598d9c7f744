/** The estate while it is being read: every entry with its place, also when others are wrong. */
import type { Activity, Dataset } from '../schema/data.ts';
import type { Flow, Transfer } from '../schema/movement.ts';
import type { Document, Freeze, Waiver } from '../schema/papers.ts';
import type { Entity, Organisation } from '../schema/parties.ts';
import type { Identity, Operator } from '../schema/people.ts';
import type { ControlStage } from '../schema/stages.ts';
import type { Zone } from '../schema/zones.ts';
import type { Flaw, FlawValues } from './flaw.ts';
import { pointerTo } from './positions.ts';

/** One thing of the estate: `id` is its key, or its ordinal in a list. */
export interface Entry<T> {
  readonly id: string;
  readonly value: T;
  readonly file: string;
  readonly pointer: string;
}

export interface Named {
  entities: Entity;
  zones: Zone;
  activities: Activity;
  datasets: Dataset;
  documents: Document;
}

export interface Listed {
  flows: Flow;
  transfers: Transfer;
  waivers: Waiver;
  freezes: Freeze;
  stages: ControlStage;
}

export type Draft = { readonly organisation: Entry<Organisation> | undefined } & {
  readonly [Table in keyof Named]: readonly Entry<Named[Table]>[];
} & { readonly [Table in keyof Listed]: readonly Entry<Listed[Table]>[] } & {
  readonly operators: readonly Entry<Operator>[];
  readonly identities: readonly Entry<Identity>[];
  /** Every id that is written, also of an entry too wrong to keep: a reference to it is not a second problem. */
  readonly written: Readonly<Record<keyof Named | 'places', ReadonlySet<string>>> & {
    /** Undefined when their table could not be read: then nobody is called undeclared. */
    readonly operators: ReadonlySet<string> | undefined;
  };
};

/** A flaw of one part of an entry: `at` is a list of keys inside it. */
export function flawIn(
  entry: Entry<unknown>,
  at: readonly (string | number)[],
  code: string,
  values: FlawValues = {},
  more: { readonly level?: 'warning'; readonly part?: 'key' | 'value' } = {},
): Flaw {
  return { code, file: entry.file, pointer: at.reduce<string>(pointerTo, entry.pointer), values, ...more };
}

export type Check = (draft: Draft) => Iterable<Flaw>;
