import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classOf } from '../../classifiers/index.ts';
import { files } from '../../stacks/sample/generate-files.ts';
import { found, look } from './look.ts';

const folder = new URL('../../stacks/sample/files/', import.meta.url);

describe('the sample files', () => {
  test('are what their generator writes', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(files).sort());
    for (const [name, text] of Object.entries(files)) {
      expect(readFileSync(new URL(name, folder), 'utf8')).toBe(text);
      expect(text.length).toBeLessThan(60_000);
    }
  });

  test.each([
    [
      'accreditation.csv',
      'D3',
      ['generic/birthDate', 'generic/passport', 'generic/personName', 'generic/nationality', 'generic/picture'],
    ],
    ['medical-encounters.csv', 'D4', ['generic/phone', 'special/health']],
    ['anti-doping.json', 'D4', ['generic/personName', 'special/drugTest', 'special/health']],
    ['volunteers.csv', 'D2', ['generic/email', 'generic/phone', 'generic/personName']],
    ['staffing-figures.csv', 'D1', []],
    ['results.csv', 'D2', ['generic/personName']],
    ['start-list.json', 'D2', ['generic/personName']],
    ['ticket-sales.csv', 'D1', []],
    ['suppliers.csv', 'D1', []],
  ])('%s is of class %s', async (name, level, recognizers) => {
    const seen = await look(readFileSync(new URL(name, folder)), name.slice(name.lastIndexOf('.') + 1));
    expect(found(seen).sort()).toEqual([...recognizers].sort());
    expect(seen.fullPass).toBe(true);
    expect(classOf(seen.labels, seen.fullPass)).toBe(level);
  });
});
