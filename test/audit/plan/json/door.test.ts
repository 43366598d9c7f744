import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CloisonFault, parseJsonStrict, type Json } from '../../../../estate/index.ts';
import { each, readJson, type JsonTold, type Wanted } from '../../../../audit/plan/json/door.ts';

/** The bytes cut at the given places: the scanner must not care where a chunk ends. */
async function* cut(bytes: Uint8Array, places: readonly number[]): AsyncGenerator<Uint8Array> {
  const sorted = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((one, other) => one - other);
  let from = 0;
  for (const to of [...sorted, bytes.length]) {
    yield bytes.subarray(from, to);
    from = to;
  }
}

async function told(
  input: string | Uint8Array,
  wanted: readonly Wanted[] = [[]],
  places: readonly number[] = [],
): Promise<JsonTold[]> {
  const all: JsonTold[] = [];
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  for await (const one of readJson(cut(bytes, places), { file: 'plan.json', wanted })) all.push(one);
  return all;
}

const problemsOf = (all: readonly JsonTold[]) => all.flatMap((one) => (one.tell === 'problem' ? [one.problem] : []));
const valuesOf = (all: readonly JsonTold[]) =>
  all.flatMap((one) => (one.tell === 'value' ? [[one.path.join('/'), one.value]] : []));

/** What the strict reader says: its value, or detail, line and column. */
function strict(
  input: string | Uint8Array,
): { value: Json } | { detail: string; line: number; column: number; offset: number } {
  try {
    return { value: parseJsonStrict(input, { depth: 128 }) };
  } catch (error) {
    if (!(error instanceof CloisonFault)) throw error;
    return error.values as never;
  }
}

/** The door names a few kinds of syntax error; the strict reader looks at encoding before anything else. */
const sameDetail: Record<string, string> = { truncated: 'syntax', control: 'syntax' };
const places = fc.array(fc.nat(5000), { maxLength: 12 });
const spaces = fc.constantFrom<number | string | undefined>(undefined, 1, '\t');
const document = fc
  .tuple(fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 5 }), spaces)
  .map(([value, space]) => JSON.stringify(value, null, space))
  .filter((text) => 'value' in strict(text));

describe('the JSON door reads what JSON.parse reads', () => {
  test('any document, cut anywhere, with or without spaces', async () => {
    await fc.assert(
      fc.asyncProperty(document, places, async (text, where) => {
        expect(valuesOf(await told(text, [[]], where))).toEqual([['', JSON.parse(text)]]);
      }),
      { numRuns: 1000 },
    );
  });

  test('any part of it, and skips the rest', async () => {
    const good = fc.jsonValue({ maxDepth: 4 }).filter((value) => 'value' in strict(JSON.stringify(value)));
    const plan = fc.dictionary(
      fc.string({ minLength: 1 }).filter((key) => !['__proto__', 'constructor', 'prototype', each].includes(key)),
      good,
      { minKeys: 1, maxKeys: 6 },
    );
    await fc.assert(
      fc.asyncProperty(plan, places, fc.nat(5), async (value, where, which) => {
        const name = Object.keys(value)[which % Object.keys(value).length]!;
        const one = value[name];
        const text = JSON.stringify(value);
        expect(valuesOf(await told(text, [[name]], where))).toEqual([[name, JSON.parse(text)[name]]]);
        const items = typeof one === 'object' && one !== null ? Object.entries(one) : undefined;
        const expected = items?.map(([key, item]) => [`${name}/${key}`, JSON.parse(JSON.stringify(item))]) ?? [
          [name, one],
        ];
        expect(valuesOf(await told(text, [[name, each]], where))).toEqual(JSON.parse(JSON.stringify(expected)));
      }),
      { numRuns: 500 },
    );
  });
});

describe('and refuses what the strict reader refuses', () => {
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('{}[]",:\\0123456789truefalsn.eE- \n')));
  const rare = fc.constantFrom(
    '"\\ud800"',
    '{"a":1,"\\u0061":2}',
    '[1e999]',
    '[9007199254740993]',
    '{"__proto__":1}',
    '["\\udc00\\ud83d\\ude00"]',
    '[-0,0.5e-3,1E+2]',
    '{"é":1,"é":2}',
    '["é😀",01]',
    '{"constructor":[]}',
    '[nul]',
    '["a\\x"]',
    '[1,]',
    '{"a":1,}',
    '\u0001',
  );
  const mutated = fc
    .tuple(
      fc.oneof(document, rare),
      fc.array(fc.tuple(fc.nat(2000), byte, fc.constantFrom('put', 'drop', 'set', 'end')), { maxLength: 2 }),
    )
    .map(([text, changes]) => {
      let bytes = Buffer.from(text);
      for (const [place, value, how] of changes) {
        const at = place % (bytes.length + 1);
        if (how === 'end') bytes = bytes.subarray(0, at);
        else
          bytes = Buffer.concat([
            bytes.subarray(0, at),
            Buffer.from(how === 'drop' ? [] : [value]),
            bytes.subarray(how === 'put' ? at : at + 1),
          ]);
      }
      return bytes;
    });

  test('at the same place, however it is changed or cut', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(mutated, places, async (bytes, where) => {
        const all = await told(bytes, [[]], where);
        const expected = strict(bytes);
        const [problem, ...others] = problemsOf(all);
        expect(others).toEqual([]);
        const detail = String(problem?.values['detail'] ?? 'good');
        seen.set(detail, (seen.get(detail) ?? 0) + 1);
        if ('value' in expected) {
          expect(valuesOf(all)).toEqual([['', expected.value]]);
          return;
        }
        expect(problem).toBeDefined();
        if (expected.detail === 'utf8' || expected.detail === 'bom' || detail === 'utf8') return;
        expect([sameDetail[detail] ?? detail, problem!.line, problem!.column]).toEqual([
          expected.detail,
          expected.line,
          expected.column,
        ]);
      }),
      { numRuns: 4000 },
    );
    for (const detail of [
      'good',
      'syntax',
      'truncated',
      'control',
      'trailing',
      'utf8',
      'duplicate',
      'key',
      'number',
      'surrogate',
    ]) {
      expect(seen.get(detail), detail).toBeGreaterThan(0);
    }
  });

  test('what nobody asked for is not looked away from', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, places, async (bytes, where) => {
        const whole = Buffer.concat([Buffer.from('{"skipped":'), bytes, Buffer.from('}')]);
        expect(problemsOf(await told(whole, [['x']], where)).length).toBe('value' in strict(whole) ? 0 : 1);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('one problem, with its place and pointer, never the text', () => {
  const deep = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
  const wide = `{${Array.from({ length: 100 }, (_, n) => `"k${n}":${n}`).join(',')},"k42":1}`;
  test.each([
    ['truncated', '{"a":{"b":[1,', 1, 14, '/a/b/1'],
    ['truncated', '{"a":\n "jean', 2, 7, '/a'],
    ['trailing', '{"a":1}\n{"b":2}', 2, 1, ''],
    ['duplicate', '{"a":{"b":[0,{"x":1,"x":2}]}}', 1, 21, '/a/b/1/x'],
    ['duplicate', '{"a":1,"\\u0061":2}', 1, 8, '/a'],
    ['duplicate', wide, 1, wide.length - 7, '/k42'],
    ['key', '{"a":{"__proto__":{}}}', 1, 7, '/a/__proto__'],
    ['key', '{"a":{"\\u005f_proto__":{}}}', 1, 7, '/a/__proto__'],
    ['number', '{"a":[1,12345678901234567890]}', 1, 9, '/a/1'],
    ['surrogate', '{"a":"\\ud83d"}', 1, 6, '/a'],
    ['control', '{"a":"\u0000"}', 1, 7, '/a'],
    ['depth', deep(200), 1, 130, '/0'.repeat(128)],
    ['depth', deep(1_000_000), 1, 130, '/0'.repeat(128)],
    ['syntax', "{'a':1}", 1, 2, ''],
    ['syntax', '{"a/b":{"~":x}}', 1, 13, '/a~1b/~0'],
  ])('%s %#', async (detail, text, line, column, path) => {
    for (const where of [[], Array.from({ length: 60 }, (_, at) => at)]) {
      const [problem, ...others] = problemsOf(await told(text, [[]], where));
      expect(problem).toMatchObject({ code: 'plan-json', file: 'plan.json', line, column, values: { detail } });
      expect(problem!.path.startsWith(path.slice(0, 250))).toBe(true);
      expect(JSON.stringify(problem)).not.toContain('jean');
      expect(others).toEqual([]);
    }
  });

  test.each([
    ['duplicate', '{"a":{"b":1},"c":2,"c":3}', 20, '/c'],
    ['duplicate', '{"a":{"b":1},"c":2,"\\u0061":3}', 20, '/a'],
    ['duplicate', '{"c":2,"a":{"b":1,"d":4,"d":5}}', 25, '/a/d'],
    ['duplicate', '{"a":{"b":1,"d":{"e":0,"f":1,"e":2}}}', 30, '/a/d/e'],
    ['duplicate', '{"a":[0,{"b":1,"b":2}]}', 16, '/a/1/b'],
    ['key', '{"a":{"b":1},"c":2,"__proto__":3}', 20, '/__proto__'],
  ])('%s is named where only some of the document is wanted %#', async (detail, text, column, path) => {
    for (const wanted of [['a', 'b'], ['x'], ['a'], ['c']])
      for (const where of [[], Array.from({ length: 60 }, (_, at) => at)]) {
        const [problem, ...others] = problemsOf(await told(text, [wanted], where));
        expect(problem).toMatchObject({ line: 1, column, values: { detail } });
        // Of what is skipped, names that came in earlier chunks are no longer here.
        if (where.length === 0) expect(problem!.path).toBe(path);
        else expect(path.startsWith(problem!.path)).toBe(true);
        expect(others).toEqual([]);
      }
  });

  test('a value larger than the window may grow is refused, not kept', async () => {
    async function* endless() {
      yield Buffer.from('{"a":"');
      for (let n = 0; n < 300; n += 1) yield Buffer.alloc(256 * 1024, 'x');
    }
    const all: JsonTold[] = [];
    for await (const one of readJson(endless(), { file: 'f', wanted: [['a']] })) all.push(one);
    expect(problemsOf(all)).toMatchObject([{ values: { detail: 'size' }, path: '/a' }]);
    // Skipped, it costs nothing: only its end is missed.
    const skipped: JsonTold[] = [];
    for await (const one of readJson(endless(), { file: 'f', wanted: [['b']] })) skipped.push(one);
    expect(problemsOf(skipped)).toMatchObject([{ values: { detail: 'truncated' } }]);
  });
});

describe('what a reader asks for', () => {
  test('an empty container is told, and a scalar in its place', async () => {
    expect(await told('{"r":[]}', [['r', each]])).toEqual([
      { tell: 'open', path: ['r'], kind: 'array', at: { line: 1, column: 6 } },
    ]);
    expect(await told('{"r":{}}', [['r', each]])).toEqual([
      { tell: 'open', path: ['r'], kind: 'object', at: { line: 1, column: 6 } },
    ]);
    expect(valuesOf(await told('{"r":null}', [['r', each]]))).toEqual([['r', null]]);
    expect(valuesOf(await told('"x"', [['r', each]]))).toEqual([['', 'x']]);
  });

  test('keys in any order, deep paths, and the place of each value', async () => {
    const text = '{"z":{"list":[{"é":1},\n {"b":2}]},"other":[{"list":[3]}],"v":"1"}';
    const all = await told(text, [['z', 'list', each], ['v']], [3, 17, 19, 24]);
    expect(all.flatMap((one) => (one.tell === 'value' ? [[one.path, one.value, one.at]] : []))).toEqual([
      [['z', 'list', 0], { é: 1 }, { line: 1, column: 15 }],
      [['z', 'list', 1], { b: 2 }, { line: 2, column: 2 }],
      [['v'], '1', { line: 2, column: 39 }],
    ]);
  });
});
