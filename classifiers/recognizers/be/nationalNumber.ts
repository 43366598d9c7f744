import { validate } from 'stdnum/lib/cjs/be/nn.js';
import { phrases } from '../../names/phrases.ts';
import type { ValueRecognizer } from '../../recognizer.ts';

/** stdnum takes month 40; months are 00 (unknown) to 12. */
function passes(text: string): boolean {
  const number = text.replaceAll(/[ .-]/g, '');
  return Number(number.slice(2, 4)) <= 12 && validate(number).isValid;
}

/** Rijksregisternummer, numéro national: day of birth, serial, remainder by 97. */
export const nationalNumber: ValueRecognizer = {
  id: 'be/nationalNumber',
  category: 'pd:OfficialID',
  class: 'D3',
  method: 'checksum',
  says: phrases([
    'rijksregisternummer',
    'registre national',
    'numero national',
    'national number',
    'niss',
    'insz',
    'rrn',
    'nrn',
  ]),
  forms: [
    {
      written: /(?<![\w.-])\d\d\.\d\d\.\d\d-\d{3}[.-]\d\d(?![\w]|[.-]\d)/g,
      passes,
      prior: 0.001,
      alone: 'enough',
      digits: 11,
    },
    { written: /(?<![\w.+-])\d{11}(?![\w]|[.-]\d)/g, passes, prior: 0.001, alone: 'ratio', digits: 11 },
  ],
};
