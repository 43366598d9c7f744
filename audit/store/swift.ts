/**
 * What the Swift interface of a Ceph gateway gave on a bucket. The S3 interface leaves it out of the ACL that it shows,
 * says that the bucket is not public, and serves strangers all the same (16.2, seen): only the administration tells.
 */
import { CloisonFault, parseJsonStrict, type Json } from '../../estate/index.ts';
import { isObject } from '../fields.ts';
import { failed, value } from '../observe.ts';
import type { Answer, Scope } from '../source.ts';
import type { AclGrant } from './aclGrant.ts';
import type { Store } from './client.ts';
import { askAdmin } from './identities/signed.ts';
import type { Right } from './reach.ts';

type Grants = Answer<readonly AclGrant[]>;
type Fields = { readonly [key: string]: Json };
const none: Grants = value([]);
const notUnderstood: Grants = failed('unknown', '200 swift-acl');

const fieldsOf = (json: Json | undefined, name: string): Fields => {
  const found = json !== undefined && isObject(json) ? json[name] : undefined;
  return found !== undefined && isObject(found) ? found : {};
};

/** Rights that Swift gives, bit by bit; those of S3 stand in its own ACL. */
const bits: readonly (readonly [number, readonly Right[]])[] = [
  [16, ['list', 'read']],
  [32, ['write', 'delete']],
];
const groups: Readonly<Record<number, string>> = { 1: 'everyone', 2: 'authenticated' };
/** Kinds of grantee: an account, a group, a referrer. A referrer is a header that anybody may write. */
const kinds = { account: 0, group: 2, referrer: 4 } as const;

/** Undefined for what gives nothing by Swift; `unclear` for whom we cannot tell. */
function grantOf(grant: Fields): AclGrant | 'unclear' | undefined {
  const { type } = fieldsOf(grant, 'type');
  const { flags } = fieldsOf(grant, 'permission');
  if (typeof flags !== 'number') return 'unclear';
  const rights = bits.flatMap(([bit, own]) => ((flags & bit) === 0 ? [] : own));
  if (rights.length === 0) return undefined;
  const { id, group } = grant;
  if (type === kinds.referrer) return { who: 'everyone', group: true, rights };
  const who = type === kinds.group && typeof group === 'number' ? groups[group] : undefined;
  if (who !== undefined) return { who, group: true, rights };
  if (type !== kinds.account || typeof id !== 'string' || id === '') return 'unclear';
  // A word of the list and nobody's name: listings beside a referrer.
  if (id === '.rlistings') return undefined;
  return /^\*(?::\*)?$/.test(id) ? { who: 'authenticated', group: true, rights } : { who: id, group: false, rights };
}

function grantsIn(text: string): Grants {
  const all = fieldsOf(parseJsonStrict(text), 'acl')['grant_map'];
  if (!Array.isArray(all)) return notUnderstood;
  const read = all.map((row: Json) => grantOf(fieldsOf(row, 'grant')));
  if (read.includes('unclear')) return notUnderstood;
  return value(read.filter((grant): grant is AclGrant => typeof grant === 'object'));
}

/** None of a store without Swift. Beside a Keystone there is one, and without the administration nobody tells what it gave. */
export async function swiftGrants(store: Store, { place }: Pick<Scope, 'place'>, bucket: string): Promise<Grants> {
  const { identityPlane, keystone, s3 } = place;
  if (identityPlane?.kind !== 'rgw-admin-ops')
    return identityPlane === undefined && keystone !== undefined ? failed('unknown', 'swift-not-read') : none;
  const answer = await askAdmin(store, {
    method: 'GET',
    endpoint: identityPlane.endpoint ?? s3!,
    path: '/admin/bucket',
    query: { policy: '', bucket, format: 'json' },
  });
  if (answer.state !== 'value') return failed(answer.state, answer.code);
  try {
    return grantsIn(answer.value!);
  } catch (error) {
    if (error instanceof CloisonFault) return notUnderstood;
    throw error;
  }
}
