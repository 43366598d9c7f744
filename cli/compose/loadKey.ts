/** A private key from `--key` or `$CLOISON_KEY`, which both name a file: a key is never an argument. */
import { createPublicKey } from 'node:crypto';
import { fault, readKeyFile, type KeyRole, type SigningKey, type Trust, type TrustedKey } from '../../estate/index.ts';
import type { Edge } from '../edge.ts';

/** Throws `key-missing` where none was named, else `file-unreadable` with its path, `key-permissions` or `key-unusable`. */
export async function loadKey(path: string | undefined, role: KeyRole, edge: Edge): Promise<SigningKey> {
  const file = path ?? edge.env['CLOISON_KEY'];
  if (file === undefined || file === '') throw fault('key-missing');
  return readKeyFile(file, role, await edge.files());
}

/** The entry of this key, under whatever id and role somebody wrote it. */
function entryOf({ privateKey }: SigningKey, trust: Trust): TrustedKey | undefined {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
  return trust.keys.find(({ publicKey }) => publicKey === spki);
}

/**
 * The key under the id that the trust document gives it; undefined where it is not in there. The file of a key does not
 * say its role: an owner's would seal evidence that nobody can verify, so one listed under another role, or one that is
 * no longer active, is the fault `key-unusable`.
 */
export function keyIn(trust: Trust, key: SigningKey): SigningKey | undefined {
  const entry = entryOf(key, trust);
  if (entry === undefined) return undefined;
  if (entry.role !== key.role)
    throw fault('key-unusable', { detail: `${entry.role} ≠ ${key.role}` }, { subject: entry.id });
  if (entry.state !== 'active') throw fault('key-unusable', { detail: entry.state }, { subject: entry.id });
  return { ...key, id: entry.id };
}
