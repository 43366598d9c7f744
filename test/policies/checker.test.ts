import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checker } from '../../policies/engine/shape.ts';
import { Answer } from '../../policies/schema/answer.ts';
import { Question } from '../../policies/schema/question.ts';
import { spoilt, step } from '../estate/spoilt.ts';

const question = {
  version: 'cloison/question/v1',
  stage: 'placement',
  phase: 'plan',
  asOf: '2026-01-01T00:00:00.000Z',
  subject: { id: 'store://a/b', kind: 'bucket', place: 'a' },
  class: { declared: 'D2', detected: 'absent', effective: 'D2', because: ['x'] },
  location: { state: 'value', region: 'eu-west-3', country: 'FR', endpointIndependent: false },
  replication: { state: 'value', elsewhere: true, targets: ['x'] },
};
const answer = {
  version: 'cloison/answer/v1',
  stage: 'placement',
  subject: 'store://a/b',
  class: { declared: 'D2', detected: 'absent', effective: 'D2', because: [] },
  decisions: [{ control: 'a/b', verdict: 'deny', reasons: [{ code: 'x', values: {} }], because: [] }],
};

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
