import type { TermsRecognizer } from '../../recognizer.ts';
import { termsRecognizer } from './special.ts';
import words from './terms/ethnicOrigin.json' with { type: 'json' };

/** Racial or ethnic origin, in French and English. */
export const ethnicOrigin: TermsRecognizer = termsRecognizer('special/ethnicOrigin', 'pd:EthnicOrigin', words);
