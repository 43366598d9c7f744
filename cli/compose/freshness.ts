/** Whether what was seen is too old to speak of today, or bears a day that has not come. */
import type { Collection } from '../../estate/index.ts';
import { UsageError } from '../usage.ts';

const day = 86_400_000;
/** Clocks differ; a collection further in the future than this was dated by nobody we can follow. Milliseconds. */
const skew = 5 * 60_000;

/** A whole number of days of 1 or more, in milliseconds. */
export function daysIn(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9][0-9]{0,5}$/.test(text)) throw new UsageError('number', text, [], flag);
  return Number(text) * day;
}

/** What nobody asked to be fresher speaks of today for a year, leap years among them. Milliseconds. */
const longest = 366 * day;

/**
 * `maxAge` left out: a year, but a replay is of another day and says so. A date that has not come, or that is none, is
 * stale whatever was asked. Throws nothing.
 */
export function isStale(
  { header }: Collection,
  { now, replay }: { readonly now: string; readonly replay: boolean },
  maxAge: number | undefined,
): boolean {
  const age = Date.parse(now) - Date.parse(header.collectedAt);
  const oldest = maxAge ?? (replay ? Number.POSITIVE_INFINITY : longest);
  // Asked this way round, no answer about an age that is not a number is "fresh".
  return !(age >= -skew && age <= oldest);
}
