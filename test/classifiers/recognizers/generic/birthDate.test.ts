import { birthDate } from '../../../../classifiers/recognizers/generic/birthDate.ts';
import { table } from '../table.ts';

table(birthDate, [
  ['1988-04-05', true, 'year first'],
  ['05/04/1988', true, 'day first'],
  ['5.4.1988', true, 'without zeros'],
  ['19880405', true, 'eight digits'],
  ['1988-04-05T00:00:00Z', true, 'a date with a time'],
  ['1988', true, 'a year alone (its column must say so)'],
  ['1788-04-05', false, 'a year before any living person'],
  ['1988-13-32', false, 'a day and a month that are none'],
  ['1.20.300', false, 'a version'],
  ['2024', true, 'a year of a child'],
]);
