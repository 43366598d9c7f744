/**
 * Holds the lines about one subject to each other: a second answer, an answer about what is not there, or a reading that
 * calls itself full where not everything was read would let whoever writes last, or least, decide the verdict.
 */
import type { CollectionHeader, FactName, FactValue, Observation } from '../estate/index.ts';
import type { Complain } from './collectionLine.ts';

/** A long run tells each line at its own time, and one that goes on after a crash keeps its first lines. Milliseconds. */
const longestRun = 24 * 60 * 60 * 1000;

interface Told {
  readonly facts: Set<FactName>;
  absent: boolean;
  objects?: FactValue<'objects'>;
  /** A full pass that is claimed, and where. */
  full?: { readonly values: number; readonly complain: Complain };
}

export class Accord {
  readonly #collectedAt: number | undefined;
  readonly #told = new Map<string, Told>();

  /** `header` undefined: it was refused already, and no time is compared. */
  constructor(header: CollectionHeader | undefined) {
    this.#collectedAt = header && Date.parse(header.collectedAt);
  }

  /** False after complaining. */
  take(seen: Observation, complain: Complain): boolean {
    const { subject, fact, at } = seen;
    const told: Told = this.#told.get(subject) ?? { facts: new Set(), absent: false };
    const problem = (code: string, path: string) => {
      complain(code, path, { fact });
      return false;
    };
    if (this.#collectedAt !== undefined && Math.abs(Date.parse(at) - this.#collectedAt) > longestRun)
      return problem('collection-time', '/at');
    if (told.facts.has(fact)) return problem('collection-said-twice', '/fact');
    const isAbsent = fact === 'exists' && seen.state === 'absent';
    if (told.absent || (isAbsent && told.facts.size > 0)) return problem('collection-absent', '/fact');
    told.absent = isAbsent;
    told.facts.add(fact);
    if (fact === 'objects' && seen.value !== undefined) told.objects = seen.value;
    if (fact === 'labels' && seen.value?.fullPass === true) told.full = { values: seen.value.values, complain };
    this.#told.set(subject, told);
    return true;
  }

  /** A full pass stands on a complete count of which every object was read, and on values where there were bytes. */
  settle(): void {
    for (const { full, objects } of this.#told.values()) {
      if (full === undefined) continue;
      const isRead = objects !== undefined && objects.complete && objects.sampled === objects.count;
      if (!isRead || (objects.bytes > 0 && full.values === 0)) full.complain('collection-full-pass', '/value/fullPass');
    }
  }
}
