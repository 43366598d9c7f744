import { S3Client } from '@aws-sdk/client-s3';

export interface Credentials {
  readonly access: string;
  readonly secret: string;
}

/** A client that every S3-compatible server understands: path style, checksums only where the protocol asks. */
export function s3Client(endpoint: string, region: string, { access, secret }: Credentials): S3Client {
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId: access, secretAccessKey: secret },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 1,
  });
}
