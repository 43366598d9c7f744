/** Whom an access list lets in that is one text: several entries behind commas, each of which may open the door. */
import { failed, value } from '../../../observe.ts';
import type { Answer } from '../../../source.ts';
import { isMark, type Leaf } from '../../table/leaves.ts';
import type { Reading } from '../../table/shape.ts';

/** The word that it is, else the longest that it begins with: `.r:-` before `.r:`, or a refusal would let in. */
function wordOf<T>(entry: string, values: Readonly<Record<string, T>>): string | undefined {
  if (Object.hasOwn(values, entry)) return entry;
  const starts = Object.keys(values).filter((word) => /[:-]$/.test(word) && entry.startsWith(word));
  return starts.reduce<string | undefined>((one, word) => (one && one.length > word.length ? one : word), undefined);
}

/** Spaces mean nothing to those who read such lists, and hide nothing here: each entry is an answer of its own. */
export function listedSaid<T>(leaves: readonly Leaf[], { values = {}, other }: Reading<T>): readonly Answer<T>[] {
  return leaves.flatMap((leaf): Answer<T>[] => {
    if (isMark(leaf)) return [failed('unknown', 'after-apply')];
    if (typeof leaf !== 'string') return [failed('error', 'wrong-type')];
    const entries = leaf.split(',').flatMap((entry) => entry.replaceAll(/\s/g, '') || []);
    return entries.map((entry) => {
      const word = wordOf(entry, values);
      const said = word === undefined ? other : values[word];
      return said === undefined ? failed('unknown', 'value-not-known') : value(said);
    });
  });
}
