/** What whole blocks of a resource say of where it lies. */
import type { Said } from '../../place/derive.ts';
import type { Clue } from '../../table/shape.ts';
import type { Entry } from '../../table/table.ts';
import type { Page } from './said.ts';
import { settingsSaid, sourcesSaid } from './sources.ts';
import { termsSaid } from './terms.ts';

/**
 * Read of whole blocks, of which each has its own way to tell what counts: what they find is part of what is compared, and
 * never the block, in which every volume has another name.
 */
const readers = { terms: termsSaid, source: sourcesSaid, parameters: settingsSaid } as const;
const isOfBlock = ({ as }: Clue): boolean => as in readers;

export type OfBlocks = readonly (readonly Said[] | undefined)[];
export const noBlocks: OfBlocks = Object.freeze([]);

/** By the place of the clue in its row. */
export function ofBlocks(page: Page, { row: { place = [] } }: Entry): OfBlocks {
  if (!place.some(isOfBlock)) return noBlocks;
  return place.map((clue) => (isOfBlock(clue) ? readers[clue.as as keyof typeof readers](page, clue) : undefined));
}
