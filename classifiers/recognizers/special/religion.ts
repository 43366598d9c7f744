import type { TermsRecognizer } from '../../recognizer.ts';
import { termsRecognizer } from './special.ts';
import words from './terms/religion.json' with { type: 'json' };

/** Religious or philosophical beliefs, in French and English. */
export const religion: TermsRecognizer = termsRecognizer('special/religion', 'pd:Religion', words);
