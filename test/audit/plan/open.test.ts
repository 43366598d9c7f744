import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openPlan, openPlans } from '../../../audit/plan/open.ts';
import type { PlanReader } from '../../../audit/plan/reader.ts';
import { planReaders } from '../../../audit/plan/readers.ts';
import type { Told } from '../../../audit/plan/told.ts';
import { auditWords } from '../../../audit/index.ts';
import { estateWords, speaker, tellProblem } from '../../../estate/index.ts';
import { fixture, problemsOf, resourcesOf, shortsOf } from './readAll.ts';

const never = new AbortController().signal;
async function* pieces(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function opened(input: string | Uint8Array, size?: number, readers = planReaders): Promise<Told[]> {
  const all: Told[] = [];
  const bytes = pieces(typeof input === 'string' ? Buffer.from(input) : input, size);
  for await (const told of openPlan({ name: 'input', bytes }, { signal: never, readers })) all.push(told);
  return all;
}
const endOf = (told: readonly Told[]) => told.find((one) => one.tell === 'end');
const withoutEnd = (told: readonly Told[]) => told.filter(({ tell }) => tell !== 'end');

const plan = fixture('terraform/constructed-aws.json').replace('"ami-1"', '"ami-é-😀"');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const mark = Buffer.from('\uFEFF');

describe('an input is opened by what its bytes say', () => {
  test.each([
    ['UTF-8', Buffer.from(plan)],
    ['UTF-8 with a mark', Buffer.concat([mark, Buffer.from(plan)])],
    ['UTF-16 little end first, with a mark', utf16(`\uFEFF${plan}`)],
    ['UTF-16 little end first, without', utf16(plan)],
    ['UTF-16 big end first, with a mark', utf16(`\uFEFF${plan}`).swap16()],
    ['UTF-16 big end first, without', utf16(plan).swap16()],
  ])('%s says the same, however it is cut', async (_name, bytes) => {
    const expected = withoutEnd(await opened(plan));
    expect(resourcesOf(expected).length).toBeGreaterThan(10);
    for (const size of [1, 7, 4096, 1_000_000]) {
      const told = await opened(bytes, size);
      expect(withoutEnd(told)).toEqual(expected);
      const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
      expect(endOf(told)).toEqual({
        tell: 'end',
        input: 'input',
        digest,
        bytes: bytes.length,
        resources: resourcesOf(told).length,
      });
    }
  });

  test('an input longer than the head, in every encoding', async () => {
    const resource = JSON.parse(plan).resource_changes[0];
    const long = JSON.stringify({
      format_version: '1.2',
      resource_changes: Array.from({ length: 500 }, (_, n) => ({ ...resource, address: `aws_s3_bucket.é${n}` })),
    });
    for (const bytes of [Buffer.from(long), utf16(long), utf16(`\uFEFF${long}`).swap16()]) {
      for (const size of [8191, 65_537, 10_000_000]) {
        const told = await opened(bytes, size);
        expect(problemsOf(told)).toEqual([]);
        expect(endOf(told)).toMatchObject({ resources: 500, bytes: bytes.length });
      }
    }
  });

  test.each([
    ['nothing', '', 'plan-empty'],
    ['nothing but a mark', mark, 'plan-empty'],
    ['nothing but spaces', ' \n\t', 'plan-empty'],
    ['null', 'null', 'plan-unknown scalar'],
    ['a text', '"x"', 'plan-unknown scalar'],
    ['a number', '42\n', 'plan-unknown scalar'],
    ['a list', '[]', 'plan-unknown array'],
    ['an empty object', '{}', 'plan-unknown object'],
    ['another object', '{"name":"cloison","version":"1.0.0"}', 'plan-unknown object'],
    ['a state file of Terraform', '{"version":4,"terraform_version":"1.11.4","resources":[]}', 'plan-unknown object'],
    [
      'two kinds at once',
      '{"resource_changes":[],"format_version":"1.2","apiVersion":"v1","kind":"List","items":[]}',
      'plan-unknown several',
    ],
    ['a binary plan', Buffer.from('PK\u0003\u0004\u0014'), 'plan-binary zip'],
    ['a compressed plan', Buffer.from([0x1f, 0x8b, 8, 0]), 'plan-binary gzip'],
    ['zeros', Buffer.from('{"a":"b"}\0\0\0\0'), 'plan-binary binary'],
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xd8, 0xfe]), 'plan-binary binary'],
    [
      'half a character of UTF-16',
      Buffer.concat([utf16('\uFEFF{"resource_changes":[]'), Buffer.from([0x3d, 0xd8])]),
      'plan-encoding',
    ],
    ['a cut object', '{"a":', 'plan-json truncated'],
    ['single quotes', "{'a':1}", 'plan-json syntax'],
    ['a key twice', '{"a":1,"a":2}', 'plan-json duplicate'],
    ['a cut plan', plan.slice(0, 4000), 'plan-json truncated'],
    ['a plan and more', `${plan}{}`, 'plan-json trailing'],
  ])('%s is one problem', async (_name, input, expected) => {
    const problems = problemsOf(await opened(input));
    const [problem] = problems;
    expect(problems).toHaveLength(1);
    const { detail, shape, kind } = problem!.values;
    expect([problem!.code, detail ?? shape ?? kind].filter((part) => part !== undefined).join(' ')).toBe(expected);
    for (const language of ['en', 'fr'] as const) {
      const { sentence, next } = tellProblem(speaker(language, auditWords, estateWords), problem!);
      expect(`${sentence}${next}`).not.toContain('[problem');
    }
  });
});

describe('the seam', () => {
  const mine: PlanReader = {
    kind: 'terraform-plan',
    claims: ({ keys }) => keys.has('mine'),
    async *read({ name, bytes }) {
      yield { tell: 'input', input: name, kind: 'terraform-plan' };
      // Reads the first piece only: the digest is of all of it all the same.
      for await (const chunk of bytes) {
        yield { tell: 'setting', input: name, key: 'size', value: chunk.length };
        return;
      }
    },
  };

  test('one more reader is one more entry of the list', async () => {
    const text = `{"mine":"${'x'.repeat(200_000)}"}`;
    const told = await opened(text, 65_536, [...planReaders, mine]);
    expect(told.map(({ tell }) => tell)).toEqual(['input', 'setting', 'end']);
    expect(endOf(told)).toMatchObject({
      bytes: text.length,
      digest: `sha256:${createHash('sha256').update(text).digest('hex')}`,
    });
    expect(problemsOf(await opened(text))).toMatchObject([{ code: 'plan-unknown' }]);
  });

  test('no two readers claim one head', async () => {
    for (const name of [
      'real-create',
      'real-errored',
      'constructed-aws',
      'constructed-opentofu',
      'constructed-values-only',
    ]) {
      expect(problemsOf(await opened(fixture(`terraform/${name}.json`))), name).toEqual([]);
    }
  });

  test('what is interrupted keeps what was told, and says so', async () => {
    const stop = new AbortController();
    const told: Told[] = [];
    let isClosed = false;
    async function* endless() {
      try {
        yield Buffer.from('{"format_version":"1.2","resource_changes":[');
        for (let n = 0; ; n += 1) {
          yield Buffer.from(`${JSON.stringify({ ...JSON.parse(plan).resource_changes[0], address: `a.b${n}` })},`);
          if (n === 5000) stop.abort();
        }
      } finally {
        isClosed = true;
      }
    }
    for await (const one of openPlan({ name: '-', bytes: endless() }, { signal: stop.signal })) told.push(one);
    expect(shortsOf(told).map(({ code }) => code)).toEqual(['interrupted']);
    expect(resourcesOf(told).length).toBeGreaterThan(50);
    expect(told.at(-1)).toMatchObject({ tell: 'end' });
    expect(isClosed).toBe(true);
  });

  test('several inputs are one run; those that were not begun are said', async () => {
    const stop = new AbortController();
    const inputs = ['one', 'two', 'three'].map((name) => ({ name, bytes: pieces(Buffer.from(plan)) }));
    const told: Told[] = [];
    for await (const one of openPlans(inputs, { signal: stop.signal })) {
      told.push(one);
      if (one.tell === 'end' && one.input === 'two') stop.abort();
    }
    expect(told.flatMap((one) => (one.tell === 'end' ? [one.input] : []))).toEqual(['one', 'two']);
    expect(shortsOf(told)).toEqual([{ input: 'three', code: 'interrupted', values: {} }]);
  });

  test('what the source of the bytes throws is thrown on', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{');
      throw new Error('the disk is gone');
    }
    const reading = openPlan({ name: 'x', bytes: broken() }, { signal: never });
    await expect(Array.fromAsync(reading)).rejects.toThrow('the disk is gone');
  });
});
