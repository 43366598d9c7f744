import { phrases } from '../../names/phrases.ts';
import type { HeaderRecognizer } from '../../recognizer.ts';

/** Where a person lives. The address of a venue is none, so the table must be about persons. */
export const postalAddress: HeaderRecognizer = {
  id: 'generic/postalAddress',
  category: 'pd:PhysicalAddress',
  class: 'D2',
  method: 'header',
  says: phrases(['home address', 'adresse domicile', 'adresse personnelle']),
  saysOfPersons: phrases([
    'address',
    'adresse',
    'street',
    'rue',
    'anschrift',
    'domicile',
    'postal code',
    'code postal',
    'codepostal',
    'postcode',
    'zip code',
  ]),
  unless: phrases(['ip', 'mail', 'email', 'mac', 'url', 'web', 'memory', 'venue', 'site', 'company', 'lieu']),
  agrees: (value) => /[\p{L}\d]/u.test(value) && !value.includes('@') && !value.includes('://') && value.length <= 200,
};
