/**
 * A bucket that says which dataset it holds and in which zone, and is not constructed where the policies refuse it. The
 * store's own resource is made by us, or by the user's factory for AWS, Alibaba and whoever else has a provider.
 */
import * as pulumi from '@pulumi/pulumi';
import type { Claim } from '../../transform/judge.ts';
import { inZone, type ZoneJudge } from '../../transform/inZone.ts';
import { tags as tagNames } from '../../transform/write.ts';
import { StoreBucket } from './storeBucket.ts';

/** What a factory is given: name and tags are decided; everything else of its resource is the user's. */
export interface BucketWish {
  readonly bucket: string;
  readonly tags: Readonly<Record<string, pulumi.Input<string>>>;
}
export type BucketFactory = (
  name: string,
  wish: BucketWish,
  opts: pulumi.CustomResourceOptions,
) => pulumi.CustomResource;

/** A store without a provider plugin. Credentials come from the environment of whoever applies, and are in no state. */
export interface PlainStore {
  readonly endpoint: string;
  readonly region: string;
  readonly profile?: string;
}

export interface SovereignBucketArgs {
  readonly claim: Claim;
  readonly bucket: string;
  readonly store: PlainStore | BucketFactory;
  /** On unless told: what is overwritten or deleted by mistake can be had back. */
  readonly versioning?: boolean;
  readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Principals, as ARNs, that may read everything and change nothing: an auditor. Of a plain store only; a factory has its own. */
  readonly readers?: readonly string[];
}

/** Nobody but these, and nothing but reading; the owner needs no leave. */
function readingPolicy(bucket: string, readers: readonly string[]): string {
  const Resource = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
  const own = { Effect: 'Allow', Principal: { AWS: readers }, Action: ['s3:Get*', 's3:List*'], Resource };
  return JSON.stringify({ Version: '2012-10-17', Statement: [own] });
}

export class SovereignBucket extends pulumi.ComponentResource {
  readonly bucket: string;
  readonly resource: pulumi.CustomResource;

  constructor(name: string, args: SovereignBucketArgs, zone: ZoneJudge, opts: pulumi.ComponentResourceOptions = {}) {
    const { claim, bucket, store, versioning = true, readers = [] } = args;
    const transforms = [inZone(claim, zone) as pulumi.ResourceTransform, ...(opts.transforms ?? [])];
    super('cloison:store:SovereignBucket', name, {}, { ...opts, transforms });
    const tags = { ...args.tags, [tagNames.zone]: claim.zone, [tagNames.dataset]: claim.dataset };
    const own = { parent: this };
    const policy = readers.length === 0 ? {} : { policy: readingPolicy(bucket, readers) };
    this.bucket = bucket;
    this.resource =
      typeof store === 'function'
        ? store(name, { bucket, tags }, own)
        : new StoreBucket(name, { ...store, bucket, versioning, tags, ...policy }, own);
    this.registerOutputs({ bucket });
  }
}
