import { validate } from 'stdnum/lib/cjs/it/codicefiscale.js';
import { phrases } from '../../names/phrases.ts';
import type { ValueRecognizer } from '../../recognizer.ts';

/** Letters that stand for digits when two persons would share a code. */
const asDigit = (char: string): string => {
  const at = 'LMNPQRSTUV'.indexOf(char);
  return at === -1 ? char : String(at);
};

/** stdnum takes day 32; days are 1 to 31, and 41 to 71 for women. */
function passes(text: string): boolean {
  const code = text.toUpperCase();
  const day = Number(asDigit(code.charAt(9)) + asDigit(code.charAt(10))) % 40;
  return day >= 1 && day <= 31 && validate(code).isValid;
}

export const codiceFiscale: ValueRecognizer = {
  id: 'it/codiceFiscale',
  category: 'pd:OfficialID',
  class: 'D3',
  method: 'checksum',
  says: phrases(['codice fiscale', 'cf', 'codicefiscale', 'cod fisc']),
  forms: [
    {
      written:
        /(?<![\w.-])[A-Z]{6}[\dLMNPQRSTUV]{2}[A-EHLMPRST][\dLMNPQRSTUV]{2}[A-Z][\dLMNPQRSTUV]{3}[A-Z](?![\w-])/gi,
      passes,
      prior: 0.03,
      alone: 'enough',
    },
  ],
};
