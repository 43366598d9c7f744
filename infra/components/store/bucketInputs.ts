/** What a bucket of a plain S3 store is made from. Every value is in the state of the stack: nothing here is a secret. */
export interface BucketInputs {
  /** `https://…`, without a name or password in it. */
  readonly endpoint: string;
  /** What the store calls the place: asked for at creation and compared with its own answer. */
  readonly region: string;
  readonly bucket: string;
  readonly versioning: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** Bucket policy, as JSON text; left out, none is there. */
  readonly policy?: string;
  /** Named profile of the user's own SDK configuration; left out, the SDK's usual chain from the environment. */
  readonly profile?: string;
}

/** What the store said afterwards. */
export interface BucketOutputs extends BucketInputs {
  /**
   * `on`: public ACLs have no effect and the store refuses every public policy. `acls`: only the former, because Ceph RGW 16
   * takes each Allow of a policy for public. Where a store knows no such block, a new bucket is closed all the same.
   */
  readonly publicAccessBlock: 'on' | 'acls' | 'unsupported';
}
