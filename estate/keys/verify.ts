/** Whether somebody we trust, in that role, at that time, signed exactly these bytes. */
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { dayOf, withinDays, type Instant } from '../time.ts';
import { decodeBase64, envelopeOf, pae, type Envelope } from './envelope.ts';
import type { KeyRole, Trust, TrustedKey } from './trust.ts';

export interface Expectation {
  readonly payloadType: string;
  readonly roles: readonly KeyRole[];
  /** When the signature must have counted. */
  readonly at: Instant;
  /** A time somebody else attests (RFC 3161): the only thing that saves a signature of a key compromised later. */
  readonly provenAt?: Instant;
}

/** Of what does not say when it was signed. */
export type Undated = Omit<Expectation, 'at' | 'provenAt'>;

export const refusals = [
  'malformed',
  'payload-type',
  'unsigned',
  'unknown-key',
  'signature-invalid',
  'wrong-role',
  'out-of-period',
  'compromised',
] as const;
export type Refusal = (typeof refusals)[number];

export type Verification =
  | {
      readonly ok: true;
      readonly payload: Uint8Array;
      readonly keyId: string;
      readonly role: KeyRole;
      /** Every trusted key that signed, once each, in the order of the trust document. */
      readonly keyIds: readonly string[];
    }
  | { readonly ok: false; readonly reason: Refusal; readonly keyId?: string };

/** The Ed25519 key of a trust entry, or undefined: another algorithm is never tried. */
export function publicKeyOf(key: TrustedKey): KeyObject | undefined {
  try {
    const made = createPublicKey({ key: Buffer.from(key.publicKey, 'base64'), format: 'der', type: 'spki' });
    return made.asymmetricKeyType === 'ed25519' ? made : undefined;
  } catch {
    return undefined;
  }
}

function signedBy(envelope: Envelope, body: Uint8Array, trust: Trust): TrustedKey[] {
  const bytes = pae(envelope.payloadType, body);
  const signatures = envelope.signatures.flatMap(({ sig }) => decodeBase64(sig) ?? []);
  return trust.keys.filter((key) => {
    const made = publicKeyOf(key);
    return made !== undefined && signatures.some((signature) => verify(null, bytes, made, signature));
  });
}

interface Asked extends Undated, Partial<Pick<Expectation, 'at' | 'provenAt'>> {}

function objection(key: TrustedKey, expected: Asked): Refusal | undefined {
  if (!expected.roles.includes(key.role)) return 'wrong-role';
  if (expected.at !== undefined && !withinDays(dayOf(expected.at), key.from, key.until)) return 'out-of-period';
  if (key.state === 'retired' && key.until === undefined) return 'out-of-period';
  if (key.state !== 'compromised') return undefined;
  const { provenAt } = expected;
  const saved = provenAt !== undefined && key.compromisedAt !== undefined && provenAt < key.compromisedAt;
  return saved ? undefined : 'compromised';
}

/** The key ids of an envelope are hints: which one failed is said, none is believed. */
function noSigner(envelope: Envelope, trust: Trust): Verification {
  if (envelope.signatures.length === 0) return { ok: false, reason: 'unsigned' };
  const known = envelope.signatures.find(({ keyid }) => trust.keys.some(({ id }) => id === keyid));
  if (known?.keyid === undefined) return { ok: false, reason: 'unknown-key' };
  return { ok: false, reason: 'signature-invalid', keyId: known.keyid };
}

function verified(candidate: unknown, trust: Trust, expected: Asked): Verification {
  const envelope = envelopeOf(candidate);
  const payload = envelope && decodeBase64(envelope.payload);
  if (envelope === undefined || payload === undefined) return { ok: false, reason: 'malformed' };
  if (envelope.payloadType !== expected.payloadType) return { ok: false, reason: 'payload-type' };
  const signers = signedBy(envelope, payload, trust);
  const first = signers[0];
  if (first === undefined) return noSigner(envelope, trust);
  const good = signers.filter((key) => objection(key, expected) === undefined);
  const [key] = good;
  if (key === undefined) return { ok: false, reason: objection(first, expected)!, keyId: first.id };
  return { ok: true, payload, keyId: key.id, role: key.role, keyIds: good.map(({ id }) => id) };
}

/** Verifies over the received payload bytes, which are what the caller must then parse. Never throws on hostile input. */
export const verifyEnvelope = (candidate: unknown, trust: Trust, expected: Expectation): Verification =>
  verified(candidate, trust, expected);

/**
 * What is wrong with an envelope on whatever day it was signed: its bytes, the role of its key, or that the key is not
 * trusted any more. Undefined is no verification: nobody said when, so the days of the key were not asked.
 */
export function wrongAnyDay(
  candidate: unknown,
  trust: Trust,
  expected: Undated,
): Extract<Verification, { ok: false }> | undefined {
  const checked = verified(candidate, trust, expected);
  return checked.ok ? undefined : checked;
}
