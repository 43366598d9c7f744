/** An object may be open although its bucket is not: the objects that are read are asked as well. */
import type { Listed } from '../drawn.ts';
import { readAcl, type BucketAccess } from './access.ts';
import type { Store } from './client.ts';
import type { Exposed } from './exposure.ts';
import type { StoredObject } from './objects.ts';
import type { Right } from './reach.ts';

const reading: readonly Right[] = ['list', 'read'];

/** The group that an object is open to, if one of the drawn objects is; stores without such lists are asked once. */
async function openGroup(
  { ask, client, sdk }: Store,
  Bucket: string,
  { drawn }: Listed<StoredObject>,
): Promise<string | undefined> {
  for (const { item } of drawn) {
    const which = { Bucket, Key: item.key, ...(item.version === undefined ? {} : { VersionId: item.version }) };
    const out = await ask((options) => client.send(new sdk.GetObjectAclCommand(which), options));
    if (out.state === 'unsupported') return undefined;
    const grants = out.value === undefined ? [] : (readAcl(out.value).value?.grants ?? []);
    const open = grants.find(({ group, rights }) => group && rights.some((right) => reading.includes(right)));
    if (open !== undefined) return open.who;
  }
  return undefined;
}

/** Adds what the objects say; only ever turns "not public" into "public". */
export async function withObjects(
  exposed: Exposed,
  access: BucketAccess,
  store: Store,
  bucket: string,
  listed: Listed<StoredObject>,
): Promise<Exposed> {
  if (exposed.value?.value === true || access.block?.acls === true) return exposed;
  const group = await openGroup(store, bucket, listed);
  return group === undefined ? exposed : { state: 'value', value: { value: true, via: `object-acl:${group}` } };
}
