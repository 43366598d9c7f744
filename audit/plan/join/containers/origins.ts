/**
 * What a container is made of: a replica, a restored snapshot, an import, a copied object. Whatever the change calls it, it
 * holds what its source holds, and is at least of that class.
 */
import { datasetAt, type Estate, type PlannedAt } from '../../../../estate/index.ts';
import { claimed, highestOf } from '../sides/claims.ts';
import type { Movement } from '../../reading.ts';
import { declaredBuckets, declaredSnapshots, type DeclaredSource } from './declaredSources.ts';
import type { Directory } from '../links/directory.ts';
import type { Joins } from '../links/joins.ts';
import type { Kept } from '../links/keep.ts';
import { sourcesOf, type Source } from './madeFrom.ts';

/** One that holds what something is made of. */
interface Whence {
  /** Of the inputs; undefined where the estate alone knows it. */
  readonly kept: Kept | undefined;
  /** Where the estate says that it lies. */
  readonly end: Movement['from'];
  /** All that it holds, as far as anybody knows. */
  readonly datasets: readonly string[];
}
const none: readonly Source[] = Object.freeze([]);
/** A copy of a copy of a copy: more is a ring. */
const most = 6;

/** One that is already there was made long ago: only what is made now, or of something else than before, is asked about. */
function isMadeNow({ planned: { operation }, before, after }: Kept): boolean {
  if (operation === 'create' || operation === 'replace') return true;
  return operation === 'update' && JSON.stringify(before?.sources) !== JSON.stringify(after?.sources);
}

export class Origins {
  readonly #own = new Map<Kept, readonly Source[]>();
  /** By holder: its own and those of its parts. */
  readonly #all = new Map<Kept, Source[]>();
  readonly #estate: Estate;
  readonly #subjectOf: (kept: Kept) => string | undefined;

  constructor(
    every: readonly Kept[],
    directory: Directory,
    joins: Joins,
    estate: Estate,
    subject: (kept: Kept) => string | undefined,
  ) {
    this.#estate = estate;
    this.#subjectOf = subject;
    for (const kept of every) {
      const said = kept.after?.sources;
      if (said === undefined || kept.entry === undefined) continue;
      const named = kept.entry.made.flatMap((rule, index) => sourcesOf(kept, rule, said[index] ?? [], directory));
      const found = named.filter((source) => source.isHidden !== true || this.#isKnown(source));
      this.#own.set(kept, found);
      const root = kept.entry.row.role === 'holds' ? kept : joins.rootOf(kept).kept;
      if (root !== undefined) this.#all.set(root, [...(this.#all.get(root) ?? none), ...found]);
    }
  }

  #isKnown(source: Source): boolean {
    return source.kept !== undefined || this.#declared(source).length > 0;
  }

  #declared({ object, named }: Source): readonly DeclaredSource[] {
    return [
      ...(object === undefined ? [] : declaredBuckets(this.#estate, object)),
      ...(named === undefined ? [] : declaredSnapshots(this.#estate, named)),
    ];
  }

  #held(source: Source, depth: number): readonly string[] {
    const { kept } = source;
    const declaredSo = this.#declared(source).map(({ dataset }) => dataset);
    if (kept === undefined) return declaredSo;
    const claims = [
      claimed(this.#estate, kept.after?.claims, 'after'),
      claimed(this.#estate, kept.before?.claims, 'before'),
    ];
    const subject = this.#subjectOf(kept);
    const declared = subject === undefined ? undefined : datasetAt(this.#estate, subject)?.id;
    const own = [...declaredSo, declared, ...claims].filter((id) => id !== undefined);
    return [...own, ...(depth < most ? this.#heldBy(kept, depth + 1) : [])];
  }

  #heldBy(kept: Kept, depth: number): readonly string[] {
    return (this.#all.get(kept) ?? none).flatMap((source) => this.#held(source, depth));
  }

  /** Datasets of all that it is made of, as far as anybody knows. */
  datasetsOf(kept: Kept): readonly string[] {
    return this.#own.size === 0 ? [] : this.#heldBy(kept, 0);
  }

  #whence(kept: Kept, depth: number): readonly Whence[] {
    return (this.#all.get(kept) ?? none).flatMap((source): readonly Whence[] => {
      const { kept: shown } = source;
      if (shown === undefined)
        return this.#declared(source).map(({ dataset, end }) => ({ kept: undefined, end, datasets: [dataset] }));
      if (shown.entry?.row.role === 'holds' || depth >= most)
        return [{ kept: shown, end: {}, datasets: this.#held(source, depth) }];
      return this.#whence(shown, depth + 1);
    });
  }

  /** What it is made of now, as far as the inputs or the estate show it: through parts of others to what holds. */
  sourcesNow(kept: Kept): readonly Whence[] {
    return this.#all.size === 0 || !isMadeNow(kept) ? [] : this.#whence(kept, 0);
  }

  /** Whether it is made now of something that may hold more than its container is judged for, as far as anybody knows. */
  isDark(kept: Kept, { planned, subject }: { readonly planned: PlannedAt; readonly subject: string }): boolean {
    const sources = this.#own.get(kept) ?? none;
    if (sources.length === 0 || !isMadeNow(kept)) return false;
    const { datasets } = this.#estate;
    const classOf = (id: string | undefined) => (id === undefined ? undefined : datasets[id]?.class) ?? '';
    const highest = Object.values(datasets).reduce((top, { class: one }) => (one > top ? one : top), '');
    const judged = highestOf(this.#estate, [
      datasetAt(this.#estate, subject)?.id,
      planned.claims,
      planned.claimedBefore,
    ]);
    if (highest !== '' && classOf(judged) >= highest) return false;
    return sources.some((source) => !this.#held(source, 0).some((id) => Object.hasOwn(datasets, id)));
  }
}
