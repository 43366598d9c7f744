import { countrySpecs, isValidIBAN } from 'ibantools';
import { phrases } from '../../names/phrases.ts';
import type { ValueRecognizer } from '../../recognizer.ts';

/** In text words may follow: as many letters and digits as the country writes are taken, and a separator must come next. */
function passes(text: string): boolean {
  const { chars } = countrySpecs[text.slice(0, 2).toUpperCase()] ?? {};
  if (chars === undefined || chars === null) return false;
  let compact = '';
  let at = 0;
  for (; at < text.length && compact.length < chars; at += 1) {
    const char = text.charAt(at);
    if (char !== ' ' && char !== '-') compact += char.toUpperCase();
  }
  const next = text.charAt(at);
  return (next === '' || next === ' ' || next === '-') && isValidIBAN(compact);
}

/** ISO 13616: length and structure per country, MOD 97-10, and the domestic digits where ibantools knows them. */
export const iban: ValueRecognizer = {
  id: 'generic/iban',
  category: 'pd:BankAccount',
  class: 'D2',
  method: 'checksum',
  says: phrases(['iban', 'rib', 'bank account', 'compte bancaire', 'bankverbindung', 'account number']),
  forms: [
    {
      written: /(?<![A-Za-z\d])[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z\d]{4}){2,7}(?:[ -]?[A-Za-z\d]{1,3})?(?![A-Za-z\d])/g,
      passes,
      prior: 0.01,
      alone: 'enough',
      digits: 4,
    },
  ],
};
