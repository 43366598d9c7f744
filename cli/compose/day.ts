/** Times that a person gives. `asOf` decides law, exceptions and contracts; `now` never comes from a flag. */
import { instantOf, isDay, isInstant, parseAsOf, type Instant } from '../../estate/index.ts';
import type { Edge } from '../edge.ts';
import { UsageError } from '../usage.ts';

export interface Times {
  readonly now: Instant;
  readonly asOf: Instant;
  /** Judged by the law of another day than today: the report is headed *replay*. */
  readonly replay: boolean;
}

export function timesOf(asOf: string | undefined, edge: Edge): Times {
  const now = instantOf(edge.now());
  if (asOf === undefined) return { now, asOf: now, replay: false };
  if (!isDay(asOf) && !isInstant(asOf)) throw new UsageError('day', asOf, [], '--as-of');
  const instant = parseAsOf(asOf);
  return { now, asOf: instant, replay: instant.slice(0, 10) !== now.slice(0, 10) };
}
