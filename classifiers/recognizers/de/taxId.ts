import { validate } from 'stdnum/lib/cjs/de/idnr.js';
import { phrases } from '../../names/phrases.ts';
import type { ValueRecognizer } from '../../recognizer.ts';

/** stdnum lets ten different digits and four equal ones through: of the first ten exactly one digit comes twice or three times. */
function passes(text: string): boolean {
  const number = text.replaceAll(' ', '');
  const times = new Map<string, number>();
  for (const digit of number.slice(0, 10)) times.set(digit, (times.get(digit) ?? 0) + 1);
  const repeated = [...times.values()].filter((count) => count > 1);
  return repeated.length === 1 && repeated.every((count) => count <= 3) && validate(number).isValid;
}

/** Steuerliche Identifikationsnummer, § 139b AO. */
export const taxId: ValueRecognizer = {
  id: 'de/taxId',
  category: 'pd:OfficialID',
  class: 'D3',
  method: 'checksum',
  says: phrases([
    'steuer id',
    'steuerid',
    'steuerliche identifikationsnummer',
    'steueridentifikationsnummer',
    'idnr',
    'tin',
  ]),
  forms: [
    {
      written: /(?<![\w.-])[1-9]\d \d{3} \d{3} \d{3}(?![\w]|[ .-]\d)/g,
      passes,
      prior: 0.0045,
      alone: 'enough',
      digits: 11,
    },
    { written: /(?<![\w.+-])[1-9]\d{10}(?![\w]|[.-]\d)/g, passes, prior: 0.0045, alone: 'ratio', digits: 11 },
  ],
};
