import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSite, type Site } from '../spine/site.ts';
import { recordOn } from './record.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
  Object.assign(process.env, site.env);
});
afterAll(() => site?.stop());

/** What differs from one recording to the next: times, prints under a key of the run, counts of requests, the tool. */
function steady(text: string): unknown[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const row = JSON.parse(line) as Record<string, unknown> & {
        value?: { prints?: string[] };
        coverage?: Record<string, unknown>[];
      };
      for (const field of ['at', 'collectedAt', 'tool']) delete row[field];
      if (row.value?.prints !== undefined) row.value.prints = [String(row.value.prints.length)];
      row.coverage = row.coverage?.map(({ calls: _calls, retries: _retries, ...rest }) => rest) ?? [];
      return row;
    });
}

test('the recording that the demonstration replays is what the real engines say today', async () => {
  const committed = readFileSync('stacks/demo/recording/collection.jsonl', 'utf8');
  expect(steady(await recordOn(site))).toEqual(steady(committed));
}, 300_000);
