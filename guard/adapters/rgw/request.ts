/** What radosgw asks (Ceph, doc/radosgw/opa.rst), cut down to what is judged: nothing else of the body is ever read. */
import { parseJsonStrict, type Json } from '../../../estate/index.ts';
import { Refused } from '../../adapter.ts';
import { scrub } from './scrub.ts';

export interface Request {
  readonly method: string;
  /** `<tenant>$<name>` inside a tenant; `anonymous` without credentials. */
  readonly user: string;
  /** Undefined for what concerns no bucket. Inside a tenant `<tenant>:<name>`, as S3 paths say it. */
  readonly bucket: string | undefined;
  readonly object: string | undefined;
  /** Names in the query, such as `acl`. */
  readonly params: ReadonlySet<string>;
  /** The Admin Ops API and, at the root of the store, IAM and STS: they hand out keys of users, and roles. */
  readonly isAdministration: boolean;
}

type Fields = { readonly [key: string]: Json };

function fieldsOf(value: Json | undefined): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refused('malformed');
  return value as Fields;
}

function text(fields: Fields, key: string): string {
  const value = fields[key];
  if (typeof value !== 'string') throw new Refused('malformed');
  return value;
}

function bucketOf(input: Fields): string | undefined {
  if (input['bucket_info'] === undefined) return undefined;
  const bucket = fieldsOf(fieldsOf(input['bucket_info'])['bucket']);
  const [tenant, name] = [bucket['tenant'] ?? '', text(bucket, 'name')];
  if (typeof tenant !== 'string') throw new Refused('malformed');
  if (name === '') return undefined;
  return tenant === '' ? name : `${tenant}:${name}`;
}

/** A bucket that is not there yet is named by the path alone. */
function firstSegment(path: string): string | undefined {
  const [segment = ''] = path.replace(/^\/+/, '').split(/[/?]/, 1);
  try {
    return segment === '' ? undefined : decodeURIComponent(segment);
  } catch {
    throw new Refused('malformed');
  }
}

/**
 * IAM, STS and topics are posted to `/` with the action in the query or in a form that radosgw does not send on. Only the
 * list of one's own buckets is none of them; an `Action` is never part of an S3 request.
 */
function isAdministration(method: string, bucket: string | undefined, queries: readonly string[]): boolean {
  const names = queries.flatMap((query) => [...new URLSearchParams(query).keys()]);
  if (names.some((name) => name.toLowerCase() === 'action')) return true;
  return bucket === undefined && method !== 'GET' && method !== 'HEAD';
}

/** Throws `malformed`, or `bad-json` without any of the text. The body is scrubbed in place first. */
export function requestOf(body: Buffer): Request {
  scrub(body);
  const input = fieldsOf(fieldsOf(parseJsonStrict(body))['input']);
  const uri = text(input, 'relative_uri');
  const query = input['params'] === undefined ? '' : text(input, 'params');
  const known = bucketOf(input);
  const first = firstSegment(uri);
  const object = input['object_name'] === undefined ? undefined : text(input, 'object_name');
  const method = text(input, 'method').toUpperCase();
  const isAdminApi = known === undefined && first === 'admin';
  const bucket = isAdminApi ? undefined : (known ?? first);
  return {
    method,
    user: text(fieldsOf(input['user_info']), 'user_id'),
    bucket,
    object: object === '' ? undefined : object,
    params: new Set(new URLSearchParams(query).keys()),
    isAdministration: isAdminApi || isAdministration(method, bucket, [query, uri.split('?').slice(1).join('?')]),
  };
}
