import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CloisonFault, parseJsonStrict } from '../../estate/index.ts';

function refusal(text: string | Uint8Array): Record<string, string | number> {
  try {
    parseJsonStrict(text);
  } catch (error) {
    if (error instanceof CloisonFault) return { code: error.code, ...error.values };
    throw error;
  }
  return { code: 'accepted' };
}

describe('strict JSON', () => {
  it('reads what JSON.parse reads, for any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const safe = !/"(?:__proto__|constructor|prototype)":/.test(text) && JSON.stringify(value).isWellFormed();
        fc.pre(safe && !/\\ud[89a-f]/i.test(text) && refusal(text).detail !== 'number');
        expect(parseJsonStrict(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ['{"a":1,"a":2}', 'duplicate', 1, 8],
    ['{"a":1,\n "\\u0061":2}', 'duplicate', 2, 2],
    ['{"n":12345678901234567890}', 'number', 1, 6],
    ['[1e999]', 'number', 1, 2],
    ['{"__proto__":{}}', 'key', 1, 2],
    ['{"a":{"constructor":1}}', 'key', 1, 7],
    ['\uFEFF{}', 'bom', 1, 1],
    ['{} {}', 'trailing', 1, 4],
    ['[1,]', 'syntax', 1, 4],
    ['{"a" 1}', 'syntax', 1, 6],
    ["{'a':1}", 'syntax', 1, 2],
    ['[01]', 'syntax', 1, 3],
    ['[NaN]', 'syntax', 1, 2],
    ['"a\nb"', 'syntax', 1, 3],
    ['"\\x41"', 'syntax', 1, 2],
    ['', 'syntax', 1, 1],
    ['["\\ud800"]', 'surrogate', 1, 2],
    ['// a\n1', 'syntax', 1, 1],
  ])('refuses %j as %s with its place', (text, detail, line, column) => {
    expect(refusal(text)).toMatchObject({ code: 'bad-json', detail, line, column });
  });

  it('refuses nesting beyond 64 in an instant, not by running out of stack', () => {
    expect(refusal('['.repeat(200_000))).toMatchObject({ detail: 'depth', offset: 65 });
    expect(parseJsonStrict(`${'['.repeat(64)}${']'.repeat(64)}`)).toBeDefined();
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(refusal(Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({ detail: 'utf8' });
  });

  it('reads a string of ten million characters', () => {
    expect(parseJsonStrict(`"${'a'.repeat(10_000_000)}"`)).toHaveLength(10_000_000);
  });
});
