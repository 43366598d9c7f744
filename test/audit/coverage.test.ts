import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseJsonStrict } from '../../estate/index.ts';
import { readCollection, sources } from '../../audit/index.ts';
import { gapsOf } from '../../policies/coverage.ts';
import heard from '../../policies/heard.json' with { type: 'json' };
import { quiet, quietEstate, run, storeOf, type Facts } from '../cli/support.ts';

const estate = quietEstate();
const judged = async (facts: Facts, more: Readonly<Record<string, Facts>> = {}) =>
  run(['audit', '--estate', estate, '--format', 'json'], {
    sources: [storeOf({ 'staffing-figures': facts, ...more })],
  });
const gapsIn = (out: string) => (parseJsonStrict(out) as unknown as { unseen: { gaps: unknown[] } }).unseen.gaps;
const without = (fact: string): Facts => Object.fromEntries(Object.entries(quiet).filter(([name]) => name !== fact));

describe('a container of which a part is left out', () => {
  test('is a gap of the run, whatever the part', async () => {
    expect((await judged(quiet)).code).toBe(0);
    for (const fact of heard.bucket) {
      // A full pass that no count vouches for is refused before any gap is looked for.
      const partial = fact === 'objects' ? { labels: { ...quiet.labels!, fullPass: false } } : {};
      const { code, out } = await judged({ ...without(fact), ...partial });
      expect([fact, code]).toEqual([fact, 3]);
      const gap = { what: 'store://store-paris/staffing-figures', kind: 'container', reason: 'incomplete' };
      expect([fact, gapsIn(out)]).toEqual([fact, [gap]]);
    }
    expect((await judged(without('objects'))).code).toBe(2);
  }, 60_000);

  test('is one when it alone has no prints among others that have them, and not when nobody looked for copies', async () => {
    expect((await judged(quiet, { other: without('content') })).out).toContain('"incomplete"');
    expect((await judged(without('content'))).code).toBe(0);
  });

  test('is named with its reason in both languages', async () => {
    const words = ['audit', '--estate', estate];
    const half = [storeOf({ 'staffing-figures': without('publicRead') })];
    expect((await run(words, { sources: half })).out).toContain('(something was left out of what is told of it)');
    expect((await run([...words, '--lang', 'fr'], { sources: half })).out).toContain('(une partie de ce qui doit en');
  });
});

describe('what every kind of container is heard on', () => {
  test('is told by a source of ours', () => {
    const told = new Set(sources.flatMap(({ facts }) => facts));
    expect(
      Object.values(heard)
        .flat()
        .filter((fact) => !told.has(fact as never)),
    ).toEqual([]);
  });

  test('was told of each container of the recorded engines', async () => {
    const read = await readCollection(readFileSync('stacks/demo/recording/collection.jsonl'));
    const observations = 'collection' in read ? read.collection.observations : [];
    const told = Map.groupBy(observations, ({ subject }) => subject);
    const short = [...told.values()].filter((lines) => {
      const facts: ReadonlySet<string> = new Set(lines.map(({ fact }) => fact));
      const wanted = (heard as Readonly<Partial<Record<string, readonly string[]>>>)[lines[0]!.kind] ?? [];
      return !facts.has('exists') ? wanted.length > 0 : wanted.some((fact) => !facts.has(fact));
    });
    expect(told.size).toBeGreaterThan(50);
    expect(short.map(([line]) => line!.subject)).toEqual([]);
  });
});

describe('a place with several rows', () => {
  const places = { zones: { private: { places: { one: { s3: 'x' } } } }, datasets: {} };
  const view = { estate: places, containers: [], seen: () => undefined } as never;
  const row = { source: 's3', place: 'one', kind: 's3', reached: true, subjects: 0, calls: 0, retries: 0, skipped: 0 };
  const short = { ...row, source: 'zz', reached: false, reason: 'denied' };
  const gapsWith = (...coverage: object[]) => gapsOf(view, { observations: [], trailer: { coverage } } as never).gaps;

  test('is not reached when one of them was not, whichever comes first', () => {
    const gap = [{ what: 'one', kind: 'place', reason: 'denied' }];
    expect(gapsWith(row)).toEqual([]);
    expect(gapsWith(short, row)).toEqual(gap);
    expect(gapsWith(row, short)).toEqual(gap);
    expect(gapsWith(row, { ...row, reached: false })).toEqual([{ ...gap[0], reason: 'unreachable' }]);
  });
});
