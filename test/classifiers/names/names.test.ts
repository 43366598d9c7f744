import { describe, expect, test } from 'vitest';
import { isData, redactName } from '../../../classifiers/names/redact.ts';
import { phrases, speaks, tokensOf } from '../../../classifiers/names/phrases.ts';
import { recognizers } from '../../../classifiers/index.ts';

describe('names become tokens', () => {
  test.each([
    ['dateDeNaissance2', ['date', 'naissance']],
    ['DATE_DE_NAISSANCE', ['date', 'naissance']],
    ['Prénom d’usage', ['prenom', 'usage']],
    ['IPAddress', ['ip', 'address']],
    ['address1.street-name', ['address', 'street', 'name']],
    ['  ', []],
  ])('%s', (name, tokens) => {
    expect(tokensOf(name)).toEqual(tokens);
  });

  test('a phrase is a run of tokens; what speaks against it wins', () => {
    const wanted = phrases(['last name', 'nom', '123']);
    expect(speaks(['customer', 'last', 'name'], wanted)).toBe(true);
    expect(speaks(['last', 'known', 'name'], wanted)).toBe(false);
    expect(speaks(['nom', 'societe'], wanted, phrases(['societe']))).toBe(false);
  });
});

describe('a name that is personal data is not told', () => {
  test.each([
    ['courriel', 'courriel'],
    ['zoe@example.org', '‹email›#4'],
    ['+33 6 12 34 56 78', '‹phone›#4'],
    ['185057800608491', '‹nir›#4'],
    ['ref 99999991', '‹digits›#4'],
    ['x'.repeat(200), '‹long›#4'],
    ['2024', '2024'],
  ])('%s', (name, told) => {
    expect(redactName(name, 4, recognizers)).toBe(told);
  });

  test('a word is no data', () => {
    expect(isData('courriel', recognizers)).toBe(false);
  });
});
