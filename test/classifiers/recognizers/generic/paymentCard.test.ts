import { paymentCard } from '../../../../classifiers/recognizers/generic/paymentCard.ts';
import { table } from '../table.ts';

table(paymentCard, [
  ['4111111111111111', true, 'sixteen digits'],
  ['4012 8888 8888 1881', true, 'four groups'],
  ['5105-1051-0510-5100', true, 'hyphens'],
  ['3782 822463 10005', true, 'fifteen digits in three groups'],
  ['2221000000000009', true, 'the 2-series'],
  ['676200000005', true, 'twelve digits'],
  ['4000000000014', true, 'thirteen digits'],
  ['5000000000000000005', true, 'nineteen digits'],
  ['4111111111111112', false, 'a wrong check digit'],
  ['1234567890123452', false, 'a right sum outside every range'],
  ['0000000000000000', false, 'zeros'],
  ['41111111111111111111', false, 'twenty digits'],
  ['4111111111111111.00', false, 'an amount'],
]);
