import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { committedEngine, type Question } from '../../policies/index.ts';
import { allRows, type Row } from './rows.ts';

type Document = Record<string, unknown>;
const inside = (document: Document, keys: readonly string[]) =>
  keys.reduce((inner, key) => inner[key] as Document, document);

/** The question less one property, for every property that is not in an array. */
function* without(document: Document, under: readonly string[] = []): Generator<[string, Question]> {
  for (const [key, value] of Object.entries(inside(document, under))) {
    const copy = structuredClone(document);
    delete inside(copy, under)[key];
    yield [[...under, key].join('.'), copy as Question];
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) yield* without(document, [...under, key]);
  }
}

const engine = committedEngine();
const verdict = (row: Row, question: Question): string | undefined => {
  try {
    return engine.decide(question).decisions.find(({ control }) => control === row.control)?.verdict;
  } catch {
    return 'refused';
  }
};

/** Properties on whose absence a control relies on the joins: known, each a line less to trust when it goes. */
const relied = parse(readFileSync('test/policies/leftOut.yaml', 'utf8')) as Record<string, string[]>;

it('a property left out of a refused question turns the refusal into an allow nowhere but where it is written down', () => {
  const opened = allRows()
    .filter((row) => row.expect === 'deny')
    .flatMap((row) =>
      [...without(row.question as unknown as Document)].flatMap(([path, question]) =>
        verdict(row, question) === 'allow' ? [{ control: row.control, path }] : [],
      ),
    );
  const found = Map.groupBy(opened, ({ control }) => control);
  const byControl = [...found].map(([control, all]) => [control, [...new Set(all.map(({ path }) => path))].sort()]);
  expect(Object.fromEntries(byControl)).toEqual(relied);
}, 60_000);
