/** Bucket policies of the drill: what the auditor may read, and what a fault opens or closes. */
import { PutBucketPolicyCommand, type S3Client } from '@aws-sdk/client-s3';

/** Reading rights that the source asks for on a bucket of somebody else; this store refuses action names it does not know. */
const everything = ['s3:Get*', 's3:List*'];
const withoutPapers = [
  's3:ListBucket',
  's3:ListBucketVersions',
  's3:GetObject',
  's3:GetObjectVersion',
  's3:GetBucketLocation',
  's3:GetBucketVersioning',
  's3:GetReplicationConfiguration',
  's3:GetLifecycleConfiguration',
  's3:GetBucketTagging',
];

export interface Statement {
  readonly principals: readonly string[] | '*';
  readonly actions: readonly string[];
}

export async function putPolicy(client: S3Client, bucket: string, statements: readonly Statement[]): Promise<void> {
  const Statement = statements.map(({ principals, actions }) => ({
    Effect: 'Allow',
    Principal: principals === '*' ? '*' : { AWS: [...principals] },
    Action: [...actions],
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  }));
  await client.send(
    new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }),
  );
}

const auditor = ['arn:aws:iam:::user/auditor'];

export function letAuditorRead(
  client: S3Client,
  bucket: string,
  without: 'nothing' | 'papers' = 'nothing',
): Promise<void> {
  const actions = without === 'papers' ? withoutPapers : everything;
  return putPolicy(client, bucket, [{ principals: auditor, actions }]);
}
