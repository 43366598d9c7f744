/** What a bucket's own configuration says: one reading call per fact, and how its answer becomes our value. */
import type { FactName, FactValue } from '../../estate/index.ts';
import { andThen, failed, value } from '../observe.ts';
import type { Answer } from '../source.ts';
import type { Store } from './client.ts';

export interface Said<F extends FactName> {
  readonly fact: F;
  readonly call: string;
  readonly answer: Answer<FactValue<F>>;
}
export type AnySaid = { [F in FactName]: Said<F> }[FactName];
type Read<F extends FactName> = (store: Store, Bucket: string) => Promise<Answer<FactValue<F>>>;

/** A key in the provider's key service is held by the provider, whoever ordered it: only SSE-C keeps it away (HeadObject). */
const encryption: Read<'encryption'> = async ({ ask, client, sdk }, Bucket) => {
  const out = await ask((options) => client.send(new sdk.GetBucketEncryptionCommand({ Bucket }), options));
  return andThen(out, ({ ServerSideEncryptionConfiguration: configuration }) => {
    const algorithm = configuration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm;
    return algorithm === undefined
      ? failed('absent', '200 no-rule')
      : value({ value: 'provider-key' as const, algorithm });
  });
};

const versioning: Read<'versioning'> = async ({ ask, client, sdk }, Bucket) => {
  const out = await ask((options) => client.send(new sdk.GetBucketVersioningCommand({ Bucket }), options));
  const states = { Enabled: 'on', Suspended: 'suspended' } as const;
  return andThen(out, ({ Status }): Answer<FactValue<'versioning'>> => {
    if (Status === undefined) return value({ value: 'off' as const });
    const known = (states as Partial<Record<string, 'on' | 'suspended'>>)[Status];
    return known === undefined ? failed('unknown', '200 status') : value({ value: known });
  });
};

const objectLock: Read<'objectLock'> = async ({ ask, client, sdk }, Bucket) => {
  const out = await ask((options) => client.send(new sdk.GetObjectLockConfigurationCommand({ Bucket }), options));
  return andThen(out, ({ ObjectLockConfiguration: lock }): Answer<FactValue<'objectLock'>> => {
    const kept = lock?.Rule?.DefaultRetention;
    if (kept?.Mode === undefined) return value({ value: 'off' as const });
    const days = kept.Days ?? (kept.Years === undefined ? undefined : kept.Years * 365);
    const mode = kept.Mode === 'COMPLIANCE' ? ('compliance' as const) : ('governance' as const);
    return value(days === undefined ? { value: mode } : { value: mode, days });
  });
};

/** A rule that is switched off copies nothing. Ceph answers an empty configuration where nothing is set. */
const replication: Read<'replication'> = async ({ ask, client, sdk }, Bucket) => {
  const out = await ask((options) => client.send(new sdk.GetBucketReplicationCommand({ Bucket }), options));
  return andThen(out, ({ ReplicationConfiguration: configuration }) => {
    const rules = (configuration?.Rules ?? []).filter((rule) => rule.Status !== 'Disabled');
    if (rules.length === 0) return failed('absent', '200 no-rule');
    const targets = rules
      .map((rule) => rule.Destination?.Bucket ?? '?')
      .map((arn) => arn.replace(/^arn:[^:]*:s3:::/, ''));
    return value({ targets: [...new Set(targets)].sort() });
  });
};

const lifecycle: Read<'lifecycle'> = async ({ ask, client, sdk }, Bucket) => {
  const out = await ask((options) => client.send(new sdk.GetBucketLifecycleConfigurationCommand({ Bucket }), options));
  return andThen(out, ({ Rules = [] }) => {
    const active = Rules.filter((rule) => rule.Status === 'Enabled');
    const expires = active.some((rule) => rule.Expiration?.Days !== undefined || rule.Expiration?.Date !== undefined);
    return value({ rules: active.length, expires });
  });
};

/** Keys only: a tag's value is free text and may name a person. */
const tags: Read<'tags'> = async ({ ask, client, sdk }, Bucket) => {
  const out = await ask((options) => client.send(new sdk.GetBucketTaggingCommand({ Bucket }), options));
  return andThen(out, ({ TagSet = [] }) =>
    value({
      keys: TagSet.map((tag) => tag.Key ?? '')
        .filter(Boolean)
        .sort(),
    }),
  );
};

const calls = {
  encryption: ['GetBucketEncryption', encryption],
  versioning: ['GetBucketVersioning', versioning],
  objectLock: ['GetObjectLockConfiguration', objectLock],
  replication: ['GetBucketReplication', replication],
  lifecycle: ['GetBucketLifecycleConfiguration', lifecycle],
  tags: ['GetBucketTagging', tags],
} as const;

export async function configuredFacts(store: Store, bucket: string): Promise<AnySaid[]> {
  return Promise.all(
    Object.entries(calls).map(
      async ([fact, [call, read]]) => ({ fact, call, answer: await read(store, bucket) }) as AnySaid,
    ),
  );
}
