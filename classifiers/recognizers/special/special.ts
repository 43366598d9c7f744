/** Special categories (GDPR art. 9) and criminal data (art. 10) have no checksum: words in names of columns, and in values. */
import { phrases } from '../../names/phrases.ts';
import type { TermsRecognizer } from '../../recognizer.ts';

/** `category` is a DPV 2.3 term; the words are lists beside each recognizer, compared without accents or case. */
export function termsRecognizer(
  id: string,
  category: string,
  words: { readonly says: readonly string[]; readonly unless: readonly string[]; readonly terms: readonly string[] },
): TermsRecognizer {
  const unless = words.unless.length === 0 ? {} : { unless: phrases(words.unless) };
  return {
    id,
    category,
    class: 'D4',
    method: 'terms',
    says: phrases(words.says),
    terms: phrases(words.terms),
    ...unless,
  };
}
