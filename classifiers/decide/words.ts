/** Columns known by their name, and columns known by the words in them. */
import { phrasesIn, speaks, tokensOf } from '../names/phrases.ts';
import type { HeaderRecognizer, TermsRecognizer } from '../recognizer.ts';
import type { Sample } from '../sampling/tally.ts';
import type { Found } from './values.ts';

/** The name must agree with what stands below it: `email_verified` holds no address. */
export function named(
  recognizer: HeaderRecognizer,
  tokens: readonly string[],
  samples: readonly Sample[],
  aboutPersons: boolean,
): Found | undefined {
  const alone = speaks(tokens, recognizer.says, recognizer.unless);
  const beside = aboutPersons && recognizer.saysOfPersons !== undefined;
  if (!alone && !(beside && speaks(tokens, recognizer.saysOfPersons, recognizer.unless))) return undefined;
  let hits = 0;
  let checked = 0;
  for (const { text, count } of samples) {
    checked += count;
    if (recognizer.agrees(text)) hits += count;
  }
  return hits > 0 && hits >= checked / 2 ? { hits, checked, prior: 1 } : undefined;
}

/** `yes`, `0`, a link or a time below a telling name: a flag or a probe, unless the flag is itself about the person. */
const flagOnly = /^(?:true|false|ok|up|down|https?:.*)$/i;

/**
 * Under a telling name any value counts. Elsewhere words weigh: two different terms, or one that comes back three times;
 * a single mention is no finding.
 */
export function worded(
  recognizer: TermsRecognizer,
  tokens: readonly string[],
  samples: readonly Sample[],
): Found | undefined {
  const telling = speaks(tokens, recognizer.says, recognizer.unless);
  const terms = new Set<string>();
  let hits = 0;
  let filled = 0;
  let checked = 0;
  for (const { text, count } of samples) {
    checked += count;
    if (!flagOnly.test(text)) filled += count;
    const inText = phrasesIn(tokensOf(text), recognizer.terms);
    if (inText.size > 0) hits += count;
    for (const term of inText) terms.add(term);
  }
  if (telling && filled > 0) return { hits: Math.max(filled, hits), checked, prior: 1 };
  return terms.size >= 2 || hits >= 3 ? { hits, checked, prior: 1 } : undefined;
}
