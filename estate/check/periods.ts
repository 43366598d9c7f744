/** Periods that end before they start, and a home where the dataset may not lie. */
import { flawIn, type Check, type Entry } from '../read/draft.ts';
import type { Flaw } from '../read/flaw.ts';

function* backwards<T>(entries: readonly Entry<T>[], from: keyof T & string, until: keyof T & string): Generator<Flaw> {
  for (const entry of entries) {
    const [start, end] = [entry.value[from] as string | undefined, entry.value[until] as string | undefined];
    if (start !== undefined && end !== undefined && end < start) {
      yield flawIn(entry, [until], 'period-backwards', { from: start, until: end });
    }
  }
}

export const periods: Check = function* (draft) {
  yield* backwards(draft.identities, 'from', 'until');
  yield* backwards(draft.transfers, 'from', 'until');
  yield* backwards(draft.documents, 'on', 'until');
  yield* backwards(draft.waivers, 'from', 'until');
  yield* backwards(draft.freezes, 'from', 'to');
};

export const homes: Check = function* (draft) {
  for (const entry of draft.datasets) {
    const { home, mayLieIn } = entry.value;
    if (home === undefined || mayLieIn === undefined || mayLieIn.includes(home)) continue;
    yield flawIn(entry, ['home'], 'home-not-allowed', { zone: home, allowed: mayLieIn.join(', ') });
  }
};
