/** What is sorted must come in one order on every machine, and the tables of a language must not be loaded for it. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { byText } from '../../estate/index.ts';

const root = join(import.meta.dirname, '../..');
const sources =
  '{estate,estate/*,policies,policies/{bundle,engine,facts,loosening,plan},audit/plan/**,cli,cli/{compose,gate,reach,verbs}/**}/*.ts';

it('no room that a gate walks through sorts by the language of the machine', () => {
  const paths = globSync(sources, { cwd: root }).filter((path) => path !== 'estate/order.ts');
  expect(paths.length).toBeGreaterThan(200);
  const wrong = paths.filter((path) => /localeCompare|Intl\.Collator/.test(readFileSync(join(root, path), 'utf8')));
  expect(wrong).toEqual([]);
});

it('texts stand in one order', () => {
  expect(['b', 'B', 'a-b', 'a/b', 'é', 'a', 'a'].toSorted(byText)).toEqual(['B', 'a', 'a', 'a-b', 'a/b', 'b', 'é']);
});
