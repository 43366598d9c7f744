/** Everything about one bucket and the prefixes declared in it, as finished observations. */
import { subjectOf, type Observation } from '../../estate/index.ts';
import { failed, observed, value, type About } from '../observe.ts';
import type { Answer, Scope, SourceContext } from '../source.ts';
import { readAccess, type BucketAccess } from './access.ts';
import { configuredFacts, type AnySaid } from './bucketFacts.ts';
import { readContent } from '../content.ts';
import type { Store } from './client.ts';
import { opener } from './content.ts';
import { exposureOf } from './exposure.ts';
import { grantsOf } from './grants.ts';
import type { IdentityPlane } from './identities/plane.ts';
import { locationOf } from './location.ts';
import { withObjects } from './objectAcl.ts';
import { listObjects, type Listing } from './objects.ts';

export interface Task {
  readonly store: Store;
  readonly scope: Scope;
  readonly bucket: string;
  readonly prefixes: readonly string[];
  readonly plane: Answer<IdentityPlane>;
  readonly planeCall: string;
  readonly source: string;
}

function aboutOf({ scope, bucket, source }: Task, prefix: string, { mask, now }: SourceContext): About {
  const name = mask(bucket);
  const kind = prefix === '' ? 'bucket' : 'prefix';
  const masked = prefix
    .split('/')
    .map((part) => (part === '' ? part : mask(part)))
    .join('/');
  const subject = prefix === '' ? subjectOf.bucket(scope.id, name) : subjectOf.prefix(scope.id, name, masked);
  return { subject, kind, source, at: now };
}

/** Facts of the bucket hold for a prefix in it too; who reaches it and what lies in it is the prefix's own. */
async function observeContainer(
  task: Task,
  prefix: string,
  shared: readonly AnySaid[],
  access: BucketAccess,
  listing: Listing,
  everything: boolean,
  context: SourceContext,
): Promise<Observation[]> {
  const about = aboutOf(task, prefix, context);
  const container = { bucket: task.bucket, prefix };
  const listed = listing.containers.get(prefix)!;
  // A declared prefix under which a complete listing found nothing is not there, and of what is not there nothing is told.
  if (prefix !== '' && listing.stopped === undefined && listed.count === 0)
    return [observed(about, 'exists', listing.call, failed('absent', 'no-object'))];
  const whole = everything && listing.stopped === undefined;
  const content = await readContent(listed, whole, opener(task.store, task.bucket), context);
  const { count, bytes } = listed;
  const objects = { count, bytes, sampled: content.sampled, complete: listing.stopped === undefined };
  const nothingListed = listing.stopped !== undefined && count === 0;
  const { read: bucketRead, write } = exposureOf(access, container);
  const read = await withObjects(bucketRead, access, task.store, task.bucket, listed);
  return [
    ...shared.map(({ fact, call, answer }) => observed(about, fact, call, answer as Answer<never>)),
    observed(about, 'publicRead', 'GetBucketPolicy+GetBucketAcl+GetObjectAcl', read),
    observed(about, 'publicWrite', 'GetBucketPolicy+GetBucketAcl', write),
    observed(about, 'objects', listing.call, nothingListed ? listing.stopped : value(objects)),
    observed(about, 'labels', 'GetObject', nothingListed ? listing.stopped : content.labels),
    ...(context.fingerprint === undefined
      ? []
      : [observed(about, 'content', 'GetObject', nothingListed ? listing.stopped : content.prints)]),
    observed(
      about,
      'grants',
      `${task.planeCall}+GetBucketPolicy+GetBucketAcl`,
      grantsOf(task.plane, access, container, content.clear),
    ),
  ];
}

export async function observeBucket(task: Task, context: SourceContext): Promise<Observation[]> {
  const { store, bucket, prefixes } = task;
  const { exists, location } = await locationOf(store, bucket);
  const first: AnySaid[] = [
    { fact: 'exists', call: 'HeadBucket', answer: exists },
    { fact: 'location', call: 'HeadBucket+GetBucketLocation', answer: location },
  ];
  if (exists.state === 'absent') {
    const containers = ['', ...prefixes].map((prefix) => aboutOf(task, prefix, context));
    return containers.map((about) => observed(about, 'exists', 'HeadBucket', failed('absent', exists.code)));
  }
  const [configured, access] = await Promise.all([
    configuredFacts(store, bucket),
    readAccess(store, bucket, task.scope),
  ]);
  const versioning = configured.find(({ fact }) => fact === 'versioning')!.answer as Answer<{ value: string }>;
  const versioned = versioning.value?.value === 'on' || versioning.value?.value === 'suspended';
  // Where versioning itself could not be read, older versions may lie unseen: then nothing was read in full.
  const everything = ['value', 'absent', 'unsupported'].includes(versioning.state);
  const listing = await listObjects(store, bucket, prefixes, versioned, context.budget.sampledObjects);
  const shared = [...first, ...configured];
  const all: Observation[] = [];
  for (const prefix of ['', ...prefixes]) {
    all.push(...(await observeContainer(task, prefix, shared, access, listing, everything, context)));
  }
  return all;
}
