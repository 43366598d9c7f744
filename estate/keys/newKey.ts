/** Keys: PKCS#8 Ed25519, made here, written 0600 by the edge, never in the repository. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { fault } from '../fault.ts';
import type { Day } from '../time.ts';
import type { KeyRole, SigningKey, TrustedKey } from './trust.ts';

/** RFC 8410 §7: a PKCS#8 Ed25519 private key is this prefix and the 32 bytes of the seed. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

export interface NewKey {
  readonly signing: SigningKey;
  /** PKCS#8 PEM: the secret, for a file of mode 0600. */
  readonly privatePem: string;
  /** The entry for `trust.json`. */
  readonly trusted: TrustedKey;
}

function spkiOf(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
}

/** `<role>-<16 hex of SHA-256(SPKI)>`: names a key without naming its holder. */
export function keyIdOf(role: KeyRole, privateKey: KeyObject): string {
  return `${role}-${createHash('sha256').update(spkiOf(privateKey)).digest('hex').slice(0, 16)}`;
}

function seeded(seed: Uint8Array): KeyObject {
  if (seed.length !== 32) throw fault('key-unusable', { detail: 'seed' });
  return createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
}

/** A key that counts from `from`. `seed`: 32 random bytes; left out, the platform's generator is used. */
export function newKey(role: KeyRole, from: Day, seed?: Uint8Array): NewKey {
  const privateKey = seed === undefined ? generateKeyPairSync('ed25519').privateKey : seeded(seed);
  const id = keyIdOf(role, privateKey);
  const publicKey = spkiOf(privateKey).toString('base64');
  return {
    signing: { id, role, privateKey },
    privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    trusted: { id, role, publicKey, from, state: 'active' },
  };
}

/** A private key from its PEM. Anything but PKCS#8 Ed25519 is the fault `key-unusable`; the text is never quoted. */
export function signingKeyOf(role: KeyRole, pem: string, id?: string): SigningKey {
  const privateKey = privateKeyOf(pem);
  if (privateKey?.asymmetricKeyType !== 'ed25519') throw fault('key-unusable', { detail: 'ed25519' });
  return { id: id ?? keyIdOf(role, privateKey), role, privateKey };
}

function privateKeyOf(pem: string): KeyObject | undefined {
  try {
    return pem.includes('-----BEGIN PRIVATE KEY-----') ? createPrivateKey(pem) : undefined;
  } catch {
    return undefined;
  }
}
