import { validate } from 'stdnum/lib/cjs/pl/pesel.js';
import { phrases } from '../../names/phrases.ts';
import type { ValueRecognizer } from '../../recognizer.ts';

const passes = (text: string): boolean => validate(text).isValid;

/** Powszechny Elektroniczny System Ewidencji Ludności: day of birth, serial, check digit. */
export const pesel: ValueRecognizer = {
  id: 'pl/pesel',
  category: 'pd:OfficialID',
  class: 'D3',
  method: 'checksum',
  says: phrases(['pesel', 'numer pesel']),
  forms: [{ written: /(?<![\w.+-])\d{11}(?![\w]|[.-]\d)/g, passes, prior: 0.009, alone: 'ratio', digits: 11 }],
};
