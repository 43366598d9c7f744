import type { TermsRecognizer } from '../../recognizer.ts';
import { termsRecognizer } from './special.ts';
import words from './terms/sexLife.json' with { type: 'json' };

/** Sex life or sexual orientation, in French and English. */
export const sexLife: TermsRecognizer = termsRecognizer('special/sexLife', 'pd:Sexual', words);
