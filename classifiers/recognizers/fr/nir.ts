import { validate } from 'stdnum/lib/cjs/fr/nir.js';
import { phrases } from '../../names/phrases.ts';
import type { ValueRecognizer } from '../../recognizer.ts';

/** Sex (1 and 2, 3 and 4 for foreigners being registered, 7 and 8 provisional) and month (20 to 42 and 50 to 99 when unknown): INSEE. */
const born = /^[123478]\d\d(?:0[1-9]|1[0-2]|[23]\d|4[0-2]|[5-9]\d)/;

/** stdnum checks the key, with 2A and 2B of Corsica, but takes any sex and any month. */
function passes(text: string): boolean {
  const number = text.toUpperCase().replaceAll(/[ .-]/g, '');
  return born.test(number) && validate(number).isValid;
}

/** Numéro d'inscription au répertoire: who, when and where one was born. 13 digits and a key of two. */
export const nir: ValueRecognizer = {
  id: 'fr/nir',
  category: 'pd:OfficialID',
  class: 'D3',
  method: 'checksum',
  says: phrases([
    'nir',
    'securite sociale',
    'secu',
    'numero ss',
    'insee',
    'assure social',
    'immatriculation sociale',
    'social security',
  ]),
  unless: phrases(['code insee', 'insee commune']),
  forms: [
    {
      written: /(?<![\w.-])[123478]([ .-])\d\d\1\d\d\1(?:\d\d|2[ABab])\1\d{3}\1\d{3}\1?\d\d(?![\w]|[.-]\d)/g,
      passes,
      prior: 0.01,
      alone: 'enough',
      digits: 14,
    },
    {
      written: /(?<![\w.-])\d{5}(?:\d\d|2[ABab])\d{6} ?\d\d(?![\w]|[.-]\d)/g,
      passes,
      prior: 0.005,
      alone: 'ratio',
      digits: 14,
    },
  ],
};
