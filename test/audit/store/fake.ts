import { afterAll, beforeAll } from 'vitest';
import type { CollectionTrailer, FactName, Observation, Place } from '../../../estate/index.ts';
import type { Transport } from '../../../audit/index.ts';
import { allLines, scopeOf } from '../support.ts';

/** Gives the SDK's chain an account for the time of a test file. */
export function withCredentials(): void {
  const before = { ...process.env };
  beforeAll(() => {
    process.env['AWS_ACCESS_KEY_ID'] = 'key';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'CANARYsecret';
  });
  afterAll(() => {
    process.env = before;
  });
}

type Reply = { status?: number; body?: string; headers?: Record<string, string> } | undefined;
export type Answers = (path: string, query: URLSearchParams, method: string) => Reply;
export const xml = (root: string, inner = '') => ({
  body: `<?xml version="1.0"?><${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</${root}>`,
});
export const refusal = (status: number, code: string) => ({
  status,
  ...xml('Error', `<Code>${code}</Code><Message>jean@example.org</Message>`),
});

/** A plain store with one bucket `b`; a test replaces the answers it cares about. */
const plain: Answers = (path, query, method) => {
  if (path === '/') return xml('ListAllMyBucketsResult', '<Buckets><Bucket><Name>b</Name></Bucket></Buckets>');
  if (path === '/admin/bucket') return { body: '{"acl":{"grant_map":[]},"owner":{}}' };
  if (method === 'HEAD') return { headers: { 'x-amz-bucket-region': 'eu-1' } };
  if (query.has('location')) return xml('LocationConstraint', 'eu-1');
  if (query.has('policy')) return refusal(404, 'NoSuchBucketPolicy');
  if (query.has('acl')) return xml('AccessControlPolicy', '<Owner><ID>owner</ID></Owner><AccessControlList/>');
  if (query.has('versioning')) return xml('VersioningConfiguration');
  if (query.get('list-type') === '2') return xml('ListBucketResult', '<IsTruncated>false</IsTruncated>');
  return refusal(501, 'NotImplemented');
};
const over =
  (mine: Answers): Transport =>
  async (url, init) => {
    const { pathname, searchParams } = new URL(url);
    const reply =
      mine(pathname, searchParams, init.method ?? 'GET') ?? plain(pathname, searchParams, init.method ?? 'GET') ?? {};
    const { status = 200, body = '', headers = {} } = reply;
    return new Response(status === 204 || init.method === 'HEAD' ? null : body, { status, headers });
  };
export const place: Place = { s3: 'https://s3.example', region: 'eu-1' };

export async function observe(mine: Answers, more: { place?: Place; containers?: string[]; context?: object } = {}) {
  const scope = scopeOf('oss', more.place ?? place, more.containers ?? []);
  const lines = await allLines([scope], { transport: over(mine), ...more.context });
  const said = (fact: FactName, subject = 'store://oss/b') =>
    (lines.slice(1, -1) as Observation[]).find((one) => one.fact === fact && one.subject === subject);
  return { said, lines, row: (lines.at(-1) as CollectionTrailer).coverage[0]!, text: JSON.stringify(lines) };
}
