import { phrases } from '../../names/phrases.ts';
import type { ValueRecognizer } from '../../recognizer.ts';

const passes = (text: string): boolean => text.replaceAll(/\D/g, '').length >= 5;

/** Identity cards, residence permits, driving licences, visas: known by their context only. */
export const identityDocument: ValueRecognizer = {
  id: 'generic/identityDocument',
  category: 'pd:OfficialID',
  class: 'D3',
  method: 'pattern',
  says: phrases([
    'identity card',
    'id card',
    'national id',
    'national identity',
    'identity document',
    'document number',
    'carte identite',
    'cni',
    'piece identite',
    'titre sejour',
    'residence permit',
    'driving licence',
    'driver license',
    'permis conduire',
    'visa number',
    'numero visa',
    'personalausweis',
  ]),
  unless: phrases(['document type', 'type piece', 'expiry', 'expiration']),
  forms: [{ written: /(?<![\p{L}\d-])[A-Z\d]{7,15}(?![\p{L}\d-])/giu, passes, prior: 1, alone: 'never', digits: 5 }],
};
