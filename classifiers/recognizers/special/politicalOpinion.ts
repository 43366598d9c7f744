import type { TermsRecognizer } from '../../recognizer.ts';
import { termsRecognizer } from './special.ts';
import words from './terms/politicalOpinion.json' with { type: 'json' };

/** Political opinions, in French and English. */
export const politicalOpinion: TermsRecognizer = termsRecognizer(
  'special/politicalOpinion',
  'pd:PoliticalAffiliation',
  words,
);
