/** Does a column hold this identifier? Counts and their chance, never averages: one national number in fifty rows counts. */
import { speaks, tokensOf } from '../names/phrases.ts';
import type { Form, ValueRecognizer } from '../recognizer.ts';
import type { Sample } from '../sampling/tally.ts';
import { chance } from './chance.ts';

/** How many: `valid` and `checked` are distinct texts, `hits` and `seen` are occurrences. */
interface Count {
  valid: number;
  checked: number;
  hits: number;
  seen: number;
}
export interface Found {
  readonly hits: number;
  readonly checked: number;
  readonly prior: number;
}

/** Macie's rule for text: a word speaks for a value it precedes by at most this many characters. */
const reach = 40;
const none = (): Count => ({ valid: 0, checked: 0, hits: 0, seen: 0 });

function count(into: Count, passes: boolean, times: number): void {
  into.checked += 1;
  into.seen += times;
  if (!passes) return;
  into.valid += 1;
  into.hits += times;
}

function holds(form: Form, all: Count, told: Count, misleading: boolean): boolean {
  const { valid, checked } = told;
  if (valid > 0 && (valid / checked >= 0.3 || chance(valid, checked, form.prior) <= 1e-3)) return true;
  if (form.alone === 'never' || all.valid === 0) return false;
  if (form.alone === 'written') return all.valid / all.checked >= 0.3;
  const odds = chance(all.valid, all.checked, form.prior);
  // A check that one text in fifty passes by luck says something only of a column that nearly always passes it.
  if (form.prior > 0.02 && all.valid / all.checked < 0.8) return false;
  if (odds <= 1e-6) return true;
  if (misleading) return false;
  return all.valid === all.checked && odds <= (form.alone === 'enough' ? 0.05 : 0.006);
}

/**
 * What `recognizer` finds in the samples of one column whose name has these tokens; undefined when chance explains it.
 * `misleading`: the name speaks of order numbers, barcodes, times …, so a lone value proves nothing.
 */
export function findIn(
  recognizer: ValueRecognizer,
  tokens: readonly string[],
  samples: readonly Sample[],
  misleading: boolean,
): Found | undefined {
  const named = speaks(tokens, recognizer.says, recognizer.unless);
  const found = { hits: 0, checked: 0, prior: 0 };
  for (const form of recognizer.forms) {
    const all = none();
    const told = none();
    for (const { text, digits, count: times } of samples) {
      if (digits < (form.digits ?? 0)) continue;
      for (const match of text.matchAll(form.written)) {
        const passes = form.passes?.(match[0]) ?? true;
        count(all, passes, times);
        const before = text.slice(Math.max(0, match.index - reach), match.index);
        if (named || speaks(tokensOf(before), recognizer.says, recognizer.unless)) count(told, passes, times);
      }
    }
    if (!holds(form, all, told, misleading)) continue;
    found.hits += all.hits;
    found.checked += all.seen;
    found.prior = Math.max(found.prior, form.prior);
  }
  return found.hits === 0 ? undefined : found;
}
