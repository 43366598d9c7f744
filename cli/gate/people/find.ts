/** Introduces the recognizers to the names of the gate. Loaded only where a name is suspect. */
import { peopleFinder, recognizers } from '../../../classifiers/index.ts';
import type { Find, PeopleKind } from './masks.ts';

const kinds: Readonly<Record<string, PeopleKind>> = {
  'generic/email': 'e-mail',
  'generic/phone': 'phone',
  'generic/iban': 'iban',
  'generic/paymentCard': 'payment-card',
};
const find = peopleFinder(recognizers);

/** Everything else that proves itself without context is a number by which a state knows its people. */
export const findPeople: Find = (name) =>
  find(name).map(({ recognizer, from, to }) => ({ kind: kinds[recognizer] ?? 'national-id', from, to }));
