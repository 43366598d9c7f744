/** Object stores that speak S3. Reads only; concludes nothing. */
import { subjectOf, type Observation } from '../../estate/index.ts';
import { observed, andThen, type About } from '../observe.ts';
import type { Scope, Source, SourceContext } from '../source.ts';
import { observeBucket } from './bucket.ts';
import { declaredAt, openAndList } from './containers.ts';
import { readIdentities } from './identities/read.ts';
import { allBuckets } from './identities/buckets.ts';

const id = 's3';

/** Buckets are read a few at a time and told in the order of their names, so that a cursor means something. */
async function* inOrder<T, U>(items: readonly T[], width: number, work: (item: T) => Promise<U>): AsyncGenerator<U> {
  const running: Promise<U>[] = [];
  let next = 0;
  for (; next < Math.min(width, items.length); next += 1) running.push(work(items[next]!));
  for (const promise of running) promise.catch(() => {});
  while (running.length > 0) {
    yield await running.shift()!;
    if (next >= items.length) continue;
    const promise = work(items[next]!);
    promise.catch(() => {});
    running.push(promise);
    next += 1;
  }
}

async function* observe(scope: Scope, context: SourceContext): AsyncGenerator<Observation> {
  const { store, buckets } = await openAndList(scope, context);
  try {
    const place: About = { subject: subjectOf.named('place', scope.id), kind: 'place', source: id, at: context.now };
    const identities = await readIdentities(store, scope, context);
    const counted = andThen(identities.plane, ({ known, unknown }) => ({
      state: 'value' as const,
      value: { known, unknown },
    }));
    yield observed(place, 'identities', identities.call, counted);
    const declared = declaredAt(scope);
    const administered = await allBuckets(store, scope);
    const names = [...new Set([...buckets, ...administered, ...declared.buckets])].sort();
    const left = names.filter((name) => context.cursor === undefined || name > context.cursor);
    const work = (bucket: string) => {
      const prefixes = declared.prefixes.filter(([within]) => within === bucket).map(([, prefix]) => prefix);
      return observeBucket(
        { store, scope, bucket, prefixes, plane: identities.plane, planeCall: identities.call, source: id },
        context,
      );
    };
    for await (const seen of inOrder(left, 4, work)) yield* seen;
  } finally {
    store.client.destroy();
  }
}

export const storeSource: Source = {
  id,
  kind: 's3',
  rights: [
    's3:ListAllMyBuckets',
    's3:ListBucket',
    's3:ListBucketVersions',
    's3:GetBucketLocation',
    's3:GetBucketPolicy',
    's3:GetBucketPolicyStatus',
    's3:GetBucketAcl',
    's3:GetBucketPublicAccessBlock',
    's3:GetEncryptionConfiguration',
    's3:GetBucketVersioning',
    's3:GetBucketObjectLockConfiguration',
    's3:GetReplicationConfiguration',
    's3:GetLifecycleConfiguration',
    's3:GetBucketTagging',
    's3:GetObject',
    's3:GetObjectVersion',
    's3:GetObjectAcl',
    's3:GetObjectVersionAcl',
    'rgw: caps metadata=read, buckets=read',
    'versitygw: role admin',
  ],
  fields: [
    'bucket names',
    'region labels',
    'policy and ACL effects',
    'settings',
    'tag keys',
    'object counts and sizes',
    'labels of sampled content',
    'account counts',
  ],
  facts: [
    'exists',
    'location',
    'publicRead',
    'publicWrite',
    'encryption',
    'versioning',
    'objectLock',
    'replication',
    'lifecycle',
    'tags',
    'objects',
    'labels',
    'content',
    'grants',
    'identities',
  ],
  observe,
};
