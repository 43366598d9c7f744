/**
 * The SDK as the methods of a dynamic provider may use it. These functions are serialized with the provider: packages are
 * imported inside, credentials are read by the SDK when it is used, and neither is ever in a state.
 */
import type * as S3 from '@aws-sdk/client-s3';
import type { BucketInputs } from './bucketInputs.ts';

export type Sdk = typeof S3;
export interface Connection {
  readonly sdk: Sdk;
  readonly client: S3.S3Client;
}

export async function connect({ endpoint, region, profile }: BucketInputs): Promise<Connection> {
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client({
    endpoint,
    region,
    ...(profile === undefined ? {} : { profile }),
    forcePathStyle: true,
    // Stores that are not AWS's refuse or mangle the newer default checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
  });
  return { sdk, client };
}

/** Name of the S3 error; the message is never kept, for it may quote a request. */
export function nameOf(cause: unknown): string {
  const { name, Code } = cause as { name?: string; Code?: string };
  return Code ?? name ?? 'error';
}

/** Not there: by name or by status, for an answer to HEAD has no body to name it. */
export function isAbsent(cause: unknown): boolean {
  const { $metadata } = cause as { $metadata?: { httpStatusCode?: number } };
  const known = ['NoSuchBucket', 'NotFound', 'NoSuchTagSet', 'NoSuchTagSetError', 'NoSuchBucketPolicy'];
  return known.includes(nameOf(cause)) || $metadata?.httpStatusCode === 404;
}

/** The store does not know this request: some say so, some call it malformed or not allowed. */
export function isUnsupported(cause: unknown): boolean {
  const { $metadata } = cause as { $metadata?: { httpStatusCode?: number } };
  const known = ['NotImplemented', 'MethodNotAllowed', 'MalformedXML', 'InvalidArgument'];
  return known.includes(nameOf(cause)) || [405, 501].includes($metadata?.httpStatusCode ?? 0);
}
