import type { TermsRecognizer } from '../../recognizer.ts';
import { termsRecognizer } from './special.ts';
import words from './terms/health.json' with { type: 'json' };

/** Data concerning health, GDPR art. 4(15) and 9, in French and English. */
export const health: TermsRecognizer = termsRecognizer('special/health', 'pd:Health', words);
