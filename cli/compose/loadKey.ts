/** A private key from `--key` or `$CLOISON_KEY`, which both name a file: a key is never an argument. */
import { createPublicKey } from 'node:crypto';
import { fault, readKeyFile, type KeyRole, type SigningKey, type Trust } from '../../estate/index.ts';
import type { Edge } from '../edge.ts';

export async function loadKey(path: string | undefined, role: KeyRole, edge: Edge, trust?: Trust): Promise<SigningKey> {
  const file = path ?? edge.env['CLOISON_KEY'];
  if (file === undefined || file === '') throw fault('key-missing');
  const key = readKeyFile(file, role, await edge.files());
  // The same public key may stand in the trust document under an id that somebody chose.
  const spki = trust === undefined ? undefined : publicText(key);
  const named = trust?.keys.find((entry) => entry.role === role && entry.publicKey === spki);
  return named === undefined ? key : { ...key, id: named.id };
}

function publicText({ privateKey }: SigningKey): string {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
}
