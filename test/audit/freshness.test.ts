import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isStale } from '../../cli/compose/freshness.ts';
import { folder, quietEstate, quietStore, run, today } from '../cli/support.ts';

const estate = quietEstate();

describe('the age of a collection', () => {
  const audited = async (collectedAt: string, ...words: string[]) => {
    const file = join(folder(), 'c.jsonl');
    await run(['collect', '--estate', estate, '--out', file], { sources: [quietStore], now: collectedAt });
    return run(['audit', '--estate', estate, '--collection', file, ...words], { now: today });
  };

  test('is a year at most when nothing is asked for', async () => {
    expect((await audited('2025-05-31T10:00:00.000Z')).code).toBe(0);
    expect((await audited('2025-05-31T09:59:59.999Z')).code).toBe(3);
    expect((await audited('2016-01-01T00:00:00.000Z')).code).toBe(3);
    expect((await audited('2025-05-31T09:59:59.999Z', '--max-age', '400')).code).toBe(0);
  });

  test('is no question for a replay, which says what it is, but stays one that is asked', async () => {
    const replay = await audited('2016-01-01T00:00:00.000Z', '--as-of', '2026-05-31');
    expect([replay.code, replay.out]).toEqual([0, expect.stringMatching(/^REPLAY/)]);
    expect((await audited('2016-01-01T00:00:00.000Z', '--as-of', '2026-05-31', '--max-age', '30')).code).toBe(3);
    expect((await audited('2016-01-01T00:00:00.000Z', '--as-of', '2026-06-01')).code).toBe(3);
  });

  test('that is no date is too old, not new', () => {
    const of = (collectedAt: string) => ({ header: { collectedAt } }) as never;
    expect(isStale(of('2026-99-99T99:99:99.999Z'), { now: today, replay: true }, undefined)).toBe(true);
    expect(isStale(of('2026-99-99T99:99:99.999Z'), { now: today, replay: false }, 86_400_000)).toBe(true);
    expect(isStale(of(today), { now: today, replay: false }, 86_400_000)).toBe(false);
  });
});
