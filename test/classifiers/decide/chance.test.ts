import { expect, test } from 'vitest';
import { chance } from '../../../classifiers/decide/chance.ts';

test('is exact when all are valid', () => {
  expect(chance(3, 3, 0.1)).toBeCloseTo(0.001, 12);
});

test('says nothing when no more are valid than chance gives', () => {
  expect(chance(0, 10, 0.1)).toBe(1);
  expect(chance(0, 0, 0.1)).toBe(1);
  expect(chance(1, 10, 0.1)).toBe(1);
});

test('is never below the exact binomial tail', () => {
  const tail = (valid: number, checked: number, prior: number): number => {
    let sum = 0;
    let term = (1 - prior) ** checked;
    for (let k = 0; k <= checked; k += 1) {
      if (k >= valid) sum += term;
      term *= ((checked - k) / (k + 1)) * (prior / (1 - prior));
    }
    return sum;
  };
  for (const prior of [0.001, 0.01, 0.1, 0.5])
    for (const checked of [1, 5, 40])
      for (let valid = 0; valid <= checked; valid += 1)
        expect(chance(valid, checked, prior)).toBeGreaterThanOrEqual(tail(valid, checked, prior) * (1 - 1e-9));
});

test('a writing that nothing passes by chance is certain', () => {
  expect(chance(1, 1000, 0)).toBe(0);
});
