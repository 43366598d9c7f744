/** What is switched on, by hand. The order is the order of labels, and of the word that stands in for a redacted name. */
import type { Recognizer } from '../recognizer.ts';
import { nationalNumber } from './be/nationalNumber.ts';
import { taxId } from './de/taxId.ts';
import { dni } from './es/dni.ts';
import { nie } from './es/nie.ts';
import { nir } from './fr/nir.ts';
import { birthDate } from './generic/birthDate.ts';
import { email } from './generic/email.ts';
import { iban } from './generic/iban.ts';
import { identityDocument } from './generic/identityDocument.ts';
import { ipAddress } from './generic/ipAddress.ts';
import { nationality } from './generic/nationality.ts';
import { passport } from './generic/passport.ts';
import { paymentCard } from './generic/paymentCard.ts';
import { personName } from './generic/personName.ts';
import { phone } from './generic/phone.ts';
import { picture } from './generic/picture.ts';
import { postalAddress } from './generic/postalAddress.ts';
import { salary } from './generic/salary.ts';
import { codiceFiscale } from './it/codiceFiscale.ts';
import { pesel } from './pl/pesel.ts';
import { biometric } from './special/biometric.ts';
import { criminal } from './special/criminal.ts';
import { drugTest } from './special/drugTest.ts';
import { ethnicOrigin } from './special/ethnicOrigin.ts';
import { genetic } from './special/genetic.ts';
import { health } from './special/health.ts';
import { politicalOpinion } from './special/politicalOpinion.ts';
import { religion } from './special/religion.ts';
import { sexLife } from './special/sexLife.ts';
import { tradeUnion } from './special/tradeUnion.ts';

export const recognizers: readonly Recognizer[] = [
  email,
  phone,
  iban,
  paymentCard,
  birthDate,
  personName,
  nationality,
  postalAddress,
  picture,
  salary,
  ipAddress,
  passport,
  identityDocument,
  nir,
  nationalNumber,
  taxId,
  dni,
  nie,
  codiceFiscale,
  pesel,
  health,
  drugTest,
  religion,
  ethnicOrigin,
  politicalOpinion,
  tradeUnion,
  sexLife,
  biometric,
  genetic,
  criminal,
];
