import { expect, it } from 'vitest';
import type { Dataset, Estate } from '../../../../estate/index.ts';
import { secretLeaf, type Properties } from '../../../../audit/plan/told.ts';
import { paris, provider, read, resource } from '../telling.ts';

const datasetOf = (level: string): Dataset => ({ class: level }) as Dataset;
const estate: Estate = { ...paris, datasets: { results: datasetOf('D0'), dossiers: datasetOf('D3') } };
const tagged = (...names: readonly string[]): Properties =>
  Object.fromEntries(names.map((name, at) => [['cloison-dataset', 'cloison:dataset', 'cloison.dataset'][at]!, name]));

async function claimsOf(before: Properties | undefined, after: Properties) {
  const operation = before === undefined ? 'create' : 'update';
  const bucket = (side: Properties): Properties => ({ bucket: 'photos', ...side });
  const sides = before === undefined ? { after: bucket(after) } : { before: bucket(before), after: bucket(after) };
  const told = [provider({ region: 'eu-west-3' }), resource({ type: 'aws_s3_bucket', operation, ...sides })];
  const reading = await read(told, { estate });
  const [planned] = [...reading.planned.values()];
  return [planned?.claimedBefore, planned?.claims];
}

it.each<[string, Properties, string | undefined]>([
  ['the same claim twice is one', { tags: tagged('results', 'results') }, 'results'],
  ['of two names the highest class counts', { tags: tagged('results', 'dossiers') }, 'dossiers'],
  ['whichever stands first', { tags: tagged('dossiers', 'results') }, 'dossiers'],
  ['also of two properties', { tags: tagged('results'), tags_all: tagged('dossiers') }, 'dossiers'],
  ['what nobody declares may be higher than all', { tags: tagged('results', 'elsewhere') }, 'elsewhere'],
  ['and so may what is no id', { tags: tagged('results', 'of Jane') }, '?'],
  ['beside what is no tags nobody knows which counts', { tags: 7, tags_all: tagged('results') }, '?'],
  ['nor beside a bare text', { tags: 'results', tags_all: tagged('results') }, '?'],
  ['nor beside a truth value', { tags: tagged('results'), tags_all: false }, '?'],
  ['nor beside a claim that is no text', { tags: { 'cloison-dataset': 7 }, tags_all: tagged('results') }, '?'],
  ['no tags beside all of them are the usual thing', { tags: null, tags_all: tagged('results') }, 'results'],
  ['and so are empty ones', { tags: {}, tags_all: tagged('results') }, 'results'],
  ['and secret ones', { tags: secretLeaf, tags_all: tagged('results') }, 'results'],
  ['alone, what is no id claims nothing', { tags: tagged('of Jane') }, undefined],
])('%s', async (_, after, claims) => {
  expect(await claimsOf(undefined, after)).toEqual([undefined, claims]);
});

it('does not lower a class by taking one of two tags away', async () => {
  const both = { tags: tagged('results', 'dossiers', 'elsewhere') };
  expect(await claimsOf(both, { tags: tagged('results') })).toEqual(['dossiers', 'results']);
});
