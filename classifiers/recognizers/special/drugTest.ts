import type { TermsRecognizer } from '../../recognizer.ts';
import { termsRecognizer } from './special.ts';
import words from './terms/drugTest.json' with { type: 'json' };

/** Results of doping controls: health data under art. 9, in French and English. */
export const drugTest: TermsRecognizer = termsRecognizer('special/drugTest', 'pd:DrugTestResult', words);
