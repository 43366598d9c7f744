/** Until when a decision counts: what let it pass may end before the hours do. */
import { dayOf, instantOf, type Freeze, type Instant } from '../../../estate/index.ts';

const hour = 3_600_000;

interface Premises {
  readonly now: Instant;
  readonly hours: number;
  /** Last days of the exceptions that were used. */
  readonly waivers: readonly string[];
  readonly freezes: readonly Freeze[];
  readonly lane: string | undefined;
}

/**
 * The soonest of: the hours asked for, the last day of an exception in use, the moment before a freeze that does not let
 * the lane through. A freeze of another zone ends it too: judging again is cheap.
 */
export function validUntil({ now, hours, waivers, freezes, lane }: Premises): Instant {
  const coming = freezes
    .filter(({ from }) => from > dayOf(now))
    .filter((freeze) => lane === undefined || !(freeze.lane ?? []).includes(lane));
  const ends = [
    Date.parse(now) + hours * hour,
    ...waivers.map((day) => Date.parse(`${day}T23:59:59.999Z`)),
    ...coming.map(({ from }) => Date.parse(`${from}T00:00:00.000Z`) - 1),
  ];
  return instantOf(new Date(Math.min(...ends)));
}
