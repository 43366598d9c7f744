/** The sentences about what a change does to reach. */
import type { Lexicon } from '../../estate/index.ts';
import en from './words/en.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };

export const reachWords: Lexicon = { en, fr };
