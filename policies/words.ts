/** What the policies say of a control, in both languages: title, why, remedy, how to make an unknown known, and each reason. */
import type { Lexicon } from '../estate/index.ts';
import en from './words/en.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };

export const policyWords: Lexicon = { en, fr };
