/** What the summary counts against what the document holds: a step that was left out must be missed. */
import type { Json } from '../../../estate/index.ts';
import type { Shortfall } from '../told.ts';
import { partsOfReplacement } from './operations.ts';
import { isTable } from './tree.ts';
import { isDefaultProvider, type Urn } from './urn.ts';

const isCount = (value: Json): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

export class Tally {
  readonly #input: string;
  readonly #read = new Map<string, number>();

  constructor(input: string) {
    this.#input = input;
  }

  count(op: string, urn: Urn): void {
    if (!isDefaultProvider(urn)) this.#read.set(op, (this.#read.get(op) ?? 0) + 1);
  }

  #short(code: string, values: Shortfall['values']): Shortfall {
    return { input: this.#input, code, values };
  }

  /** `summary` is `changeSummary` or `resourceChanges`: Pulumi's word → how many. `isOwed`: this kind of document has one. */
  *shorts(summary: Json | undefined, isOwed: boolean): Generator<Shortfall> {
    if (!isTable(summary)) {
      if (isOwed && this.#read.size > 0) yield this.#short('summary-blind', {});
      return;
    }
    const counts = Object.entries(summary).filter((entry): entry is [string, number] => isCount(entry[1]));
    // One that counts no number of times misses nothing that was left out.
    if (counts.length < Object.keys(summary).length) {
      yield this.#short('summary-blind', {});
      return;
    }
    const refreshed = this.#read.get('refresh') ?? 0;
    if (refreshed > 0) yield* this.#refresh(refreshed, counts);
    for (const [op, counted] of refreshed > 0 ? [] : counts) {
      const read = this.#read.get(op) ?? 0;
      if (partsOfReplacement.has(op) || read >= counted) continue;
      yield op === 'same'
        ? this.#short('sames-left-out', { counted, read })
        : this.#short('counts-differ', { operation: op, counted, read });
    }
  }

  /** The digest of a refresh shows old = new for what has drifted: only the summary moves. */
  *#refresh(read: number, counts: readonly [string, number][]): Generator<Shortfall> {
    const counted = counts.reduce((sum, [, count]) => sum + count, 0);
    const drifted = counts.reduce((sum, [op, count]) => sum + (op === 'same' ? 0 : count), 0);
    if (read < counted) yield this.#short('counts-differ', { operation: 'refresh', counted, read });
    if (drifted > 0) yield this.#short('drift-left-out', { drifted });
  }
}
