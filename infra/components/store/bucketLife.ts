/** Create or adopt, read, mend and delete one bucket. Serialized with the provider: nothing imported runs, but plain functions of ours. */
import type { BucketInputs, BucketOutputs } from './bucketInputs.ts';
import { connect, isAbsent, isUnsupported, nameOf, type Connection } from './client.ts';

/** Where the store says that the bucket lies; stores leave it out where they have but one place. */
async function placeOf({ sdk, client }: Connection, Bucket: string): Promise<string | undefined> {
  const { LocationConstraint } = await client.send(new sdk.GetBucketLocationCommand({ Bucket }));
  return LocationConstraint;
}

async function tagsOf({ sdk, client }: Connection, Bucket: string): Promise<Record<string, string>> {
  try {
    const { TagSet = [] } = await client.send(new sdk.GetBucketTaggingCommand({ Bucket }));
    return Object.fromEntries(TagSet.map(({ Key = '', Value = '' }) => [Key, Value]));
  } catch (cause) {
    if (isAbsent(cause)) return {};
    throw cause;
  }
}

async function isVersioned({ sdk, client }: Connection, Bucket: string): Promise<boolean> {
  const { Status } = await client.send(new sdk.GetBucketVersioningCommand({ Bucket }));
  return Status === 'Enabled';
}

async function closeToPublic(
  { sdk, client }: Connection,
  inputs: BucketInputs,
): Promise<BucketOutputs['publicAccessBlock']> {
  const whole = inputs.policy === undefined;
  // Ignored, not blocked: Ceph RGW 16 refuses every write of an object where public ACLs are blocked.
  const acls = { BlockPublicAcls: false, IgnorePublicAcls: true };
  const block = { ...acls, BlockPublicPolicy: whole, RestrictPublicBuckets: whole };
  try {
    const asked = { Bucket: inputs.bucket, PublicAccessBlockConfiguration: block };
    await client.send(new sdk.PutPublicAccessBlockCommand(asked));
    return whole ? 'on' : 'acls';
  } catch (cause) {
    if (isUnsupported(cause)) return 'unsupported';
    throw cause;
  }
}

async function policyOf({ sdk, client }: Connection, Bucket: string): Promise<string | undefined> {
  try {
    return (await client.send(new sdk.GetBucketPolicyCommand({ Bucket }))).Policy;
  } catch (cause) {
    if (isAbsent(cause)) return undefined;
    throw cause;
  }
}

/** Written only where it differs: some stores shut the owner out while a policy is exchanged. */
async function settlePolicy(connection: Connection, { bucket: Bucket, policy: Policy }: BucketInputs): Promise<void> {
  const { sdk, client } = connection;
  const held = await policyOf(connection, Bucket);
  if (held === Policy) return;
  if (Policy === undefined) await client.send(new sdk.DeleteBucketPolicyCommand({ Bucket }));
  else await client.send(new sdk.PutBucketPolicyCommand({ Bucket, Policy }));
}

/** Brings what can be changed in place to what is wanted; what is there already is written again, which heals drift. */
async function settle(connection: Connection, inputs: BucketInputs): Promise<BucketOutputs> {
  const { sdk, client } = connection;
  const { bucket: Bucket, versioning, tags } = inputs;
  const TagSet = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  await client.send(new sdk.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
  if (versioning || (await isVersioned(connection, Bucket))) {
    const Status = versioning ? 'Enabled' : 'Suspended';
    await client.send(new sdk.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
  }
  const publicAccessBlock = await closeToPublic(connection, inputs);
  await settlePolicy(connection, inputs);
  return { ...inputs, publicAccessBlock };
}

/** What is there and ours is adopted, unless it holds another dataset: two stacks must not share a bucket without knowing. */
async function mayAdopt(connection: Connection, { bucket, tags }: BucketInputs): Promise<void> {
  const held = (await tagsOf(connection, bucket))['cloison-dataset'];
  if (held !== undefined && held !== tags['cloison-dataset'])
    throw new Error(`bucket ${bucket} exists and is tagged for dataset ${held}: it is not adopted`);
}

async function exists({ sdk, client }: Connection, Bucket: string): Promise<boolean> {
  try {
    await client.send(new sdk.HeadBucketCommand({ Bucket }));
    return true;
  } catch (cause) {
    if (isAbsent(cause)) return false;
    throw cause;
  }
}

export async function createBucket(inputs: BucketInputs): Promise<{ id: string; outs: BucketOutputs }> {
  const connection = await connect(inputs);
  const { sdk, client } = connection;
  const { bucket: Bucket, region } = inputs;
  const isThere = await exists(connection, Bucket);
  if (isThere) await mayAdopt(connection, inputs);
  else {
    // The store itself refuses a place that is not its own.
    const place = { CreateBucketConfiguration: { LocationConstraint: region as never } };
    await client.send(new sdk.CreateBucketCommand({ Bucket, ...place })).catch((cause: unknown) => {
      if (nameOf(cause) !== 'BucketAlreadyOwnedByYou') throw cause;
    });
  }
  const lies = await placeOf(connection, Bucket);
  if (lies !== undefined && lies !== '' && lies !== region) {
    if (!isThere) await client.send(new sdk.DeleteBucketCommand({ Bucket }));
    throw new Error(`bucket ${Bucket} lies in ${lies}, not in ${region}`);
  }
  return { id: `${inputs.endpoint}/${Bucket}`, outs: await settle(connection, inputs) };
}

/** `{}` where it is gone: the next update makes it again. What differs in the store is told, so that the next update mends it. */
export async function readBucket(id: string, known: BucketOutputs): Promise<{ id?: string; props?: BucketOutputs }> {
  const connection = await connect(known);
  if (!(await exists(connection, known.bucket))) return {};
  const [tags, versioning] = [await tagsOf(connection, known.bucket), await isVersioned(connection, known.bucket)];
  const { policy: _before, ...rest } = known;
  const policy = await policyOf(connection, known.bucket);
  return { id, props: { ...rest, tags, versioning, ...(policy === undefined ? {} : { policy }) } };
}

export async function updateBucket(inputs: BucketInputs): Promise<{ outs: BucketOutputs }> {
  return { outs: await settle(await connect(inputs), inputs) };
}

/** Never with data in it, old versions and unfinished uploads included: erasing them is a decision of its own. */
export async function deleteBucket({ bucket: Bucket, ...rest }: BucketOutputs): Promise<void> {
  const connection = await connect({ bucket: Bucket, ...rest });
  const { sdk, client } = connection;
  if (!(await exists(connection, Bucket))) return;
  const { Contents = [] } = await client.send(new sdk.ListObjectsV2Command({ Bucket, MaxKeys: 1 }));
  const { Versions = [], DeleteMarkers = [] } = await client.send(
    new sdk.ListObjectVersionsCommand({ Bucket, MaxKeys: 1 }),
  );
  const { Uploads = [] } = await client.send(new sdk.ListMultipartUploadsCommand({ Bucket, MaxUploads: 1 }));
  if ([Contents, Versions, DeleteMarkers, Uploads].some((found) => found.length > 0))
    throw new Error(`bucket ${Bucket} is not empty: it is not deleted`);
  await client.send(new sdk.DeleteBucketCommand({ Bucket }));
}
