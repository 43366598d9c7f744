import type { TermsRecognizer } from '../../recognizer.ts';
import { termsRecognizer } from './special.ts';
import words from './terms/criminal.json' with { type: 'json' };

/** Criminal convictions and offences, GDPR art. 10, in French and English. */
export const criminal: TermsRecognizer = termsRecognizer('special/criminal', 'pd:Criminal', words);
