/** The buckets of a measured plan, cloud by cloud. Every 18th lies abroad or is public. */
export const abroad = (at: number): boolean => at % 36 === 7;
export const open = (at: number): boolean => at % 36 === 25;

/** A cloud whose buckets a plan creates. The closest peer reads Scaleway, and none of the large ones. */
export interface Cloud {
  readonly type: string;
  readonly provider: string;
  readonly region: string;
  /** The property that names a bucket. */
  readonly named: string;
  readonly after: (at: number) => object;
  readonly unknown: object;
}

const tagsOf = (at: number): object => ({
  'cloison-dataset': 'people',
  owner: `team-${at % 17}`,
  cost: `centre-${at % 31}`,
});

export const clouds = {
  aws: {
    type: 'aws_s3_bucket',
    provider: 'hashicorp/aws',
    region: 'eu-central-1',
    named: 'bucket',
    after: (at) => ({
      acceleration_status: null,
      force_destroy: false,
      object_lock_enabled: false,
      timeouts: null,
      bucket: `bench-${at}`,
      region: abroad(at) ? 'us-east-1' : 'eu-central-1',
      acl: open(at) ? 'public-read' : 'private',
      tags: tagsOf(at),
    }),
    unknown: { arn: true, bucket_domain_name: true, hosted_zone_id: true, id: true, website: true, tags: {} },
  },
  // It has no region outside the Union: what would lie abroad is public too.
  scaleway: {
    type: 'scaleway_object_bucket',
    provider: 'scaleway/scaleway',
    region: 'fr-par',
    named: 'name',
    after: (at) => ({
      acl: abroad(at) || open(at) ? 'public-read' : 'private',
      force_destroy: false,
      lifecycle_rule: [],
      name: `bench-${at}`,
      object_lock_enabled: true,
      region: 'fr-par',
      tags: tagsOf(at),
      timeouts: null,
      versioning: [{ enabled: true }],
    }),
    unknown: { api_endpoint: true, cors_rule: true, endpoint: true, id: true, project_id: true, tags: {} },
  },
} as const satisfies Readonly<Record<string, Cloud>>;
export type CloudName = keyof typeof clouds;
