/** Until when a decision counts: what let it pass may end before the hours do. */
import {
  dayOf,
  daysAfter,
  instantOf,
  type ControlStage,
  type Freeze,
  type Instant,
  type Starting,
} from '../../../estate/index.ts';

const hour = 3_600_000;

interface Premises {
  readonly now: Instant;
  readonly hours: number;
  /** Last days of the exceptions that were used. */
  readonly waivers: readonly string[];
  readonly freezes: readonly Freeze[];
  readonly lane: string | undefined;
  /** A control that only warns today may block from one of these on. */
  readonly stages: readonly ControlStage[];
  /** So may one that is new to the organisation, after its last day of warning. */
  readonly starting: readonly Starting[];
}

/**
 * The soonest of: the hours asked for, the last day of an exception in use, the moment before a freeze that does not let
 * the lane through or a day on which controls change stage. What is of another zone or team ends it too: judging again is cheap.
 */
export function validUntil({ now, hours, waivers, freezes, lane, stages, starting }: Premises): Instant {
  const closing = freezes.filter((freeze) => lane === undefined || !(freeze.lane ?? []).includes(lane));
  const blocking = starting.map(({ until }) => ({ from: daysAfter(until, 1) }));
  const coming = [...closing, ...stages, ...blocking].filter(({ from }) => from > dayOf(now));
  const ends = [
    Date.parse(now) + hours * hour,
    ...waivers.map((day) => Date.parse(`${day}T23:59:59.999Z`)),
    ...coming.map(({ from }) => Date.parse(`${from}T00:00:00.000Z`) - 1),
  ];
  return instantOf(new Date(Math.min(...ends)));
}
