import { assert, constantFrom, array, pre, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classOf, recognizers } from '../../classifiers/index.ts';
import { dataClasses, type Label } from '../../estate/index.ts';
import { look } from './look.ts';

const labelOf = (id: string): Label => {
  const { category, class: level, method } = recognizers.find((one) => one.id === id)!;
  return { recognizer: id, category, class: level, method, hits: 1, checked: 1, prior: 0 };
};
const labels = array(constantFrom(...recognizers.map(({ id }) => labelOf(id))), { maxLength: 6 });

describe('the class of labels', () => {
  test.each([
    [['generic/email'], 'D2'],
    [['generic/email', 'generic/personName'], 'D2'],
    [['generic/personName', 'generic/birthDate'], 'D3'],
    [['generic/personName', 'generic/iban'], 'D3'],
    [['generic/email', 'generic/paymentCard'], 'D3'],
    [['generic/passport'], 'D3'],
    [['fr/nir'], 'D3'],
    [['generic/email', 'special/health'], 'D4'],
    [['special/criminal'], 'D4'],
  ])('of %s is %s', (ids, level) => {
    expect(classOf(ids.map(labelOf), true)).toBe(level);
  });

  test('nothing found is D1 after a full pass and unknown otherwise, never D0', () => {
    expect(classOf([], true)).toBe('D1');
    expect(classOf([], false)).toBe('unknown');
  });

  test('one label more never lowers it', () => {
    const rank = (level: string): number => dataClasses.indexOf(level as (typeof dataClasses)[number]);
    assert(
      property(labels, labels, (some, more) => {
        pre(some.length > 0);
        expect(rank(classOf([...some, ...more], true))).toBeGreaterThanOrEqual(rank(classOf(some, true)));
        expect(rank(classOf(some, false))).toBe(rank(classOf(some, true)));
      }),
    );
  });

  test('labels carry what they mean together, so that a policy needs no table', async () => {
    const seen = await look('prenom,nom,date_naissance\nZoé,Exemple,1988-04-05\nLuc,Exemple,1990-01-02');
    expect(seen.labels.map(({ class: level }) => level)).toEqual(['D3', 'D3']);
    expect(seen.byColumn[0]?.labels[0]?.class).toBe('D3');
  });
});
