/** What Pulumi's engine wrote for its stacks, with the regions that it names at home, abroad, or in no country that anybody knows. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Estate, Zone } from '../../../../estate/index.ts';
import { labBuckets } from '../labBuckets.ts';
import { world } from '../worldwide.ts';
import { asLines, asOne, type Base } from './base.ts';
import type { Json } from './damage.ts';

/** Where the region that the real files name lies. */
function lab(country: string | undefined): Estate {
  const host = world.entities['host-fr']!;
  const regions = {
    ...host.regions,
    ...(country === undefined ? {} : { 'eu-central-1': country, 'us-east-1': country }),
  };
  const home = world.zones['home']!;
  const places: Zone['places'] = {
    ...home.places,
    lab: { s3: 'http://127.0.0.1:9000', declared: home.places!['store']!.declared! },
  };
  const people = { ...world.datasets['people']!, lies: labBuckets.map((name) => `store://lab/${name}`) };
  return {
    ...world,
    entities: { ...world.entities, 'host-fr': { ...host, regions } },
    zones: { ...world.zones, home: { ...home, places } },
    datasets: { ...world.datasets, people },
  };
}

const folder = join(import.meta.dirname, '../../../audit/plan/fixtures/pulumi');
/** These runs were watched by another pack: its name is exchanged for that of ours, and nothing else. */
const textOf = (file: string) =>
  readFileSync(join(folder, file), 'utf8').replaceAll(/"[\w.-]+\|local\|/g, '"cloison|local|');
const realFiles = [
  'preview-private-create.json',
  'preview-public-create.json',
  'events-private-up.jsonl',
  'events-public-preview.jsonl',
  'export-private.json',
  'export-public.json',
  'plan-private.json',
  'plan-public.json',
];

function ofFile(file: string): Base[] {
  const isLines = file.endsWith('.jsonl');
  const text = textOf(file).trim();
  const document = (isLines ? text.split('\n').map((line) => JSON.parse(line) as Json) : JSON.parse(text)) as Json;
  return (['home', 'abroad', 'unknown'] as const).map((where) => ({
    name: `${file} ${where}`,
    where,
    document,
    write: isLines ? asLines : asOne,
    estate: lab({ home: 'DE', abroad: 'SG', unknown: undefined }[where]),
    abroad: ['far-away'],
  }));
}

export const real: readonly Base[] = realFiles.flatMap(ofFile);
