/** The sentences of the gate, for the one formatter of the language. */
import type { Lexicon } from '../../estate/index.ts';
import en from './words/en.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };

export const gateWords: Lexicon = { en, fr };
