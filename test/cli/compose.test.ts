import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCollection } from '../../audit/index.ts';
import { maskOf } from '../../cli/compose/collecting.ts';
import { troubleByFault } from '../../cli/faults.ts';
import { troubleOf } from '../../cli/outcome.ts';
import { faultCodes } from '../../estate/index.ts';
import { folder, quietEstate, quietStore, run, today } from './support.ts';

const sources = [quietStore];

describe('names', () => {
  it('that are personal data get one mask each for a whole run; others are kept', () => {
    const mask = maskOf();
    expect(mask('fan-photos')).toBe('fan-photos');
    expect(mask('claire.martin@exemple.fr')).toBe('‹email›#1');
    expect(mask('paul.durand@exemple.fr')).toBe('‹email›#2');
    expect(mask('claire.martin@exemple.fr')).toBe('‹email›#1');
  });
});

describe('every fault', () => {
  it('has the exit code of its kind', () => {
    const codes = Object.fromEntries(faultCodes.map((code) => [code, troubleOf({ [troubleByFault[code]]: 1 }).code]));
    const of = (exit: number) => faultCodes.filter((code) => codes[code] === exit).sort();
    expect(of(4)).toEqual(['bundle-digest', 'module-digest', 'revision-departs', 'signature-invalid']);
    expect(of(3)).toEqual(['bundle-deadline', 'source-refused', 'source-unreachable']);
    expect(of(70)).toEqual(['internal', 'module-refusal', 'not-canonical', 'personal-data-in-output']);
    expect(of(0)).toEqual([]);
    expect(of(2)).toContain('key-permissions');
  });
});

describe('the age of a collection', () => {
  const judged = async (now: string, ...words: string[]) => {
    const estate = quietEstate();
    const file = join(folder(), 'c.jsonl');
    await run(['collect', '--estate', estate, '--out', file], { sources });
    return run(['audit', '--estate', estate, '--collection', file, ...words], { now });
  };

  it('is judged only where it is asked for', async () => {
    expect((await judged('2026-08-01T10:00:00.000Z')).code).toBe(0);
    expect((await judged('2026-08-01T10:00:00.000Z', '--max-age', '30')).code).toBe(3);
    expect((await judged('2026-06-20T10:00:00.000Z', '--max-age', '30')).code).toBe(0);
  });

  it('is never a day that has not come', async () => {
    expect((await judged('2026-05-31T10:00:00.000Z')).code).toBe(3);
    expect((await judged('2026-06-01T09:58:00.000Z')).code).toBe(0);
  });

  it('is a whole number of days', async () => {
    expect((await judged(today, '--max-age', '1.5')).code).toBe(2);
  });
});

describe('an interrupted collection', () => {
  it('is whole as a file, says that it stopped, and is never clean', async () => {
    const interrupted = new AbortController();
    interrupted.abort();
    const file = join(folder(), 'c.jsonl');
    const estate = quietEstate();
    const { code } = await run(['collect', '--estate', estate, '--out', file], { sources, signal: interrupted.signal });
    expect(code).toBe(3);
    const read = await readCollection(readFileSync(file));
    expect('collection' in read && read.collection.trailer.coverage[0]).toMatchObject({
      reached: false,
      reason: 'stopped',
    });
    expect((await run(['audit', '--estate', estate, '--collection', file])).code).toBe(3);
  });
});

describe('progress', () => {
  it('is shown on the error stream of a terminal, is erased at the end, and is nowhere else', async () => {
    const words = ['collect', '--estate', quietEstate(), '--out', join(folder(), 'c.jsonl')];
    const watched = await run(words, { sources, width: 80 });
    expect(watched.err).toContain('store-paris: ');
    expect(watched.err.endsWith('\r\u001B[2K')).toBe(true);
    expect((await run(words, { sources })).err).toBe('');
  });
});
