import { identityDocument } from '../../../../classifiers/recognizers/generic/identityDocument.ts';
import { table } from '../table.ts';

table(identityDocument, [
  ['880692310285', true, 'the twelve digits of an older card'],
  ['D2H6862M2', true, 'nine characters'],
  ['ABCDEFGHI', false, 'letters alone'],
  ['123', false, 'three digits'],
]);
