import { phone } from '../../../../classifiers/recognizers/generic/phone.ts';
import { table } from '../table.ts';

table(phone, [
  ['+33 6 12 34 56 78', true, 'a French mobile, international'],
  ['+33 6 39 98 12 34', true, 'a number of a range kept for fiction, in groups'],
  ['0033612345678', true, '00 for plus'],
  ['+44 (0)20 7946 0958', true, 'a British number with its zero in brackets'],
  ['+32 470 12 34 56', true, 'a Belgian mobile'],
  ['+49 30 123456', true, 'a German number'],
  ['06 12 34 56 78', true, 'five pairs'],
  ['06.12.34.56.78', true, 'five pairs with full stops'],
  ['appelez le +33 6 12 34 56 78 12 jours avant', true, 'a number with another one behind it'],
  ['+999 12 345', false, 'a code of no country'],
  ['+1 2', false, 'two digits'],
  ['2024-07-26T10:00:00.000Z', false, 'a time'],
  ['v10.20.30.40', false, 'a version'],
]);
