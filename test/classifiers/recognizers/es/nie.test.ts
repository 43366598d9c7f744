import { nie } from '../../../../classifiers/recognizers/es/nie.ts';
import { table } from '../table.ts';

table(nie, [
  ['X1234567L', true, 'X and its letter'],
  ['y-7654321-g', true, 'hyphens and lower case'],
  ['Z0000001Y', true, 'Z with leading zeros'],
  ['X1234567T', false, 'a wrong letter'],
  ['W1234567L', false, 'another first letter'],
  ['X12345678L', false, 'eight digits'],
]);
