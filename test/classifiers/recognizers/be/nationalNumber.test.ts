import { nationalNumber } from '../../../../classifiers/recognizers/be/nationalNumber.ts';
import { table } from '../table.ts';

table(nationalNumber, [
  ['85073003328', true, 'eleven digits with their remainder'],
  ['85.07.30-033.28', true, 'as printed on the card'],
  ['05073003326', true, 'born after 2000, with a 2 before the nine digits'],
  ['85073003329', false, 'a wrong remainder'],
  ['85403003365', false, 'month 40, which stdnum 1.12.0 accepts'],
  ['8507300332', false, 'ten digits'],
]);
