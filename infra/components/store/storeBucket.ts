/** A bucket of a store for which there is no provider plugin to use: Ceph RGW, MinIO, versitygw and their kin. */
import * as pulumi from '@pulumi/pulumi';
import type { BucketInputs, BucketOutputs } from './bucketInputs.ts';
import { bucketProvider } from './bucketProvider.ts';

export type StoreBucketArgs = { readonly [Name in keyof BucketInputs]: pulumi.Input<BucketInputs[Name]> };

export class StoreBucket extends pulumi.dynamic.Resource {
  // `declare`: a field of its own would be undefined again once the resource is registered.
  declare readonly bucket: pulumi.Output<string>;
  declare readonly endpoint: pulumi.Output<string>;
  declare readonly region: pulumi.Output<string>;
  declare readonly publicAccessBlock: pulumi.Output<BucketOutputs['publicAccessBlock']>;

  constructor(name: string, args: StoreBucketArgs, opts?: pulumi.CustomResourceOptions) {
    super(bucketProvider, name, { ...args, publicAccessBlock: undefined }, opts, 'store', 'Bucket');
  }
}
