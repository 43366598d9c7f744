import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const notice = readFileSync(join(root, 'NOTICE'), 'utf8');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

it.each(Object.keys(manifest.dependencies))('the notice credits %s', (name) => {
  expect(notice).toContain(`\n- ${name}: `);
});

it.each([
  'iso3166.tab (public domain)',
  'EUR-Lex',
  'EFTA',
  'European Parliament',
  'Open Government Licence',
  'SEC EDGAR',
  'SchengenWatch (MIT)',
  'sc-crawler (MPL-2.0)',
  'rclone (MIT)',
  'oci-typescript-sdk',
  'botocore (Apache-2.0)',
  'MISP taxonomies (CC0',
  'W3C Software and Document License',
  'CC BY 4.0',
])('the notice credits %s', (credit) => expect(notice).toContain(credit));
