import { dni } from '../../../../classifiers/recognizers/es/dni.ts';
import { table } from '../table.ts';

table(dni, [
  ['12345678Z', true, 'eight digits and their letter'],
  ['12345678-z', true, 'a hyphen and lower case'],
  ['12345678 Z', true, 'a blank before the letter'],
  ['00000001R', true, 'leading zeros'],
  ['12345678A', false, 'a wrong letter'],
  ['K1234567A', false, 'a K number, which stdnum 1.12.0 accepts unchecked'],
  ['1234567Z', false, 'seven digits'],
  ['12345678Z9', false, 'a longer code'],
]);
