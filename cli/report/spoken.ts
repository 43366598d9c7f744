/** Ids of fields, laws and kinds of data in words; one that has none is shown as it is. Machines read the ids in the JSON. */
import type { Say } from '../../estate/index.ts';
import { countryLabel, countryProse } from './names.ts';
import type { Report } from './report.ts';
import type { ToldFact } from './toldFacts.ts';

type Family = 'category' | 'code' | 'field' | 'law' | 'link';

function wordOr(say: Say, family: Family, id: string): string {
  const word = say(`${family}.${id}`);
  return word === `[${family}.${id}]` ? id : word;
}

/** `pd:BirthDate` (DPV) → `date of birth`. */
export function termWord(say: Say, term: string): string {
  const name = term.replace(/^pd:/, '');
  const word = wordOr(say, 'category', name);
  return word === name ? term : word;
}

export const lawWord = (say: Say, id: string): string => wordOr(say, 'law', id);

/** With the id, where a reader has to write it into the estate. */
export function lawLabel(say: Say, id: string): string {
  const word = lawWord(say, id);
  return word === id ? id : `${word} (${id})`;
}

const countries = new Set(['country', 'worksIn', 'from', 'employerCountry', 'exporterCountry', 'importerCountry']);
/** What the estate calls something: its own word, though it may look like one of ours (`private`). */
const named = new Set([
  'id',
  'place',
  'home',
  'mayLieIn',
  'among',
  'entity',
  'dataset',
  'owner',
  'roles',
  'activities',
]);
/** `entity country tie`, as the flattened rows of a chain stand. */
const chains = new Set(['chain', 'employerChain']);

interface Speaking {
  readonly report: Pick<Report, 'countries'>;
  readonly say: Say;
}

function spokenLink({ report, say }: Speaking, text: string): string {
  const [entity, country, link, ...more] = text.split(' ');
  if (entity === undefined || country === undefined || link === undefined || more.length > 0) return text;
  return `${entity} (${wordOr(say, 'link', link)}, ${countryLabel(report, say, country)})`;
}

function spokenItem(speaking: Speaking, field: string, text: string): string {
  const { report, say } = speaking;
  if (field === 'categories') return termWord(say, text);
  if (field === 'lawsAccepted') return lawWord(say, text);
  if (named.has(field)) return text;
  if (chains.has(field)) return spokenLink(speaking, text);
  if (countries.has(field) && /^[A-Z]{2}$/.test(text)) return countryProse(report, say, text);
  return wordOr(say, 'code', text);
}

/** A field means another thing in another fact: the words of both are taken before those of the field alone. */
function fieldWord(say: Say, fact: string, field: string): string {
  const own = `${fact}.${field}`;
  const word = wordOr(say, 'field', own);
  return word === own ? wordOr(say, 'field', field) : word;
}

/** Each field of a fact with what it says, for people. */
export function spokenValues(
  speaking: Speaking,
  { fact, values }: Pick<ToldFact, 'fact' | 'values'>,
): [field: string, text: string][] {
  return values.map(([field, text]) => [
    fieldWord(speaking.say, fact, field),
    text
      .split(', ')
      .map((each) => spokenItem(speaking, field, each))
      .join(', '),
  ]);
}
