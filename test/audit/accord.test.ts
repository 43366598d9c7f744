import { describe, expect, test } from 'vitest';
import { canonicalText, placeOf, type Observation } from '../../estate/index.ts';
import { readCollection, type Classify } from '../../audit/index.ts';
import { allLines, now, scopeOf } from './support.ts';
import { observe, place as store, withCredentials, xml } from './store/fake.ts';

withCredentials();

const origin = { source: 's3', call: 'Test' };
const about = (fact: string, value: object | undefined, more: object = {}): object => ({
  subject: 'store://oss/b',
  kind: 'bucket',
  fact,
  state: value === undefined ? 'absent' : 'value',
  ...(value === undefined ? {} : { value }),
  origin,
  at: now,
  ...more,
});
const row = { source: 's3', place: 'oss', kind: 's3' };
const second = { source: 'other', place: 'oss', kind: 's3' };

/** A collection of these observations whose every account agrees with itself. */
function textOf(lines: readonly object[], sources: readonly (typeof row)[] = [row], header: object = {}): string {
  const counted = { reached: true, calls: 0, retries: 0, skipped: 0 };
  const seen = (lines as Observation[]).map(
    (line) => [line.subject, line.origin.source, placeOf(line.subject)] as const,
  );
  const of = ({ source, place }: typeof row) =>
    new Set(seen.filter(([, by, at]) => by === source && at === place).map(([subject]) => subject));
  const coverage = sources.map((each) => ({ ...each, ...counted, subjects: of(each).size }));
  const first = { version: 'cloison/collection/v1', tool: 't', estate: 'none', collectedAt: now, sources, ...header };
  return [first, ...lines, { end: true, observations: lines.length, coverage }]
    .map((line) => canonicalText(line))
    .join('\n');
}
async function codes(...given: Parameters<typeof textOf>): Promise<string[]> {
  const read = await readCollection(textOf(...given));
  return 'problems' in read ? read.problems.map(({ code, line, path }) => `${line} ${code} ${path}`) : [];
}
const exists = about('exists', {});
const closed = about('publicRead', { value: false });

describe('a second answer', () => {
  test('two sources for one place are refused, whatever each of them saw', async () => {
    expect(await codes([exists], [row, second])).toEqual(['1 collection-place-twice /sources/1/place']);
    expect(await codes([exists], [second, row])).toEqual(['1 collection-place-twice /sources/1/place']);
    expect(await codes([exists], [row, row])).toContain('1 collection-place-twice /sources/1/place');
    expect(await codes([exists], [row, { ...row, place: 'other' }])).toEqual([]);
  });

  test('a fact is told once of a subject, by whomever and with whatever value', async () => {
    const open = about('publicRead', { value: true });
    expect(await codes([exists, open, closed])).toEqual(['4 collection-said-twice /fact']);
    expect(await codes([exists, closed, closed])).toEqual(['4 collection-said-twice /fact']);
    const denied = { ...about('publicRead', undefined), state: 'denied' };
    expect(await codes([exists, denied, closed])).toEqual(['4 collection-said-twice /fact']);
  });
});

describe('what is not there', () => {
  const gone = about('exists', undefined);
  test('has nothing else told of it, in either order', async () => {
    expect(await codes([gone, closed])).toEqual(['3 collection-absent /fact']);
    expect(await codes([closed, gone])).toEqual(['3 collection-absent /fact']);
    expect(await codes([gone, about('exists', {})])).toEqual(['3 collection-said-twice /fact']);
    expect(await codes([gone, about('exists', {}, { subject: 'store://oss/c' })])).toEqual([]);
  });

  test('is all that our store source tells of a declared prefix with nothing under it', async () => {
    const { lines } = await observe(() => undefined, { containers: ['store://oss/b/gone/'] });
    const told = (lines as Observation[]).filter(({ subject }) => subject === 'store://oss/b/gone/');
    expect(told.map(({ fact, state }) => [fact, state])).toEqual([['exists', 'absent']]);
    expect(await readCollection(lines.map((line) => canonicalText(line)).join('\n'))).toHaveProperty('collection');
  });
});

describe('a full pass', () => {
  const whole = { count: 3, bytes: 90, sampled: 3, complete: true };
  const labels = (values: number, fullPass = true) => about('labels', { labels: [], columns: 0, values, fullPass });
  test.each<[string, object | undefined, number]>([
    ['nobody counted the objects', undefined, 9],
    ['the count is not complete', { ...whole, complete: false }, 9],
    ['of a million objects none was read', { count: 1e6, bytes: 1e12, sampled: 0, complete: false }, 0],
    ['one object was not read', { ...whole, sampled: 2 }, 9],
    ['more was read than counted', { ...whole, sampled: 4 }, 9],
    ['there are bytes, and no value in them', whole, 0],
  ])('is not believed where %s', async (_, objects, values) => {
    const counted = objects === undefined ? [] : [about('objects', objects)];
    expect(await codes([exists, labels(values), ...counted])).toEqual(['3 collection-full-pass /value/fullPass']);
    expect(await codes([exists, ...counted, labels(values)])).toHaveLength(1);
    expect(await codes([exists, ...counted, labels(values, false)])).toEqual([]);
  });

  test('is believed of what was read whole, and of what is empty', async () => {
    const empty = { count: 0, bytes: 0, sampled: 0, complete: true };
    expect(await codes([exists, labels(9), about('objects', whole)])).toEqual([]);
    expect(await codes([exists, labels(0), about('objects', empty)])).toEqual([]);
    expect(await codes([exists, labels(0), about('objects', { ...empty, count: 2, sampled: 2 })])).toEqual([]);
  });

  test('the count of another subject, or one that was refused, vouches for nothing', async () => {
    const refused = { ...about('objects', undefined), state: 'denied' };
    const other = { ...(about('objects', whole) as Observation), subject: 'store://oss/c' };
    expect(await codes([exists, labels(9), refused])).toEqual(['3 collection-full-pass /value/fullPass']);
    expect(await codes([exists, labels(9), other])).toEqual(['3 collection-full-pass /value/fullPass']);
  });

  test('is never claimed by our sources of bytes in which no value was made out', async () => {
    const one = xml('ListBucketResult', '<Contents><Key>a.bin</Key><Size>3</Size></Contents>');
    const blind: Classify = async (bytes) => {
      for await (const _ of bytes);
      return { labels: [], columns: 0, values: 0, fullPass: true };
    };
    const { said, lines } = await observe(
      (path, query) =>
        query.has('list-type') ? one : path === '/b/a.bin' && !query.has('acl') ? { body: 'abc' } : undefined,
      { place: store, context: { classify: blind } },
    );
    expect(said('labels')?.value).toMatchObject({ values: 0, fullPass: false });
    expect(await readCollection(lines.map((line) => canonicalText(line)).join('\n'))).toHaveProperty('collection');
    const none = await observe(() => undefined, { context: { classify: blind } });
    expect(none.said('labels')?.value).toMatchObject({ values: 0, fullPass: true });
  });
});

describe('the time of a run', () => {
  test('starts at an instant that exists', async () => {
    for (const collectedAt of ['2026-99-99T99:99:99.999Z', '2024-02-31T00:00:00.000Z'])
      expect(await codes([exists], [row], { collectedAt })).toEqual(['1 collection-wrong-type /collectedAt']);
  });

  test.each([
    ['2024-07-25T00:00:00.000Z', true],
    ['2024-07-24T23:59:59.999Z', false],
    ['2024-07-27T00:00:00.000Z', true],
    ['2024-07-27T00:00:00.001Z', false],
    ['1999-01-01T00:00:00.000Z', false],
    ['2099-01-01T00:00:00.000Z', false],
  ])('spans a day before and after: seen at %s, believed: %s', async (at, believed) => {
    expect(await codes([about('exists', {}, { at })])).toEqual(believed ? [] : ['2 collection-time /at']);
  });

  test('is that of every line our sources write', async () => {
    const lines = await allLines([scopeOf('desk', { files: import.meta.dirname })]);
    expect(new Set(lines.slice(1, -1).map((line) => (line as Observation).at))).toEqual(new Set([now]));
  });
});
