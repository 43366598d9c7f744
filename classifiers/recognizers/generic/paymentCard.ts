import isLuhnNumber from 'validator/lib/isLuhnNumber.js';
import { phrases } from '../../names/phrases.ts';
import type { ValueRecognizer } from '../../recognizer.ts';

/** First digits and lengths that schemes issue (ISO/IEC 7812 ranges as published by the schemes; Maestro from 12 digits on). */
const issued = [
  /^4(?:\d{12}|\d{15}|\d{18})$/,
  /^(?:5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|2720\d{12})$/,
  /^3[47]\d{13}$/,
  /^3(?:0[0-5]|[68]\d)\d{11,16}$/,
  /^6(?:011|4[4-9]\d|5\d\d)\d{12,15}$/,
  /^35(?:2[89]|[3-8]\d)\d{12}$/,
  /^62\d{14,17}$/,
  /^(?:50|5[6-9]|6[0-9])\d{10,17}$/,
];

function passes(text: string): boolean {
  const digits = text.replaceAll(/[ -]/g, '');
  // One digit repeated passes the sum and is what people type to fill a field.
  return issued.some((range) => range.test(digits)) && isLuhnNumber(digits) && !/^(\d)\1*$/.test(digits);
}

/** Range and Luhn together: one 16-digit number in thirty passes by chance, so bare digits need company or a name. */
export const paymentCard: ValueRecognizer = {
  id: 'generic/paymentCard',
  category: 'pd:PaymentCard',
  class: 'D2',
  method: 'checksum',
  says: phrases([
    'card',
    'carte bancaire',
    'carte paiement',
    'numero carte',
    'cb',
    'pan',
    'credit card',
    'kreditkarte',
  ]),
  unless: phrases(['card id', 'card type', 'id card', 'identity card', 'access card', 'card count', 'loyalty']),
  forms: [
    {
      written: /(?<![\w.-])\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}(?![\w]|[.-]\d)/g,
      passes,
      prior: 0.035,
      alone: 'enough',
      digits: 13,
    },
    {
      written: /(?<![\w.-])3\d{3}([ -])\d{6}\1\d{5}(?![\w]|[.-]\d)/g,
      passes,
      prior: 0.05,
      alone: 'enough',
      digits: 15,
    },
    { written: /(?<![\w.+-])\d{12,19}(?![\w]|[.-]\d)/g, passes, prior: 0.035, alone: 'ratio', digits: 12 },
  ],
};
