/** Estates are looked at before their schema is compiled: both ways must mean the same, or a flaw would pass unseen. */
import { Ajv } from 'ajv';
import * as formats from 'ajv-formats';
import fc from 'fast-check';
import { Check } from 'typebox/schema';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { EstateDocument } from '../../estate/schema/estate.ts';
import { Day } from '../../estate/schema/terms.ts';
import { shapeFlaws } from '../../estate/read/shape.ts';
import { designText } from './sample.ts';
import { spoilt, step } from './spoilt.ts';

const ajv = new Ajv({ allErrors: true, verbose: true, strict: true });
formats.default.default(ajv, ['date']);
const compiled = ajv.compile(EstateDocument);
const good: unknown = parse(designText);

describe('an estate at sight', () => {
  it('stands as its compiled schema says, whatever is put out of shape', () => {
    expect([Check(EstateDocument, good), compiled(good)]).toEqual([true, true]);
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }), step, (way, spoil) => {
        const document = spoilt(good, way, spoil);
        seen.add(compiled(document));
        expect(Check(EstateDocument, document)).toBe(compiled(document));
      }),
      { numRuns: 1500 },
    );
    expect(seen).toEqual(new Set([true, false]));
  });

  it('knows the same days', () => {
    const day = ajv.compile(Day);
    const part = (most: number) => fc.integer({ min: 0, max: most }).map((each) => String(each).padStart(2, '0'));
    const days = fc.tuple(fc.integer({ min: 1800, max: 2200 }), part(13), part(32)).map((parts) => parts.join('-'));
    fc.assert(
      fc.property(fc.oneof(days, fc.string()), (text) => {
        expect([text, Check(Day, text)]).toEqual([text, day(text)]);
      }),
      { numRuns: 2000 },
    );
    expect([Check(Day, '2024-02-29'), Check(Day, '2023-02-29'), Check(Day, '1900-02-29')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('has its flaws named the first time and the hundredth', () => {
    const bad = { ...(good as object), xyzxyz: 1 };
    const first = shapeFlaws(EstateDocument, bad);
    expect(first.map(({ code }) => code)).toEqual(['unknown-key']);
    for (let at = 0; at < 100; at += 1) expect(shapeFlaws(EstateDocument, bad)).toEqual(first);
    expect(shapeFlaws(EstateDocument, good)).toEqual([]);
  });
});
