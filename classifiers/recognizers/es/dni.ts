import { validate } from 'stdnum/lib/cjs/es/dni.js';
import { phrases } from '../../names/phrases.ts';
import type { ValueRecognizer } from '../../recognizer.ts';

/** stdnum takes K, L and M numbers without any check: only the eight digits with their letter are read here. */
const passes = (text: string): boolean => validate(text.toUpperCase().replaceAll(/[ -]/g, '')).isValid;

/** Documento Nacional de Identidad. One letter in 23 is right by chance. */
export const dni: ValueRecognizer = {
  id: 'es/dni',
  category: 'pd:OfficialID',
  class: 'D3',
  method: 'checksum',
  says: phrases(['dni', 'nif', 'documento nacional identidad', 'documento identidad']),
  forms: [{ written: /(?<![\w.-])\d{8}[ -]?[A-Za-z](?![\w-])/g, passes, prior: 0.044, alone: 'ratio', digits: 8 }],
};
