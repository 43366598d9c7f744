/** The sentences of this room, for the one formatter of the language. */
import type { Lexicon } from '../../estate/index.ts';
import en from './en.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };

export const evidenceWords: Lexicon = { en, fr };
