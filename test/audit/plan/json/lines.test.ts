import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJsonStrict } from '../../../../estate/index.ts';
import { readJsonLines } from '../../../../audit/plan/json/lines.ts';

async function told(text: string, size = 65_536) {
  const bytes = Buffer.from(text);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const all: unknown[] = [];
  for await (const one of readJsonLines(pieces(), { file: 'events' })) {
    if (one.tell === 'value') all.push([one.path[0], one.value]);
    else if (one.tell === 'problem')
      all.push(`${one.problem.values['detail']} ${one.problem.line}:${one.problem.column}`);
    else all.push(one.tell);
  }
  return all;
}

const isGood = (value: unknown): boolean => {
  try {
    parseJsonStrict(JSON.stringify(value), { depth: 128 });
    return true;
  } catch {
    return false;
  }
};

describe('lines of JSON', () => {
  test.each([
    [
      'blank lines count and are passed over',
      '{"a":1}\n\n  \r\n{"b":2}\r\n',
      [
        [0, { a: 1 }],
        [3, { b: 2 }],
      ],
    ],
    [
      'no newline at the end',
      '{"a":1}\n{"b":2}',
      [
        [0, { a: 1 }],
        [1, { b: 2 }],
      ],
    ],
    ['a torn last line', '{"a":1}\n{"b":', [[0, { a: 1 }], 'torn']],
    ['a torn last line with a newline after it', '{"a":1}\n{"b":\n', [[0, { a: 1 }], 'torn']],
    ['a torn line with more after it', '{"a":\n{"b":2}\n', ['truncated 1:6', [1, { b: 2 }]]],
    ['torn twice', '{"a":\n{"b":', ['truncated 1:6', 'torn']],
    ['a wrong line', '{"a":1,"a":2}\n{"b":2}\n', ['duplicate 1:8', [1, { b: 2 }]]],
    ['two values on a line', '{"a":1} {"b":2}\n{"c":3}', [[0, { a: 1 }], 'trailing 1:9', [1, { c: 3 }]]],
    ['a wrong last line is not a torn one', '{"a":1}\n{"b"}', [[0, { a: 1 }], 'syntax 2:5']],
    ['nothing', '', []],
  ])('%s', async (_name, text, expected) => {
    for (const size of [1, 2, 3, 65_536]) expect(await told(text, size)).toEqual(expected);
  });

  test('any values, cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue().filter(isGood)),
        fc.integer({ min: 1, max: 40 }),
        async (values, size) => {
          const text = values.map((value) => JSON.stringify(value)).join('\n');
          expect(await told(text, size)).toEqual(values.map((value, at) => [at, JSON.parse(JSON.stringify(value))]));
        },
      ),
    );
  });
});
