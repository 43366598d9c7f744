import type { TermsRecognizer } from '../../recognizer.ts';
import { termsRecognizer } from './special.ts';
import words from './terms/genetic.json' with { type: 'json' };

/** Genetic data, in French and English. */
export const genetic: TermsRecognizer = termsRecognizer('special/genetic', 'pd:Genetic', words);
