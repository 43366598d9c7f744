/** What this room says, in both languages. */
import type { Lexicon } from '../estate/index.ts';
import en from './words/en.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };

export const auditWords: Lexicon = { en, fr };
