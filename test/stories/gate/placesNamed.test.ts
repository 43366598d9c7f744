/** The comparison of who reaches what knows the places that the estate names: it denies neither a known place nor a movement. */
import { expect, it } from 'vitest';
import { estateAt, gate, planAt } from '../../cli/gate/world.ts';
import { terraform } from './plans.ts';

const table = (...replicas: string[]) =>
  terraform(
    [
      {
        type: 'aws_dynamodb_table',
        name: 'held',
        after: { name: 'held', hash_key: 'a', replica: replicas.map((region) => ({ region_name: region })) },
        dataset: 'health-file',
      },
    ],
    { providers: { aws: { region: { constant_value: 'eu-west-3' } } } },
  );
const said = async (plan: string, lang: string) =>
  (await gate([planAt(plan), '--estate', estateAt(), '--lang', lang])).out.replaceAll(/\s+/g, ' ');

it.each([
  ['en', 'where it lies is judged all the same.', /nobody can say/, /among these no dataset changes place/],
  ['fr', 'le lieu où il repose est jugé tout de même.', /nul ne peut dire/, /aucun jeu de données ne se déplace/],
])('%s: what lies at no place of the estate is not called unplaced', async (lang, judged, denied, none) => {
  const out = await said(table(), lang);
  expect(out).toContain(judged);
  expect(out).not.toMatch(denied);
  expect(out).toMatch(none);
});

it.each([
  ['en', 'the change moves or copies data elsewhere, as the movement told below says.', /no dataset changes place/],
  [
    'fr',
    'le changement déplace ou copie des données ailleurs, comme le dit le déplacement plus bas.',
    /ne se déplace,/,
  ],
])('%s: above a copy to China nothing says that no dataset changes place', async (lang, moves, none) => {
  const out = await said(table('cn-north-1'), lang);
  expect(out).toContain(moves);
  expect(out).not.toMatch(none);
  expect(out).toContain('cn-north-1');
});
