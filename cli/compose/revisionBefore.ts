/** The revision that a new one replaces: its number, and what it proves of the controls that the organisation had. */
import { createPublicKey } from 'node:crypto';
import {
  decodeBase64,
  parseEnvelope,
  parseJsonStrict,
  verifyRevision,
  type Envelope,
  type Revision,
  type SigningKey,
  type Trust,
} from '../../estate/index.ts';
import { documentAt } from '../documentAt.ts';
import type { Edge } from '../edge.ts';
import { UsageError } from '../usage.ts';

const maxRevisionBytes = 64 * 1024;

export interface RevisionBefore {
  readonly number: number;
  /** Undefined where neither the key that seals now nor an owner of the trust document signed it. */
  readonly proven: Revision | undefined;
}

/** Whoever seals believes what the same key has sealed. */
function believing({ id, privateKey }: SigningKey, trust: Trust | undefined): Trust {
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
  const own = { id, role: 'owner', publicKey, from: '0001-01-01', state: 'active' } as const;
  const others = (trust?.keys ?? []).filter((key) => key.publicKey !== publicKey);
  return { version: 'cloison/trust/v1', keys: [own, ...others] };
}

function numberIn(envelope: Envelope, file: string): number {
  const payload = decodeBase64(envelope.payload) ?? new Uint8Array();
  const { number } = parseJsonStrict(payload) as { number?: unknown };
  if (!Number.isSafeInteger(number)) throw new UsageError('wrong-value', file, [], '--replaces');
  return number as number;
}

/** Its number counts whoever signed it, for a higher one excuses nothing; what it says of controls must be proven. */
export async function revisionBefore(
  file: string | undefined,
  { key, trust, now }: { readonly key: SigningKey; readonly trust: Trust | undefined; readonly now: string },
  edge: Edge,
): Promise<RevisionBefore | undefined> {
  if (file === undefined) return undefined;
  const { bytes } = (await edge.files()).read(file, maxRevisionBytes);
  const envelope = documentAt(file, () => parseEnvelope(bytes));
  const verified = verifyRevision(envelope, believing(key, trust), now);
  return { number: numberIn(envelope, file), proven: verified.ok ? verified.revision : undefined };
}
