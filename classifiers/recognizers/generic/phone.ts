import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { phrases } from '../../names/phrases.ts';
import type { ValueRecognizer } from '../../recognizer.ts';

const regions: readonly CountryCode[] = ['FR', 'BE', 'DE', 'GB', 'ES', 'IT', 'NL', 'CH', 'PT', 'PL', 'US'];
const valid = (text: string, region?: CountryCode): boolean =>
  parsePhoneNumberFromString(text, region)?.isValid() ?? false;
const says = phrases([
  'phone',
  'telephone',
  'tel',
  'mobile',
  'portable',
  'gsm',
  'cell',
  'telefon',
  'telefono',
  'fax',
  'msisdn',
  'appeler',
]);

const grouped = /(?:[ .\-/]\d{1,4}){3}$/;

/** In text a second number may follow the first: whole groups are dropped from the end until it is valid. */
function international(text: string): boolean {
  let left = text.startsWith('00') ? `+${text.slice(2)}` : text;
  while (left.length > 7) {
    const number = parsePhoneNumberFromString(left);
    // Ranges kept for fiction are of no operator, yet written in groups they are ordinary values to us.
    if (number?.isValid() === true || (grouped.test(left) && number?.isPossible() === true)) return true;
    const cut = left.search(/[ .\-/][()\d]*$/);
    if (cut < 1) return false;
    left = left.slice(0, cut);
  }
  return false;
}

/** National numbers are tried in the regions above; bare digits are never a number unless something says so. */
export const phone: ValueRecognizer = {
  id: 'generic/phone',
  category: 'pd:TelephoneNumber',
  class: 'D2',
  method: 'pattern',
  says,
  forms: [
    {
      written: /(?<![\w+./:-])(?:\+|00)[1-9](?:[ .\-/]?[()]?\d){6,14}(?![\w@])/g,
      passes: international,
      prior: 0.21,
      alone: 'written',
      digits: 8,
    },
    {
      // Five pairs, as the French write theirs.
      written: /(?<![\w+./:-]|\d )0[1-9](?:([ .-])\d\d)(?:\1\d\d){3}(?![\w@]|[ .-]\d)/g,
      passes: (text) => valid(text, 'FR'),
      prior: 0.93,
      alone: 'written',
      digits: 10,
    },
    {
      written: /(?<![\w+.:-])\(?\d(?:[)]?[ .\-/]?[(]?\d){7,14}(?![\w@:])/g,
      passes: (text) => regions.some((region) => valid(text, region)),
      prior: 0.95,
      alone: 'never',
      digits: 8,
    },
  ],
};
