/** The accounts of a Ceph object gateway, by its Admin Ops interface: `metadata=read` is the only capability asked for here. */
import { CloisonFault, parseJsonStrict, type Json } from '../../../estate/index.ts';
import { isObject } from '../../fields.ts';
import { failed, value } from '../../observe.ts';
import type { Answer } from '../../source.ts';
import type { Store } from '../client.ts';
import type { RawAccount } from './plane.ts';
import { askAdmin } from './signed.ts';
import { userPolicies } from './userPolicy.ts';

type Fields = { readonly [key: string]: Json };
const yes = (json: Json | undefined): boolean => json === true || json === 'true' || json === 1;
const list = (json: Json | undefined): readonly Json[] => (Array.isArray(json) ? json : []);
const text = (json: Json | undefined): string => (typeof json === 'string' ? json : '');

async function ask(store: Store, endpoint: string, query: Readonly<Record<string, string>>): Promise<Answer<Json>> {
  const answer = await askAdmin(store, {
    method: 'GET',
    endpoint,
    path: '/admin/metadata/user',
    query: { ...query, format: 'json' },
  });
  if (answer.state !== 'value') return failed(answer.state, answer.code);
  try {
    return value(parseJsonStrict(answer.value!));
  } catch (error) {
    if (error instanceof CloisonFault) return failed('unsupported', '200 not-json');
    throw error;
  }
}

/** Whoever may read accounts reads every secret key with them; whoever may write them makes new ones. */
const powerful = new Set(['users', 'user', 'metadata', 'buckets', 'user-policy', 'roles', 'accounts']);
function powerOf(user: Fields): string | undefined {
  if (yes(user['system'])) return 'system';
  if (yes(user['admin'])) return 'admin';
  const caps = list(user['caps']).filter(isObject);
  const reaching = caps.some(({ type, perm }) => {
    const writes = /\*|write/.test(text(perm));
    const readsSecrets = ['users', 'user', 'metadata'].includes(text(type)) && text(perm) !== '';
    return powerful.has(text(type)) && (writes || readsSecrets);
  });
  return reaching ? 'caps' : undefined;
}

/** Of keys only the access key id is taken; secrets, e-mail address and display name stay where they are. */
function accountOf(uid: string, data: Fields): RawAccount | undefined {
  const [tenant, name] = uid.includes('$') ? (uid.split('$') as [string, string]) : ['', uid];
  const keys = list(data['keys'])
    .filter(isObject)
    .map((key) => text(key['access_key']))
    .filter((key) => key !== '');
  const policies = userPolicies(data['attrs']);
  if (policies === undefined) return undefined;
  const owner = text(data['account_id']);
  const names = [uid, `arn:aws:iam::${tenant}:user/${name}`, `arn:aws:iam::${tenant}:root`];
  const ids = owner !== '' && yes(data['account_root']) ? [uid, owner] : [uid];
  const power = powerOf(data);
  return {
    user: uid,
    keys,
    names,
    ids,
    ...(power === undefined ? {} : { power }),
    ...(policies.length === 0 ? {} : { policies }),
  };
}

async function userNames(store: Store, endpoint: string): Promise<Answer<string[]>> {
  const found: string[] = [];
  for (let marker = '', more = true; more;) {
    const page = await ask(store, endpoint, { 'max-entries': '1000', ...(marker === '' ? {} : { marker }) });
    if (page.state !== 'value') return failed(page.state, page.code);
    if (!isObject(page.value!)) return failed('unsupported', '200 shape');
    found.push(...list(page.value['keys']).map(text));
    marker = text(page.value['marker']);
    more = yes(page.value['truncated']) && marker !== '';
  }
  return value([...new Set(found)]);
}

/** An account that cannot be read, or whose own policies are not understood, leaves the whole plane unread. */
export async function rgwAccounts(store: Store, endpoint: string): Promise<Answer<RawAccount[]>> {
  const names = await userNames(store, endpoint);
  if (names.state !== 'value') return failed(names.state, names.code);
  const read = await Promise.all(
    names.value!.map(async (uid): Promise<Answer<RawAccount[]>> => {
      const one = await ask(store, endpoint, { key: uid });
      if (one.state === 'absent' || one.code === '404 Status404') return value([]);
      if (one.state !== 'value') return failed(one.state, one.code);
      const data = isObject(one.value!) ? one.value['data'] : undefined;
      if (data === undefined || !isObject(data)) return failed('unsupported', '200 shape');
      if (yes(data['suspended'])) return value([]);
      const account = accountOf(uid, data);
      return account === undefined ? failed('unknown', '200 user-policy') : value([account]);
    }),
  );
  return (
    (read.find(({ state }) => state !== 'value') as Answer<never> | undefined) ??
    value(read.flatMap((one) => one.value!))
  );
}
