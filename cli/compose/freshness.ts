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

/** `maxAge` left out: the past has no limit, the future has. */
export function isStale({ header }: Collection, now: string, maxAge: number | undefined): boolean {
  const age = Date.parse(now) - Date.parse(header.collectedAt);
  return age < -skew || (maxAge !== undefined && age > maxAge);
}
