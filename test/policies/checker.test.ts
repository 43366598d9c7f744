import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checker } from '../../policies/engine/shape.ts';
import { Answer } from '../../policies/schema/answer.ts';
import { Question } from '../../policies/schema/question.ts';
import { spoilt, step } from '../estate/spoilt.ts';
import { answer, question } from './soundDocuments.ts';

describe('a validator means the same before it is compiled and after', () => {
  it.each([
    ['question', Question, question],
    ['answer', Answer, answer],
  ] as const)('of a %s', (_name, schema, good) => {
    const [looks, compiled] = [checker(schema, Infinity), checker(schema, 0)];
    expect([looks(good), compiled(good)]).toEqual([true, true]);
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }), step, (way, spoil) => {
        const document = spoilt(good, way, spoil);
        seen.add(compiled(document));
        expect(looks(document)).toBe(compiled(document));
      }),
      { numRuns: 3000 },
    );
    expect(seen).toEqual(new Set([true, false]));
  });
});
