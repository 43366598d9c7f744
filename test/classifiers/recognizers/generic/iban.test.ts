import { iban } from '../../../../classifiers/recognizers/generic/iban.ts';
import { table } from '../table.ts';

table(iban, [
  ['FR1420041010050500013M02606', true, 'a French account'],
  ['FR14 2004 1010 0505 0001 3M02 606', true, 'groups of four'],
  ['BE68-5390-0754-7034', true, 'hyphens'],
  ['de89370400440532013000', true, 'lower case'],
  ['payer sur BE68 5390 0754 7034 pour demain', true, 'an account with a word of four letters behind it'],
  ['FR1520041010050500013M02606', false, 'wrong check digits'],
  ['FR142004101005050001', false, 'the wrong length for its country'],
  ['XX14 2004 1010 0505 0001', false, 'no country'],
  ['BE68539007547034ABCD', false, 'a longer code that begins like an account'],
]);
