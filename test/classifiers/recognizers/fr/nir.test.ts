import { nir } from '../../../../classifiers/recognizers/fr/nir.ts';
import { table } from '../table.ts';

table(nir, [
  ['185057800608491', true, 'a number with its key'],
  ['1 85 05 78 006 084 91', true, 'a number in groups'],
  ['1-85-05-78-006-084-91', true, 'a number with hyphens'],
  ['1850578006084 91', true, 'a number with its key apart'],
  ['185057800608492', false, 'a wrong key'],
  ['285052A00608482', true, 'Corsica, 2A'],
  ['285052b00608412', true, 'Corsica, 2B in lower case'],
  ['285052B00608482', false, 'the key of 2A under 2B'],
  ['385057800608488', true, 'a foreigner being registered, sex 3'],
  ['585057800608485', false, 'sex 5, which stdnum 1.12.0 accepts'],
  ['185437800608420', false, 'month 43, which stdnum 1.12.0 accepts'],
  ['185207800608440', true, 'month 20, unknown'],
  ['1850578006084', false, 'a number without its key'],
  ['9185057800608491', false, 'fifteen digits inside sixteen'],
  ['185057800608491.5', false, 'a decimal number'],
  ['A185057800608491', false, 'digits inside a word'],
]);
