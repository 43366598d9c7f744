import { pesel } from '../../../../classifiers/recognizers/pl/pesel.ts';
import { table } from '../table.ts';

table(pesel, [
  ['44051401359', true, 'a number with its digit'],
  ['02221803314', true, 'born after 2000, month plus 20'],
  ['44051401358', false, 'a wrong digit'],
  ['44133401359', false, 'an impossible day'],
  ['4405140135', false, 'ten digits'],
  ['440514013590', false, 'twelve digits'],
]);
