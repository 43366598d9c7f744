/** Ceph lists to an account only its own buckets, whatever its power; its administration lists them all. */
import { CloisonFault, parseJsonStrict } from '../../../estate/index.ts';
import type { Scope } from '../../source.ts';
import type { Store } from '../client.ts';
import { askAdmin } from './signed.ts';

/** Names of every bucket outside tenants; empty where the store has no such list (Versity's root already sees all). */
export async function allBuckets(store: Store, { place }: Scope): Promise<readonly string[]> {
  if (place.identityPlane?.kind !== 'rgw-admin-ops') return [];
  const endpoint = place.identityPlane.endpoint ?? place.s3!;
  const answer = await askAdmin(store, {
    method: 'GET',
    endpoint,
    path: '/admin/metadata/bucket',
    query: { format: 'json' },
  });
  try {
    const names = parseJsonStrict(answer.value ?? '[]');
    return Array.isArray(names) ? names.filter((name): name is string => typeof name === 'string') : [];
  } catch (error) {
    if (error instanceof CloisonFault) return [];
    throw error;
  }
}
