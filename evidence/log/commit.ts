/**
 * Commitments. A plain digest of a name is undone by guessing names, so what names anything is bound with a salt that
 * only the disclosure shows: HMAC-SHA-256(salt, canonical bytes), salt = HMAC-SHA-256(run secret, `cloison/v1/<field>/<seq>`).
 * Whoever destroys the disclosures and the run secret destroys the names and keeps the proof.
 */
import { timingSafeEqual } from 'node:crypto';
import { fault } from '../../estate/index.ts';
import type { Shown } from './disclosure.ts';
import { hmac, hmacKey, hmacOnce, type HmacKey } from './hmac.ts';
import type { CommittedField } from './record.ts';

/** Length of a run secret: less could be guessed, and with it every name. */
const runSecretBytes = 32;

/** Holds the 32 bytes that open every commitment of a run; throws `key-unusable` for another length. */
export function runSecretOf(bytes: Uint8Array): HmacKey {
  if (bytes.length !== runSecretBytes) throw fault('key-unusable', { detail: 'run-secret' });
  return hmacKey(bytes);
}

/** 32 bytes, different for each field of each record: one salt shown tells nothing of another. */
export function saltOf(runSecret: HmacKey, field: CommittedField, seq: number): Buffer {
  return hmac(runSecret, `cloison/v1/${field}/${seq}`);
}

/** Lower-case hex. `text`: canonical JSON of the value. */
export function commitmentOf(salt: Uint8Array, text: string): string {
  return hmacOnce(salt, text);
}

/** Whether salt (64 hex) and canonical JSON of a value open the commitment (hex). */
export function opens(commitment: string, { salt, text }: Shown): boolean {
  const made = hmac(hmacKey(Buffer.from(salt, 'hex')), text);
  const kept = Buffer.from(commitment, 'hex');
  return kept.length === made.length && timingSafeEqual(kept, made);
}
