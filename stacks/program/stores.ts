/** The buckets of one side: one for each that a dataset says it lies in. */
import type * as pulumi from '@pulumi/pulumi';
import { SovereignBucket } from '../../infra/index.ts';
import { lyingIn, placesOf, regionOf, type SideGround } from './side.ts';
import type { Side } from '../../estate/index.ts';

/** Dataset → subject of its bucket, as the other side hears it. */
export type Buckets = Record<string, string>;

/** Where the data of a dataset come from, when a declared flow brings them from a bucket of the other side. */
function sourceOf(dataset: string, { estate }: SideGround, other: pulumi.Output<Buckets> | undefined) {
  const from = estate.flows.find(({ to }) => to === dataset)?.from;
  return from === undefined ? undefined : other?.apply((buckets) => buckets[from] ?? 'elsewhere');
}

export function makeBuckets(ground: SideGround, side: Side, other?: pulumi.Output<Buckets>): Buckets {
  const made: Buckets = {};
  for (const at of placesOf(ground.estate, side)) {
    const { s3: endpoint } = at.place;
    if (endpoint === undefined) continue;
    const [profile, readers = []] = [ground.profiles[at.id], ground.readers[at.id]];
    const store = { endpoint, region: regionOf(ground.estate, at), ...(profile === undefined ? {} : { profile }) };
    for (const { id, subject, segments } of lyingIn(ground.estate, at.id)) {
      const source = sourceOf(id, ground, other);
      const claim = { zone: at.zoneId, dataset: id };
      const tags = source === undefined ? {} : { 'cloison-source': source };
      new SovereignBucket(`${at.id}/${segments[0]}`, { claim, bucket: segments[0]!, store, tags, readers }, ground);
      made[id] = subject;
    }
  }
  return made;
}
