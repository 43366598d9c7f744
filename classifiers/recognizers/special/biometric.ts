import type { TermsRecognizer } from '../../recognizer.ts';
import { termsRecognizer } from './special.ts';
import words from './terms/biometric.json' with { type: 'json' };

/** Biometric data that identify a person, in French and English. */
export const biometric: TermsRecognizer = termsRecognizer('special/biometric', 'pd:Biometric', words);
