/** What was read, as it enters: with its lines, and without the people who stand in names. */
import type { PlanReading } from '../../../audit/index.ts';
import { isError } from '../../../estate/index.ts';
import type { LoadedEstate } from '../../compose/loadEstate.ts';
import type { LoadedChange } from '../change/load.ts';
import type { Skipped } from '../input/leftOut.ts';
import { masksFor, shownEstate, shownReading, type Masks } from '../people/door.ts';

export interface Beside {
  /** With the lines of the files that a plan was made of. */
  readonly withLines?: (reading: PlanReading) => Promise<PlanReading>;
  /** Names that the run tells and no reading holds. */
  readonly names?: readonly string[];
}

interface Read extends Beside {
  readonly reading: PlanReading;
  readonly written: LoadedEstate;
  readonly change: LoadedChange | undefined;
  readonly skipped: readonly Skipped[];
}

/** As everything behind sees it: whatever is judged, told, sealed or counted is made of this. */
export interface Entered extends Pick<Read, 'reading' | 'written' | 'change' | 'skipped'> {
  readonly loaded: LoadedEstate;
  /** Undefined where no name holds data of people. */
  readonly masks: Masks | undefined;
}

const behind = (masks: Masks, loaded: LoadedEstate): LoadedEstate => ({
  ...loaded,
  estate: shownEstate(loaded.estate, masks),
});

export async function entered({ withLines, names = [], ...read }: Read): Promise<Entered> {
  const { written, change, skipped } = read;
  const isBroken = read.reading.problems.some(isError);
  const reading = withLines === undefined || isBroken ? read.reading : await withLines(read.reading);
  const estates = [written.estate, ...(change === undefined ? [] : [change.head.estate])];
  const masks = await masksFor(reading, estates, [...names, ...skipped.map(({ path }) => path)]);
  if (masks === undefined) return { reading, written, loaded: written, change, skipped, masks };
  const ids = new Set(estates.flatMap(({ datasets }) => Object.keys(datasets)));
  return {
    reading: shownReading(reading, masks, ids),
    written,
    loaded: behind(masks, written),
    change: change && { ...change, head: behind(masks, change.head) },
    skipped: skipped.map((each) => ({ ...each, path: masks.text(each.path) })),
    masks,
  };
}
