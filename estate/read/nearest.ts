/** "Did you mean": the one word among the known ones that a slip of the fingers explains. */

/** Damerau-Levenshtein, optimal string alignment: one insertion, deletion, substitution or swap costs 1. */
export function distance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, before[j - 2]! + 1);
      }
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[other.length]!;
}

const maxWord = 100;
const maxKnown = 1000;

/** A third of the word may differ, and the case; undefined when nothing is that near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > maxWord) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  let looked = 0;
  for (const candidate of known) {
    looked += 1;
    if (looked > maxKnown) break;
    if (candidate.toLowerCase() === word.toLowerCase()) return candidate;
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const far = distance(word.toLowerCase(), candidate.toLowerCase());
    if (far < least) [best, least] = [candidate, far];
  }
  return best;
}

/** The two arguments of every sentence that may suggest: `{suggestions, plural, =0 {…} other {… {nearest}}}`. */
export function suggestion(word: string, known: Iterable<string>): { suggestions: number; nearest: string } {
  const found = nearest(word, known);
  return { suggestions: found === undefined ? 0 : 1, nearest: found ?? '' };
}
