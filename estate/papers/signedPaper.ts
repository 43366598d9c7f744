/** Opens one signed paper: an envelope of the right type by a trusted key of the right role, its payload in canonical bytes. */
import { canonicalBytes, type Json } from '../canonical.ts';
import { parseEnvelope } from '../keys/envelope.ts';
import type { KeyRole, Trust } from '../keys/trust.ts';
import { verifyEnvelope, type Expectation, type Refusal } from '../keys/verify.ts';
import type { FileContent, Files } from '../read/text.ts';
import { parseJsonStrict } from '../strictJson.ts';

export const documentType = 'application/vnd.cloison.document+json';
export const waiverType = 'application/vnd.cloison.waiver+json';
export const revisionType = 'application/vnd.cloison.revision+json';

/** A paper says little: a larger file is refused unread. */
export const maxPaperBytes = 1024 * 1024;

export type OpenedPaper =
  | { readonly ok: true; readonly value: Json; readonly keyId: string; readonly role: KeyRole }
  | { readonly ok: false; readonly reason: Refusal | 'missing' | 'not-canonical' };

function parsedEnvelope(content: FileContent): unknown {
  try {
    return parseEnvelope(content);
  } catch {
    return undefined;
  }
}

/** One document has one spelling: bytes that are not the canonical ones of what they say are refused. */
function canonicalValue(payload: Uint8Array): Json | undefined {
  try {
    const value = parseJsonStrict(payload);
    return Buffer.from(canonicalBytes(value)).equals(payload) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function openEnvelope(envelope: unknown, trust: Trust, expected: Expectation): OpenedPaper {
  const verified = verifyEnvelope(envelope, trust, expected);
  if (!verified.ok) return { ok: false, reason: verified.reason };
  const value = canonicalValue(verified.payload);
  if (value === undefined) return { ok: false, reason: 'not-canonical' };
  return { ok: true, value, keyId: verified.keyId, role: verified.role };
}

export function openPaper(path: string, files: Files, trust: Trust, expected: Expectation): OpenedPaper {
  const content = files.get(path);
  if (content === undefined) return { ok: false, reason: 'missing' };
  if (content.length > maxPaperBytes) return { ok: false, reason: 'malformed' };
  return openEnvelope(parsedEnvelope(content), trust, expected);
}
