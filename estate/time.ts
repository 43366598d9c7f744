/**
 * The two spellings of time that the language knows: instants (`2024-07-26T00:00:00.000Z`, RFC 3339, UTC, milliseconds)
 * and days (`2024-07-26`, UTC). Anything else is refused: Rego compares these strings and computes no dates.
 */
import { fault } from './fault.ts';

export type Instant = string;
export type Day = string;

const instantShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const dayShape = /^\d{4}-\d{2}-\d{2}$/;

/** 31 February has the shape of a day: only a date that prints back as itself exists. */
function printsBack(text: string): boolean {
  const millis = Date.parse(text);
  return Number.isFinite(millis) && new Date(millis).toISOString() === text;
}

export function isInstant(text: string): boolean {
  return instantShape.test(text) && printsBack(text);
}

export function isDay(text: string): boolean {
  return dayShape.test(text) && printsBack(`${text}T00:00:00.000Z`);
}

/** The instant itself, or fault `usage` (detail `instant`). */
export function parseInstant(text: string): Instant {
  if (!isInstant(text)) throw fault('usage', { detail: 'instant' });
  return text;
}

export function parseDay(text: string): Day {
  if (!isDay(text)) throw fault('usage', { detail: 'day' });
  return text;
}

/** A time a person gives (`--as-of`): an instant, or a day, which means its first millisecond. */
export function parseAsOf(text: string): Instant {
  return isDay(text) ? `${text}T00:00:00.000Z` : parseInstant(text);
}

export function instantOf(date: Date): Instant {
  return parseInstant(date.toISOString());
}

export function dayOf(instant: Instant): Day {
  return parseInstant(instant).slice(0, 10);
}

/** Inclusive at both ends; a bound left out does not bound. */
export function withinDays(day: Day, from?: Day, until?: Day): boolean {
  return (from === undefined || from <= day) && (until === undefined || day <= until);
}

/** The day so many days later. */
export function daysAfter(day: Day, count: number): Day {
  return new Date(Date.parse(parseDay(day)) + count * 86_400_000).toISOString().slice(0, 10);
}

/** Days from the first to the second, 1 when they are the same: a period counted as people count it. */
export function daysInclusive(from: Day, until: Day): number {
  return Math.round((Date.parse(parseDay(until)) - Date.parse(parseDay(from))) / 86_400_000) + 1;
}
