import { describe, expect, test } from 'vitest';
import { recognizers, type ValueRecognizer } from '../../../classifiers/index.ts';
import { digits, draws } from '../look.ts';

const random = draws(20_260_101);
const d = (count: number): string => digits(random, count);
const letter = (): string => String.fromCodePoint(65 + Math.floor(random() * 26));
const letters = (count: number): string => Array.from({ length: count }, letter).join('');

/** Random text in the writing of each form of each checksum: what chance makes of it. */
const written: Record<string, (() => string)[]> = {
  'generic/iban': [() => `DE${d(20)}`],
  'generic/paymentCard': [() => `${d(4)} ${d(4)} ${d(4)} ${d(4)}`, () => `3${d(3)} ${d(6)} ${d(5)}`, () => d(16)],
  'fr/nir': [() => `${1 + Math.floor(random() * 2)} ${d(2)} ${d(2)} ${d(2)} ${d(3)} ${d(3)} ${d(2)}`, () => d(15)],
  'be/nationalNumber': [() => `${d(2)}.${d(2)}.${d(2)}-${d(3)}.${d(2)}`, () => d(11)],
  'de/taxId': [() => `${1 + Math.floor(random() * 9)}${d(1)} ${d(3)} ${d(3)} ${d(3)}`, () => `1${d(10)}`],
  'es/dni': [() => d(8) + letter()],
  'es/nie': [() => `X${d(7)}${letter()}`],
  'it/codiceFiscale': [() => letters(6) + d(2) + 'A' + d(2) + letter() + d(3) + letter()],
  'pl/pesel': [() => d(11)],
};

const checked = recognizers.filter((one): one is ValueRecognizer => one.method === 'checksum');

describe('the prior of a checksum is what random text makes of it', () => {
  test('every checksum is drawn here', () => {
    expect(checked.map(({ id }) => id).sort()).toEqual(Object.keys(written).sort());
  });

  test.each(checked.map((one) => ({ id: one.id, one })))('$id declares no less than it lets through', ({ id, one }) => {
    one.forms.forEach((form, at) => {
      let seen = 0;
      let passed = 0;
      for (let draw = 0; draw < 6_000; draw += 1) {
        for (const [match] of (written[id]?.[at]?.() ?? '').matchAll(form.written)) {
          seen += 1;
          if (form.passes?.(match) ?? true) passed += 1;
        }
      }
      expect(seen).toBeGreaterThan(3_000);
      // Three standard deviations above what was declared would be a wrong declaration.
      const spread = 3 * Math.sqrt((form.prior * (1 - form.prior)) / seen);
      expect(passed / seen).toBeLessThanOrEqual(form.prior + spread);
      expect(form.prior).toBeLessThanOrEqual(Math.max(0.002, 4 * (passed / seen)));
    });
  });
});
