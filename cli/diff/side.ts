/** One of two runs that are compared, whichever of our reports told it. Pure. */
import type { Reason } from '../../estate/index.ts';

export interface SideFinding {
  readonly control: string;
  readonly subject: string;
  readonly verdict: 'deny' | 'unknown';
  readonly reasons: readonly Reason[];
  readonly dataset: string | undefined;
  /** It moves no code: an exception covers it, a baseline names it, or its control does not block yet. */
  readonly excused: 'waived' | 'known' | 'staged' | undefined;
}

/** What judged, and by what: when a finding comes while nothing was changed, one of these did. */
export interface Grounds {
  readonly estate: string;
  readonly facts: string;
  readonly module: string;
  readonly policies: string;
}

export interface Side {
  readonly organisation: string;
  readonly kind: 'gate' | 'audit';
  readonly run: string;
  /** RFC 3339 UTC: when it was judged. */
  readonly now: string;
  readonly grounds: Grounds;
  /** By control and subject. */
  readonly findings: ReadonlyMap<string, SideFinding>;
  /** Whether it decided about this subject at all. */
  readonly looked: (subject: string) => boolean;
  /** What it did not understand, or not look at. */
  readonly open: number;
}

export const keyOf = (control: string, subject: string): string => JSON.stringify([control, subject]);
