/**
 * What a container is made of: a replica, a restored snapshot, an import, a copied object. Whatever the change calls it, it
 * holds what its source holds, and is at least of that class.
 */
import { datasetAt, subjectOf, type Estate } from '../../../../estate/index.ts';
import type { Answer } from '../../../source.ts';
import { claimed, highestOf } from '../sides/claims.ts';
import type { Container } from './containers.ts';
import type { Directory } from '../links/directory.ts';
import type { Joins } from '../links/joins.ts';
import type { Kept } from '../links/keep.ts';
import { isServedBy } from '../../place/region.ts';
import { bareName } from '../sides/aim.ts';

interface Source {
  /** Of the inputs; undefined where none of them shows it. */
  readonly kept: Kept | undefined;
  /** Bucket and path, of one that is named by them. */
  readonly object: string | undefined;
  /** As the program names it, to a provider; left out where it names none. */
  readonly named?: { readonly name: string; readonly provider: string };
}
const none: readonly Source[] = Object.freeze([]);
/** A copy of a copy of a copy: more is a ring. */
const most = 6;

/** Datasets that the estate declares of a bucket of this name, or of the prefix in it, at any of its places. */
function declaredOf(estate: Estate, object: string): readonly string[] {
  const segments = object.split('/').filter((segment) => segment !== '');
  const [bucket = '', ...path] = segments;
  if (bucket === '' || !object.isWellFormed()) return [];
  const places = Object.values(estate.zones).flatMap((zone) => Object.entries(zone.places ?? {}));
  return places.flatMap(([id, place]) => {
    if (!('s3' in place)) return [];
    const subject = path.length === 0 ? subjectOf.bucket(id, bucket) : subjectOf.prefix(id, bucket, path.join('/'));
    return datasetAt(estate, subject)?.id ?? [];
  });
}

/** Datasets that the estate says a snapshot of this name holds, where a zone of the same provider has it. */
function snapshotsOf(
  { datasets, zones, entities }: Estate,
  { name, provider }: NonNullable<Source['named']>,
): string[] {
  const isOf = (zone: string) => {
    const its = zones[zone]?.provider;
    // Of a cloud of one's own the estate alone says whose it is.
    return its !== undefined && (isServedBy(its, provider) || (provider === 'own' && Object.hasOwn(entities, its)));
  };
  return Object.entries(datasets).flatMap(([id, { snapshots = [] }]) =>
    snapshots.some((each) => each.name === name && isOf(each.zone)) ? [id] : [],
  );
}

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
      const found = kept.entry.made.flatMap((rule, index) =>
        (rule.every === true ? [] : (said[index] ?? [])).map((text): Source => {
          const object = rule.store === true && text.value !== undefined ? bareName(text.value) : undefined;
          const name: Answer<string> = object === undefined ? text : { ...text, value: object.split('/')[0]! };
          const named = text.value === undefined ? {} : { named: { name: text.value, provider: kept.entry!.provider } };
          return { kept: directory.find(kept, rule, [name]).kept, object, ...named };
        }),
      );
      for (const [index, rule] of kept.entry.made.entries())
        if (rule.every === true && said[index]!.length > 0)
          found.push(...directory.all(kept, rule, said[index]!).map((each) => ({ kept: each, object: undefined })));
      this.#own.set(kept, found);
      const root = kept.entry.row.role === 'holds' ? kept : joins.rootOf(kept).kept;
      if (root !== undefined) this.#all.set(root, [...(this.#all.get(root) ?? none), ...found]);
    }
  }

  #held({ kept, object, named }: Source, depth: number): readonly string[] {
    const declaredSo = [
      ...(object === undefined ? [] : declaredOf(this.#estate, object)),
      ...(named === undefined ? [] : snapshotsOf(this.#estate, named)),
    ];
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

  #shownOf(kept: Kept, depth: number): readonly Kept[] {
    return (this.#all.get(kept) ?? none).flatMap(({ kept: source }) => {
      if (source === undefined) return [];
      if (source.entry?.row.role === 'holds' || depth >= most) return [source];
      return this.#shownOf(source, depth + 1);
    });
  }

  /** What it is made of now, as far as the inputs show it: through parts of others to what holds. */
  sourcesNow(kept: Kept): readonly Kept[] {
    return this.#all.size === 0 || !isMadeNow(kept) ? [] : this.#shownOf(kept, 0);
  }

  /** Whether it is made now of something that may hold more than its container is judged for, as far as anybody knows. */
  isDark(kept: Kept, { planned, subject }: Container): boolean {
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
