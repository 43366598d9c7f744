/**
 * Commitments. A plain digest of a name is undone by guessing names, so what names anything is bound with a salt that
 * only the disclosure shows: HMAC-SHA-256(salt, canonical bytes), salt = HMAC-SHA-256(run secret, `cloison/v1/<field>/<seq>`).
 * Whoever destroys the disclosures and the run secret destroys the names and keeps the proof.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalText, fault, type Json } from '../../estate/index.ts';
import type { CommittedField } from './record.ts';

/** Shortest run secret accepted: less could be guessed, and with it every name. */
export const runSecretBytes = 32;

function hmac(key: Uint8Array, message: string): Buffer {
  return createHmac('sha256', key).update(message).digest();
}

/** 32 bytes, different for each field of each record: one salt shown tells nothing of another. */
export function saltOf(runSecret: Uint8Array, field: CommittedField, seq: number): Buffer {
  if (runSecret.length !== runSecretBytes) throw fault('key-unusable', { detail: 'run-secret' });
  return hmac(runSecret, `cloison/v1/${field}/${seq}`);
}

/** Lower-case hex. */
export function commitmentOf(salt: Uint8Array, value: Json): string {
  return hmac(salt, canonicalText(value)).toString('hex');
}

/** Whether salt (hex) and value open the commitment (hex). */
export function opens(commitment: string, salt: string, value: Json): boolean {
  const made = hmac(Buffer.from(salt, 'hex'), canonicalText(value));
  const kept = Buffer.from(commitment, 'hex');
  return kept.length === made.length && timingSafeEqual(kept, made);
}
