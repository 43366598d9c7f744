/** What the estate knows of a source that no input shows: the bucket or prefix that it declares, the snapshot that it lists. */
import { datasetAt, subjectOf, type Estate } from '../../../../estate/index.ts';
import { isServedBy } from '../../place/region.ts';
import type { Movement } from '../../reading.ts';

export interface DeclaredSource {
  readonly dataset: string;
  readonly end: Movement['from'];
}

/** A bucket of this name, or the prefix in it, at any of the estate's places. `object`: bucket and path. */
export function declaredBuckets(estate: Estate, object: string): readonly DeclaredSource[] {
  const segments = object.split('/').filter((segment) => segment !== '');
  const [bucket = '', ...path] = segments;
  if (bucket === '' || !object.isWellFormed()) return [];
  return Object.values(estate.zones).flatMap(({ provider, places = {} }) =>
    Object.entries(places).flatMap(([id, place]) => {
      if (!('s3' in place)) return [];
      const subject = path.length === 0 ? subjectOf.bucket(id, bucket) : subjectOf.prefix(id, bucket, path.join('/'));
      const dataset = datasetAt(estate, subject)?.id;
      const { region } = place;
      const end = { provider, place: id, ...(region === undefined ? {} : { region }) };
      return dataset === undefined ? [] : [{ dataset, end }];
    }),
  );
}

/** A snapshot of this name, where a zone of the same provider has it. */
export function declaredSnapshots(
  { datasets, zones, entities }: Estate,
  { name, provider }: { readonly name: string; readonly provider: string },
): readonly DeclaredSource[] {
  const providerOf = (zone: string) => {
    const its = zones[zone]?.provider;
    // Of a cloud of one's own the estate alone says whose it is.
    const isOf =
      its !== undefined && (isServedBy(its, provider) || (provider === 'own' && Object.hasOwn(entities, its)));
    return isOf ? its : undefined;
  };
  return Object.entries(datasets).flatMap(([dataset, { snapshots = [] }]) =>
    snapshots.flatMap(({ name: own, zone }) => {
      const its = own === name ? providerOf(zone) : undefined;
      return its === undefined ? [] : [{ dataset, end: { provider: its, zone } }];
    }),
  );
}
