/** Controls that a revision is the first to name: for two weeks they only warn, so that a release stops nobody overnight. Pure. */
import { Type } from 'typebox';
import { closed, Day as DayShape, type Static } from '../schema/terms.ts';
import { daysAfter, dayOf, isDay, withinDays, type Day, type Instant } from '../time.ts';

/** Days, the first one among them, for which a control that the organisation did not have only warns. */
export const startingDays = 14;

export const SealedControl = closed({
  control: Type.String({ pattern: '^[a-z0-9-]+/[a-z0-9-]+$' }),
  /** Day of the first revision that named it, UTC; left out where it was there before anybody could say that it is new. */
  from: Type.Optional(DayShape),
});
export type SealedControl = Static<typeof SealedControl>;

/** A control that only warns as yet. `until`: the last such day, inclusive, UTC. */
export interface Starting {
  readonly control: string;
  readonly until: Day;
}

export interface Naming {
  /** Ids of the controls of the policies that are sealed. */
  readonly controls: readonly string[];
  /** Those that nothing relaxes, new or not. */
  readonly firm: readonly string[];
  /** `sha256:…` of those policies. */
  readonly policies: string;
  readonly at: Instant;
  /** The revision that this one replaces, its signature verified; undefined where there is none, or none that verifies. */
  readonly before: Sealing | undefined;
  /** The day since when a control exists at all; undefined where nobody knows. */
  readonly since: (control: string) => Day | undefined;
}

interface Sealing {
  readonly policies: string;
  readonly sealedAt: Instant;
  readonly controls?: readonly SealedControl[];
}

/** What an older revision says of a control: that it had it, since a day or always, or that it did not. */
function had({ policies, sealedAt, controls }: Sealing, control: string, { since, ...now }: Naming) {
  if (controls !== undefined) return controls.find((each) => each.control === control);
  // It was sealed by a version that listed none: then a control that did not exist on that day was not there.
  const exists = since(control);
  const isOlder = policies === now.policies || exists === undefined || exists <= dayOf(sealedAt);
  return isOlder ? { control } : undefined;
}

/**
 * The list that a new revision carries, sorted by id. A first revision has nothing before it: whoever begins expects that
 * what the gate was installed for stops, so nothing of it starts mildly. The same where the revision before does not verify:
 * who can alter a file would else make every control a new one.
 */
export function controlsNamed(naming: Naming): SealedControl[] {
  const { controls, firm, before, at } = naming;
  const today = dayOf(at);
  const named = (control: string): SealedControl => {
    if (before === undefined || firm.includes(control)) return { control };
    const known = had(before, control, naming);
    if (known === undefined) return { control, from: today };
    // A clock that was ahead says no day that the new revision cannot know.
    return known.from === undefined ? known : { control, from: known.from < today ? known.from : today };
  };
  return [...new Set(controls)].sort().map(named);
}

/** Nobody can name a control before the day of sealing, nor twice. */
export function isSoundList(controls: readonly SealedControl[], sealedAt: Instant): boolean {
  const isOnce = new Set(controls.map(({ control }) => control)).size === controls.length;
  return isOnce && controls.every(({ from }) => from === undefined || (isDay(from) && from <= dayOf(sealedAt)));
}

/** Controls that only warn on this day, of a list that a revision carries; none where there is no list. */
export function startingOn(controls: readonly SealedControl[] | undefined, day: Day): Starting[] {
  return (controls ?? []).flatMap(({ control, from }) => {
    const until = from === undefined ? undefined : daysAfter(from, startingDays - 1);
    return until !== undefined && withinDays(day, from, until) ? [{ control, until }] : [];
  });
}
