import { passport } from '../../../../classifiers/recognizers/generic/passport.ts';
import { table } from '../table.ts';

table(passport, [
  ['12AB34567', true, 'two digits, two letters, five digits'],
  ['C01X00T47', true, 'letters among digits'],
  ['12AB345', true, 'seven characters with five digits'],
  ['PASSPORT', false, 'a word'],
  ['12AB34567890', false, 'more than nine characters'],
]);
