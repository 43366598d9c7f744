import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalText, speaker, type CollectionTrailer, type Observation } from '../../estate/index.ts';
import { auditWords, collect, gapReasons, readCollection, writeCollection, type Source } from '../../audit/index.ts';
import { contextOf, now, scopeOf } from './support.ts';

const blank = {
  kind: 'bucket',
  fact: 'publicRead',
  state: 'value',
  origin: { source: 's3', call: 'GetBucketAcl' },
  at: now,
};
const bucket = (name: string, fact: object): Observation =>
  ({ subject: `store://oss/${name}`, ...blank, ...fact }) as unknown as Observation;

const good: readonly Observation[] = [
  bucket('one', { value: { value: false } }),
  bucket('one', { fact: 'location', value: { region: 'eu-private' } }),
  bucket('two', {
    fact: 'grants',
    value: { grants: [{ who: 'operator', id: 'op-1', rights: ['read'], via: 'policy' }] },
  }),
  bucket('two', {
    fact: 'encryption',
    state: 'unsupported',
    origin: { source: 's3', call: 'GetBucketEncryption', code: '501 NotImplemented' },
  }),
  bucket('two', { fact: 'tags', value: { keys: ['class', 'owner'] } }),
];

function fixed(observations: readonly Observation[], then?: () => Promise<never>): Source {
  return {
    id: 's3',
    kind: 's3',
    rights: [],
    fields: [],
    facts: [],
    async *observe() {
      yield* observations;
      await then?.();
    },
  };
}
const oss = scopeOf('oss', { s3: 'https://oss.example' });

async function textOf(observations: readonly Observation[] = good): Promise<string> {
  let text = '';
  for await (const line of writeCollection(collect([oss], [fixed(observations)], contextOf()))) text += line;
  return text;
}
const goodText = await textOf();
const withLine = (index: number, change: (line: string) => string): string =>
  goodText
    .split('\n')
    .map((line, at) => (at === index ? change(line) : line))
    .join('\n');
const codes = async (text: string | Uint8Array): Promise<string[]> => {
  const read = await readCollection(text, 'c.jsonl');
  return 'problems' in read ? read.problems.map(({ code, line }) => `${line} ${code}`) : [];
};
/** A good collection with one field of one observation replaced. */
const patched = (index: number, patch: object): string =>
  withLine(index + 1, (line) => canonicalText({ ...(JSON.parse(line) as object), ...patch }));

describe('a collection', () => {
  test('comes back as it was written, canonical, line for line', async () => {
    const read = await readCollection(goodText);
    expect(read).toMatchObject({ collection: { observations: good, trailer: { observations: 5 } } });
    for (const line of goodText.trimEnd().split('\n')) expect(canonicalText(JSON.parse(line))).toBe(line);
    expect(await textOf()).toBe(goodText);
  });

  test('is read the same from bytes, in any chunks, and from what PowerShell makes of it', async () => {
    const bytes = new TextEncoder().encode(goodText);
    async function* drip() {
      for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
    }
    const windows = goodText.replaceAll('\n', '\r\n');
    const utf16 = Buffer.from(`\uFEFF${windows}`, 'utf16le');
    for (const form of [
      bytes,
      drip(),
      `\uFEFF${goodText}`,
      Buffer.from(`\uFEFF${windows}`),
      utf16,
      Buffer.from(utf16).swap16(),
    ]) {
      expect(await readCollection(form)).toMatchObject({ collection: { observations: good } });
    }
  });
});

describe('pepin §9 recast on collections', () => {
  test.each(['config', 'facts', 'clock', 'policies', 'trust', 'waivers'])(
    'F6, F7, row 5: “%s” in any line is refused by name',
    async (key) => {
      for (const [index, line] of goodText.trimEnd().split('\n').entries()) {
        const text = withLine(index, () =>
          canonicalText({ ...(JSON.parse(line) as object), [key]: { threshold: 99 } }),
        );
        const read = await readCollection(text);
        expect(read).toMatchObject({
          problems: expect.arrayContaining([
            expect.objectContaining({ code: 'collection-configures-judge', line: index + 1, values: { key } }),
          ]),
        });
      }
      expect(await codes(patched(0, { value: { value: false, [key]: true } }))).toEqual([
        '2 collection-configures-judge',
      ]);
    },
  );

  test('F8, row 6: a value of the wrong type is a problem with its line and path, never a pass', async () => {
    expect(await codes(patched(0, { value: { value: 123 } }))).toEqual(['2 collection-wrong-type']);
    expect(await codes(patched(0, { value: 'no' }))).toEqual(['2 collection-wrong-type']);
    expect(await codes(patched(0, { value: {} }))).toEqual(['2 collection-missing-field']);
    expect(await codes(patched(0, { value: { value: false, via: 'acl', extra: 1 } }))).toEqual([
      '2 collection-unknown-field',
    ]);
    expect(await codes(patched(2, { value: { grants: [{ who: 'nobody', id: 'x', rights: [], via: 'x' }] } }))).toEqual([
      '4 collection-wrong-type',
    ]);
    expect(await codes(patched(3, { value: { value: 'none' } }))).toEqual(['5 collection-value-state']);
    expect(await codes(withLine(1, (line) => line.replace(/,"value":.*$/, '}')))).toEqual(['2 collection-value-state']);
    expect(await codes(patched(0, { subject: 'store://oss/%41' }))).toEqual(['2 collection-subject']);
    expect(await codes(patched(0, { at: '2024-02-31T00:00:00.000Z' }))).toEqual(['2 collection-wrong-type']);
  });

  test('row 13: an error of JSON has file, line and column, and quotes nothing', async () => {
    const read = await readCollection(
      withLine(2, (line) => line.slice(0, 40)),
      'c.jsonl',
    );
    expect(read).toMatchObject({
      problems: [{ code: 'collection-json', file: 'c.jsonl', line: 3, column: 41, values: { detail: 'syntax' } }],
    });
    expect(await codes(withLine(1, (line) => line.replace('{', '{"kind":"volume",')))).toEqual([
      '2 collection-duplicate-key',
    ]);
    expect(await codes(new Uint8Array([0x7b, 0xff, 0xfe, 0x00]))).toEqual(['1 collection-encoding']);
    expect(await codes(new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0xff]))).toEqual(['1 collection-encoding']);
  });

  test('row 16: malformed is one thing, empty another, torn a third', async () => {
    for (const text of ['null', '"x"', '[]', '[null,1,"a",{}]', '17', 'true'])
      expect(await codes(text)).toEqual(['1 collection-malformed']);
    expect(await codes('{"resources":"oops"}')).toEqual(['1 collection-version']);
    expect(await codes('')).toEqual(['0 collection-empty']);
    expect(await codes(new Uint8Array())).toEqual(['0 collection-empty']);
    expect(await codes(goodText.trimEnd().split('\n').slice(0, -1).join('\n'))).toEqual(['6 collection-torn']);
    expect(await codes(withLine(3, () => 'null'))).toEqual(['4 collection-line-not-object', '7 collection-count']);
  });

  test('counts must match, nothing may follow the end, and one source says one thing once', async () => {
    expect(await codes(goodText.split('\n').toSpliced(2, 1).join('\n'))).toEqual(['6 collection-count']);
    expect(await codes(goodText + goodText.split('\n')[1]!)).toEqual(['8 collection-after-end']);
    expect(await codes(patched(1, { ...good[0], value: { value: true } }))).toEqual(['3 collection-said-twice']);
    expect(await codes(goodText.replace('"place":"oss","reached"', '"place":"other","reached"'))).toEqual([
      '7 collection-coverage',
    ]);
    expect(await codes(goodText.replace('"reached":true', '"reached":false'))).toEqual(['7 collection-coverage']);
    expect(await codes(goodText.replace('"reached":true', '"reached":true,"reason":"denied"'))).toEqual([
      '7 collection-coverage',
    ]);
  });

  test('a subject is what its name says, lies in a place that was looked at, and is counted there', async () => {
    for (const kind of ['node', 'namespace', 'place', 'volume', 'prefix'])
      expect(await codes(patched(0, { kind }))).toEqual(['2 collection-kind']);
    expect(await codes(patched(0, { subject: 'dataset://one' }))).toEqual(['2 collection-kind']);
    expect(await codes(patched(0, { subject: 'store://elsewhere/one' }))).toEqual(['2 collection-place']);
    expect(await codes(patched(0, { origin: { source: 'mine', call: 'x' } }))).toEqual(['2 collection-place']);
    expect(await codes(goodText.replace('"subjects":2', '"subjects":3'))).toEqual(['7 collection-subjects']);
    expect(await codes(patched(0, { subject: 'store://oss/three' }))).toEqual(['7 collection-subjects']);
  });

  test('no mutation in 2,000 loses an observation in silence', async () => {
    const bytes = Buffer.from(goodText);
    const lines = goodText.trimEnd().split('\n');
    const mutation = fc.oneof(
      fc
        .record({ at: fc.nat(bytes.length - 1), byte: fc.nat(255) })
        .map(({ at, byte }) => Buffer.concat([bytes.subarray(0, at), Buffer.from([byte]), bytes.subarray(at + 1)])),
      fc
        .tuple(fc.nat(bytes.length), fc.nat(bytes.length))
        .map(([one, other]) =>
          Buffer.concat([bytes.subarray(0, Math.min(one, other)), bytes.subarray(Math.max(one, other))]),
        ),
      fc
        .tuple(fc.nat(bytes.length), fc.nat(bytes.length - 1), fc.nat(200))
        .map(([into, from, size]) =>
          Buffer.concat([bytes.subarray(0, into), bytes.subarray(from, from + size), bytes.subarray(into)]),
        ),
      fc.shuffledSubarray(lines).map((kept) => Buffer.from(`${kept.join('\n')}\n`)),
      fc.nat(bytes.length).map((cut) => bytes.subarray(0, cut)),
    );
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(mutation, async (mutated) => {
        const read = await readCollection(mutated);
        if ('problems' in read) refused += 1;
        else expect(read.collection.observations).toHaveLength(good.length);
      }),
      { numRuns: 2000, seed: 20240726 },
    );
    expect(refused).toBeGreaterThan(1500);
  });
});

describe('collecting', () => {
  const trailerOf = async (source: Source, more = {}): Promise<CollectionTrailer> => {
    let last: unknown;
    for await (const line of collect([oss], [source], contextOf(more))) last = line;
    return last as CollectionTrailer;
  };

  test('a source that dies loses nothing it saw, and its place is not reached', async () => {
    const dies = fixed(good.slice(0, 2), () => Promise.reject(new Error('secret of jean@example.org')));
    const trailer = await trailerOf(dies);
    expect(trailer).toEqual({
      end: true,
      observations: 2,
      coverage: [
        {
          source: 's3',
          place: 'oss',
          kind: 's3',
          reached: false,
          reason: 'failed',
          subjects: 1,
          calls: 0,
          retries: 0,
          skipped: 0,
        },
      ],
    });
    let text = '';
    for await (const line of writeCollection(collect([oss], [dies], contextOf()))) text += line;
    expect(await readCollection(text)).toMatchObject({ collection: { observations: good.slice(0, 2) } });
    expect(text).not.toContain('jean');
  });

  test('a source that hangs ends by its time, one that is stopped by the stop', async () => {
    const hangs: Source = {
      ...fixed([]),
      async *observe(_scope, { signal }) {
        yield good[0]!;
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      },
    };
    expect((await trailerOf(hangs, { budget: { milliseconds: 30 } })).coverage[0]).toMatchObject({
      reached: false,
      reason: 'timeout',
      subjects: 1,
    });
    expect((await trailerOf(hangs, { signal: AbortSignal.timeout(30) })).coverage[0]).toMatchObject({
      reached: false,
      reason: 'stopped',
    });
  });

  test('every place has a row: one that no source reads and one that is only declared too', async () => {
    const scopes = [scopeOf('pg', { postgresql: 'postgres://x' }), scopeOf('crm', { saas: 'crm' }), oss];
    const lines = [];
    for await (const line of collect(scopes, [fixed(good)], contextOf())) lines.push(line);
    expect(
      (lines.at(-1) as CollectionTrailer).coverage.map(({ place, reached, reason }) => [place, reached, reason]),
    ).toEqual([
      ['pg', false, 'no-source'],
      ['crm', false, 'declared-only'],
      ['oss', true, undefined],
    ]);
  });

  test('the seam: one more source is one more entry of the list', async () => {
    const mine: Source = {
      ...fixed([
        bucket('x', {
          subject: 'database://pg/d/s/t',
          kind: 'table',
          fact: 'exists',
          value: {},
          origin: { source: 'mine', call: 'SELECT' },
        }),
      ]),
      id: 'mine',
      kind: 'postgresql',
      facts: ['exists'],
    };
    let text = '';
    for await (const line of writeCollection(collect([scopeOf('pg', { postgresql: 'x' })], [mine], contextOf())))
      text += line;
    expect(await readCollection(text)).toMatchObject({
      collection: { observations: [{ subject: 'database://pg/d/s/t' }] },
    });
  });
});

describe('the words of this room', () => {
  test('are the same ids and arguments in both languages, and every reason has a sentence', () => {
    const args = (text: string) =>
      [...text.matchAll(/\{(\w+)(?=[,}])/g)].map(([, name]) => name).sort((one, other) => (one! < other! ? -1 : 1));
    expect(Object.keys(auditWords.fr).sort()).toEqual(Object.keys(auditWords.en).sort());
    for (const [id, text] of Object.entries(auditWords.en)) expect(args(auditWords.fr[id]!), id).toEqual(args(text));
    const say = speaker('fr', auditWords);
    for (const reason of gapReasons) expect(say(`coverage.${reason}`)).not.toContain('[');
  });
});
