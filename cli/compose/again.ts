/** The flags of a run that a printed next command must carry, or it would speak of another estate, day or trust. */
import type { Flags } from '../paste.ts';

/** In the order in which they are printed. */
const carried = [
  'estate',
  'collection',
  'collectionOfOtherEstate',
  'trust',
  'policies',
  'revision',
  'asOf',
  'place',
  'source',
  'profile',
] as const;

type Carried = (typeof carried)[number];
export type Given = { readonly [name in Carried]?: string | boolean | readonly string[] };

/** Those that were given, of those that the next command knows. */
export function again(given: Given, names: readonly Carried[]): Flags {
  return Object.fromEntries(carried.filter((name) => names.includes(name)).map((name) => [name, given[name]]));
}

/** What a verb that looks at nothing itself can carry on. */
export const ofVerbs = ['estate', 'collection', 'collectionOfOtherEstate', 'trust', 'policies', 'asOf'] as const;
/** What another audit of the same promise takes. */
export const ofAudits = [...ofVerbs, 'revision', 'place', 'source', 'profile'] as const;
