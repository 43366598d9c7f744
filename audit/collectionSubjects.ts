/**
 * Holds the subjects of a collection to what they are and to the account of their source: a bucket told as a machine, or
 * one of a place that nobody looked at, would be judged by nobody and missed by nobody.
 */
import { parseSubject, type CollectionHeader, type CollectionTrailer, type Observation } from '../estate/index.ts';
import type { Complain } from './collectionLine.ts';

const objects: Readonly<Record<string, Observation['kind']>> = {
  Node: 'node',
  Namespace: 'namespace',
  PersistentVolumeClaim: 'volume',
  Secret: 'secret',
};
const schemes: Readonly<Record<string, Observation['kind']>> = {
  store: 'bucket',
  database: 'table',
  file: 'fileroot',
  place: 'place',
};

/** The one kind that a subject can be; undefined for what no source looks at. */
function kindOf(subject: string): Observation['kind'] | undefined {
  const { scheme, segments, isPrefix } = parseSubject(subject);
  if (isPrefix) return 'prefix';
  if (scheme === 'cluster') return objects[segments[2] ?? ''] ?? 'workload';
  return schemes[scheme];
}

const rowOf = (source: string, place: string): string => JSON.stringify([source, place]);

export class Subjects {
  readonly #places: ReadonlySet<string> | undefined;
  readonly #met = new Map<string, Set<string>>();

  /** `header` undefined: it was refused already, and only kinds are checked. */
  constructor(header: CollectionHeader | undefined) {
    this.#places = header && new Set(header.sources.map(({ source, place }) => rowOf(source, place)));
  }

  /** False after complaining. */
  take({ subject, kind, origin }: Observation, complain: Complain): boolean {
    const place = parseSubject(subject).segments[0]!;
    const row = rowOf(origin.source, place);
    if (kind !== kindOf(subject)) {
      complain('collection-kind', '/kind', { kind });
      return false;
    }
    if (this.#places !== undefined && !this.#places.has(row)) {
      complain('collection-place', '/subject', { place, source: origin.source });
      return false;
    }
    const met = this.#met.get(row) ?? new Set();
    this.#met.set(row, met.add(subject));
    return true;
  }

  /** Each place has as many subjects as its source counted. */
  settle({ coverage }: CollectionTrailer, complain: Complain): void {
    for (const [index, { source, place, subjects: said }] of coverage.entries()) {
      const met = this.#met.get(rowOf(source, place))?.size ?? 0;
      if (said !== met) complain('collection-subjects', `/coverage/${index}/subjects`, { place, said, met });
    }
  }
}
