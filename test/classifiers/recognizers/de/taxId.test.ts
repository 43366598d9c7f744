import { taxId } from '../../../../classifiers/recognizers/de/taxId.ts';
import { table } from '../table.ts';

table(taxId, [
  ['86095742719', true, 'a number with its digit'],
  ['86 095 742 719', true, 'groups as on the letter'],
  ['86095742718', false, 'a wrong digit'],
  ['12345678903', false, 'ten different digits, which stdnum 1.12.0 accepts'],
  ['11112345678', false, 'four equal digits, which stdnum 1.12.0 accepts'],
  ['06095742719', false, 'a leading zero'],
]);
