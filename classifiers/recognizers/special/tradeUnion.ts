import type { TermsRecognizer } from '../../recognizer.ts';
import { termsRecognizer } from './special.ts';
import words from './terms/tradeUnion.json' with { type: 'json' };

/** Trade union membership, in French and English. */
export const tradeUnion: TermsRecognizer = termsRecognizer('special/tradeUnion', 'pd:TradeUnionMembership', words);
