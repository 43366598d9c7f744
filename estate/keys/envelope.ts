/** DSSE v1 envelopes (secure-systems-lab/dsse 1.0.2), signed with Ed25519 only. */
import { sign } from 'node:crypto';
import { canonicalText } from '../canonical.ts';
import { fault } from '../fault.ts';
import { parseJsonStrict } from '../strictJson.ts';
import type { SigningKey } from './trust.ts';

export interface EnvelopeSignature {
  /** A hint which key to try; never believed. */
  readonly keyid?: string;
  readonly sig: string;
}

export interface Envelope {
  /** Base64 of the signed bytes. */
  readonly payload: string;
  readonly payloadType: string;
  readonly signatures: readonly EnvelopeSignature[];
}

const maxSignatures = 16;

/** Pre-authentication encoding: `"DSSEv1" SP LEN(type) SP type SP LEN(body) SP body`, lengths in bytes, decimal. */
export function pae(payloadType: string, body: Uint8Array): Uint8Array {
  const type = new TextEncoder().encode(payloadType);
  const head = new TextEncoder().encode(`DSSEv1 ${type.length} `);
  const middle = new TextEncoder().encode(` ${body.length} `);
  return Uint8Array.from(Buffer.concat([head, type, middle, body]));
}

/** Standard or URL-safe base64, padded or not; undefined for anything that is not the one spelling of its bytes. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  const standard = bytes.toString('base64');
  const urlSafe = bytes.toString('base64url');
  const padded = urlSafe.padEnd(standard.length, '=');
  return [standard, urlSafe, padded].includes(text) ? Uint8Array.from(bytes) : undefined;
}

export function signEnvelope(payloadType: string, bytes: Uint8Array, ...keys: readonly SigningKey[]): Envelope {
  const signed = pae(payloadType, bytes);
  const signatures = keys.map((key) => {
    if (key.privateKey.asymmetricKeyType !== 'ed25519')
      throw fault('key-unusable', { detail: 'ed25519' }, { subject: key.id });
    return { keyid: key.id, sig: sign(null, signed, key.privateKey).toString('base64') };
  });
  return { payload: Buffer.from(bytes).toString('base64'), payloadType, signatures };
}

/** The bytes of an envelope file: canonical JSON and a newline, so that one envelope has one spelling on disk. */
export function envelopeText(envelope: Envelope): string {
  return `${canonicalText(envelope)}\n`;
}

function keysAre(value: object, required: readonly string[], optional: readonly string[] = []): boolean {
  const keys = Object.keys(value);
  return required.every((key) => keys.includes(key)) && keys.every((key) => [...required, ...optional].includes(key));
}

function isSignature(value: unknown): value is EnvelopeSignature {
  if (typeof value !== 'object' || value === null || !keysAre(value, ['sig'], ['keyid'])) return false;
  const { sig, keyid } = value as Record<string, unknown>;
  return typeof sig === 'string' && (keyid === undefined || typeof keyid === 'string');
}

/** Stricter than the specification: an unknown field or a duplicate key is refused. Undefined when it is no envelope. */
export function envelopeOf(value: unknown): Envelope | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!keysAre(value, ['payload', 'payloadType', 'signatures'])) return undefined;
  const { payload, payloadType, signatures } = value as Record<string, unknown>;
  if (typeof payload !== 'string' || typeof payloadType !== 'string' || payloadType === '') return undefined;
  if (!Array.isArray(signatures) || signatures.length > maxSignatures || !signatures.every(isSignature))
    return undefined;
  return { payload, payloadType, signatures };
}

/** Reads an envelope file. Throws `bad-json` with its place, or `bad-document` (detail `envelope`). */
export function parseEnvelope(text: string | Uint8Array): Envelope {
  const envelope = envelopeOf(parseJsonStrict(text));
  if (envelope === undefined) throw fault('bad-document', { detail: 'envelope' });
  return envelope;
}
