/** An item as a person reads it. */
import type { Say } from '../../estate/index.ts';
import type { Item } from './report.ts';

/** Hostile names come through as they are: whoever prints escapes them, as for every text. */
export function sentenceOf({ check, path, seq, values }: Item, say: Say): string {
  return say(`verify.${check}`, { path: path ?? '', seq: seq ?? '', ...values });
}
