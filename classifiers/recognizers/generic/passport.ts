import { phrases } from '../../names/phrases.ts';
import type { ValueRecognizer } from '../../recognizer.ts';

const passes = (text: string): boolean => text.replaceAll(/\D/g, '').length >= 5;

/** ICAO 9303 gives nine characters and no check outside the MRZ: only its context makes it a passport number. */
export const passport: ValueRecognizer = {
  id: 'generic/passport',
  category: 'pd:Passport',
  class: 'D3',
  method: 'pattern',
  says: phrases(['passport', 'passeport', 'reisepass', 'pasaporte', 'passaporto']),
  unless: phrases([
    'passport country',
    'passport expiry',
    'passeport expiration',
    'pays passeport',
    'passport type',
    'vaccine',
  ]),
  forms: [{ written: /(?<![\p{L}\d-])[A-Z\d]{7,9}(?![\p{L}\d-])/giu, passes, prior: 1, alone: 'never', digits: 5 }],
};
