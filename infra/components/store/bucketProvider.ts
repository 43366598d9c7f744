/** The dynamic provider of a bucket: Pulumi serializes its methods and runs them in a process of its own. */
import type { dynamic } from '@pulumi/pulumi';
import type { BucketInputs, BucketOutputs } from './bucketInputs.ts';
import { createBucket, deleteBucket, readBucket, updateBucket } from './bucketLife.ts';

/** As Pulumi's mark begins of what is known only at apply: a preview checks before everything is known. */
const unknown = '04da6b54-80e4-46f7-';

function endpointFailure(endpoint: string): string | undefined {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) return 'is no http or https address';
  if (url.username === '' && url.password === '') return undefined;
  return 'must hold no credentials: the state would keep them';
}

function failuresOf({ endpoint, bucket, tags }: BucketInputs): dynamic.CheckFailure[] {
  const failures: dynamic.CheckFailure[] = [];
  const wrong = endpoint.startsWith(unknown) ? undefined : endpointFailure(endpoint);
  if (wrong !== undefined) failures.push({ property: 'endpoint', reason: wrong });
  if (!bucket.startsWith(unknown) && !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    failures.push({ property: 'bucket', reason: 'is no name of a bucket' });
  for (const tag of typeof tags === 'object' ? ['cloison-zone', 'cloison-dataset'] : [])
    if ((tags[tag] ?? '') === '') failures.push({ property: 'tags', reason: `says no ${tag}` });
  return failures;
}

/** The order of keys is no difference, and neither is the code of the provider. */
function differs(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return keys.some((key) => one[key] !== other[key]);
}

export const bucketProvider: dynamic.ResourceProvider<BucketInputs, BucketOutputs> = {
  async check(_olds, news) {
    return { inputs: news, failures: failuresOf(news) };
  },
  async diff(_id, olds, news) {
    const moved = (['endpoint', 'region', 'bucket'] as const).filter((key) => olds[key] !== news[key]);
    const changes =
      moved.length > 0 ||
      olds.versioning !== news.versioning ||
      olds.policy !== news.policy ||
      differs(olds.tags, news.tags);
    return { changes, replaces: moved, stables: ['endpoint', 'region', 'bucket'] };
  },
  async create(inputs) {
    return createBucket(inputs);
  },
  async read(id, props) {
    return props === undefined ? {} : readBucket(id, props);
  },
  async update(_id, _olds, news) {
    return updateBucket(news);
  },
  async delete(_id, props) {
    await deleteBucket(props);
  },
};
