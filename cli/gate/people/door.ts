/** The one door by which names of people would come into the gate: behind it nobody sees one, so that nothing can tell it. */
import type { Estate } from '../../../estate/index.ts';
import type { PlanReading } from '../../../audit/index.ts';
import { masksOf, unnumbered, type Masks } from './masks.ts';
import { estateTexts, suspectNames } from './names.ts';
import { isSuspect } from './suspect.ts';

export type { Masks } from './masks.ts';
export { shownEstate, shownReading } from './shown.ts';

const finder = async () => (await import('./find.ts')).findPeople;

/** Undefined where no name holds data of anybody, which most runs learn without loading what looks for it. */
export async function masksFor(
  reading: PlanReading,
  estates: readonly Estate[],
  others: readonly string[],
): Promise<Masks | undefined> {
  const texts = [...estates.flatMap((estate) => [...estateTexts(estate)]), ...others];
  const names = suspectNames(reading, texts);
  return names.size === 0 ? undefined : masksOf(names, await finder());
}

/** For a line that is told before everything is read. */
export async function withoutPeople(text: string): Promise<string> {
  return isSuspect(text) ? unnumbered(text, await finder()) : text;
}
