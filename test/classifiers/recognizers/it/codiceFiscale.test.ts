import { codiceFiscale } from '../../../../classifiers/recognizers/it/codiceFiscale.ts';
import { table } from '../table.ts';

table(codiceFiscale, [
  ['RSSMRA85T10A562S', true, 'a code with its letter'],
  ['rssmra85t10a562s', true, 'lower case'],
  ['RSSMRA85T50A562W', true, 'a woman, day plus 40'],
  ['RSSMRA85T10A56NH', true, 'a letter in the place of a digit (omocodia)'],
  ['RSSMRA85T10A562A', false, 'a wrong letter'],
  ['RSSMRA85T32A562Y', false, 'day 32, which stdnum 1.12.0 accepts'],
  ['RSSMRA85F10A562S', false, 'a letter that is no month'],
  ['12345678901', false, 'the numeric code of a firm'],
]);
