/** The labels of one document: first what stands alone, then what counts only beside persons. */
import type { Label } from '../../estate/index.ts';
import signs from '../names/signs.json' with { type: 'json' };
import { phrases, speaks, tokensOf } from '../names/phrases.ts';
import type { Recognizer } from '../recognizer.ts';
import { samplesOf, type Column, type Sample } from '../sampling/tally.ts';
import { findIn, type Found } from './values.ts';
import { named, worded } from './words.ts';

const persons = phrases(signs.persons);
const misleading = phrases(signs.misleading);

/** A column as it is judged. `name` is empty for plain text. */
interface Judged {
  readonly name: string;
  readonly tokens: readonly string[];
  readonly samples: readonly Sample[];
  readonly labels: Label[];
}

function label(recognizer: Recognizer, found: Found): Label {
  const { id, category, class: level, method } = recognizer;
  return {
    recognizer: id,
    category,
    class: level,
    method,
    hits: found.hits,
    checked: found.checked,
    prior: found.prior,
  };
}

function tell(recognizer: Recognizer, column: Judged, aboutPersons: boolean): Found | undefined {
  const { tokens, samples } = column;
  if (recognizer.method === 'header') return named(recognizer, tokens, samples, aboutPersons);
  if (recognizer.method === 'terms') return aboutPersons ? worded(recognizer, tokens, samples) : undefined;
  return findIn(recognizer, tokens, samples, speaks(tokens, misleading));
}

/** Only the last two names of a path speak: under `company.employees[].name` it is the employee who is named. */
function judged(column: Column): Judged {
  const tokens = tokensOf(column.name.split('.').slice(-2).join('.'));
  return { name: column.name, tokens, samples: [...samplesOf(column)], labels: [] };
}

/** Is this document about persons? A column name says so, or, in text without columns, a word of it. */
function speaksOfPersons(column: Judged): boolean {
  if (speaks(tokensOf(column.name), persons)) return true;
  return column.name === '' && column.samples.some(({ text }) => speaks(tokensOf(text), persons));
}

/** `goOn` is asked between columns; once it says no the rest is not judged and `complete` is false. */
export function judge(
  columns: Iterable<Column>,
  recognizers: readonly Recognizer[],
  goOn: () => boolean,
): { byColumn: { name: string; labels: Label[] }[]; complete: boolean } {
  const all = [...columns].map(judged);
  const alone = recognizers.filter(({ method }) => method !== 'terms');
  const pass = (chosen: readonly Recognizer[], aboutPersons: boolean): boolean =>
    all.every((column) => {
      for (const recognizer of chosen) {
        if (column.labels.some((known) => known.recognizer === recognizer.id)) continue;
        const found = tell(recognizer, column, aboutPersons);
        if (found !== undefined) column.labels.push(label(recognizer, found));
      }
      return goOn();
    });
  let complete = pass(alone, false);
  if (all.some((column) => column.labels.length > 0 || speaksOfPersons(column))) {
    const beside = recognizers.filter(({ method }) => method === 'header' || method === 'terms');
    complete = pass(beside, true) && complete;
  }
  return { byColumn: all.map(({ name, labels }) => ({ name, labels })), complete };
}
