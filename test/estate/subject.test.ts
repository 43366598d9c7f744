import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText, digestOf, parseJsonStrict, parseSubject, placeOf, subjectOf } from '../../estate/index.ts';

const segment = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text.isWellFormed());
const path = fc.array(
  segment.filter((text) => !text.includes('/')),
  { minLength: 1, maxLength: 4 },
);

describe('a subject', () => {
  it('leads back to its parts, whatever characters they hold', () => {
    fc.assert(
      fc.property(segment, segment, path, (place, bucket, parts) => {
        const subject = subjectOf.prefix(place, bucket, `${parts.join('/')}/`);
        expect(parseSubject(subject)).toEqual({ scheme: 'store', segments: [place, bucket, ...parts], isPrefix: true });
        expect(placeOf(subject)).toBe(place);
        expect(parseSubject(subjectOf.bucket(place, bucket)).segments).toEqual([place, bucket]);
        expect(parseSubject(subjectOf.gap(subject)).segments).toEqual([subject]);
      }),
    );
  });

  it('keeps two things apart whatever their names', () => {
    fc.assert(
      fc.property(segment, segment, segment, segment, (a, b, c, d) => {
        fc.pre(a !== c || b !== d);
        expect(subjectOf.bucket(a, b)).not.toBe(subjectOf.bucket(c, d));
      }),
    );
  });

  it.each([
    'store://a/b/',
    'store://a//b',
    'store://',
    'STORE://a/b',
    'store://a/%62',
    'store://a/%c3%a9',
    'store://a/é',
    'store://a/b c',
    'store://a/%ZZ',
    'ftp://a/b',
    'cluster://a/b/',
    ' store://a/b',
    'store://a/b\n',
  ])('%j has another spelling or none, and is refused unless the builder makes it', (text) => {
    if (text === 'store://a/b/') expect(parseSubject(text).isPrefix).toBe(true);
    else expect(() => parseSubject(text)).toThrow('bad-subject');
  });

  it('has no empty part and no half character', () => {
    expect(() => subjectOf.bucket('a', '')).toThrow('bad-subject');
    expect(() => subjectOf.bucket('a', '\ud800')).toThrow('bad-subject');
    expect(placeOf(subjectOf.named('dataset', 'results'))).toBeUndefined();
  });
});

describe('canonical JSON', () => {
  it('of any JSON value reads back as itself, and is its own canonical form', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        let text: string;
        try {
          text = canonicalText(value);
        } catch (error) {
          expect(String(error)).toMatch(/not-canonical|lone surrogate/i);
          return;
        }
        expect(canonicalText(parseJsonStrict(text))).toBe(text);
        expect(digestOf(JSON.parse(text))).toBe(digestOf(value));
      }),
    );
  });

  it('is byte for byte what the library writes, whatever the keys and characters are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('9', '10', '0', '-1', '1e3', '01', ':', '\ud800'),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        text,
        fc
          .double({ noNaN: true, noDefaultInfinity: true })
          .filter((each) => !Number.isInteger(each) || Number.isSafeInteger(each)),
        fc.constantFrom(null, true, false, 0, -0),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(text, tie('tree'), { maxKeys: 5 }),
      ),
    }));
    const told = (spell: (value: unknown) => unknown, value: unknown) => {
      try {
        return spell(value);
      } catch (error) {
        return String(error);
      }
    };
    fc.assert(
      fc.property(tree, (value) => {
        const ours = told(canonicalText, value);
        if (!String(ours).includes('not-canonical')) expect(ours).toBe(told(canonicalize, value));
      }),
      { numRuns: 1000 },
    );
  });

  const deep = () => {
    let value: unknown = 1;
    for (let depth = 0; depth < 70; depth += 1) value = [value];
    return value;
  };
  it.each<[string, unknown]>([
    ['an unsafe integer', 2 ** 53],
    ['infinity', Infinity],
    ['a function', { a: () => 1 }],
    ['undefined', { a: undefined }],
    ['a Map', new Map()],
    ['bytes', Buffer.from('a')],
    ['a Date', new Date(0)],
    ['__proto__', JSON.parse('{"__proto__":1}')],
    ['a BigInt', 1n],
    ['a hole', Array.from({ length: 2 })],
    ['seventy levels', deep()],
  ])('refuses %s, which two documents could share', (_, value) => {
    expect(() => canonicalText(value)).toThrow('not-canonical');
  });
});
