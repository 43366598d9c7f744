import { validate } from 'stdnum/lib/cjs/es/nie.js';
import { phrases } from '../../names/phrases.ts';
import type { ValueRecognizer } from '../../recognizer.ts';

const passes = (text: string): boolean => validate(text.toUpperCase().replaceAll(/[ -]/g, '')).isValid;

/** Número de Identidad de Extranjero: X, Y or Z, seven digits, a letter. */
export const nie: ValueRecognizer = {
  id: 'es/nie',
  category: 'pd:OfficialID',
  class: 'D3',
  method: 'checksum',
  says: phrases(['nie', 'nif', 'numero identidad extranjero', 'documento identidad']),
  forms: [
    {
      written: /(?<![\w.-])[XYZxyz][ -]?\d{7}[ -]?[A-Za-z](?![\w-])/g,
      passes,
      prior: 0.044,
      alone: 'ratio',
      digits: 7,
    },
  ],
};
