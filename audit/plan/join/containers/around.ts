/** Where a holder lies, and what is asked for to tell it: of the reading as a whole, and of nothing made from containers. */
import type { Estate } from '../../../../estate/index.ts';
import type { Answer } from '../../../source.ts';
import type { Serving } from '../../place/configured.ts';
import type { Matched } from '../../place/match.ts';
import type { Kept } from '../links/keep.ts';
import type { Identities } from '../rights/identities.ts';
import type { Side } from '../sides/side.ts';

export type Placed = Matched & { readonly region: Answer<string> };

/** What the whole reading knows of a holder. */
export interface Around {
  readonly estate: Estate;
  /** The instant of the run: on its day an account is an operator's. */
  readonly at: string;
  readonly serving: (kept: Kept) => Serving | undefined;
  /** What the holder lies in, itself included, nearest first. */
  readonly within: (kept: Kept) => readonly Kept[];
  /** Everything that configures or is used by the holder, after the change. */
  readonly about: (kept: Kept) => readonly Side[];
  readonly stackOf: (input: string) => string;
  /** Rights that the plan gives on it in a cluster; undefined where it gives none. */
  readonly grants: (kept: Kept) => Answer<unknown> | undefined;
  readonly identities: Identities;
  /** The place that the caller says an input is for. */
  readonly handed: (input: string) => string | undefined;
}
