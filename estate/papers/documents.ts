/** Documents that are cited: a result counts only while in force and signed by the owner or the data protection officer. */
import { canonicalBytes, canonicalText } from '../canonical.ts';
import { signEnvelope, type Envelope } from '../keys/envelope.ts';
import type { KeyRole, SigningKey, Trust } from '../keys/trust.ts';
import type { Files } from '../read/text.ts';
import type { Estate } from '../schema/estate.ts';
import type { Document } from '../schema/papers.ts';
import { dayOf, withinDays, type Instant } from '../time.ts';
import { documentType, openPaper } from './signedPaper.ts';

export interface ResolvedDocument {
  readonly id: string;
  readonly document: Document;
  /** `untrusted`: signed by nobody we trust in that role at that time. `invalid`: altered, or about something else. */
  readonly signed: 'valid' | 'missing' | 'invalid' | 'untrusted';
  readonly inForce: boolean;
  readonly by?: KeyRole;
  readonly keyId?: string;
}

/** What is signed: the entry as written, with its id and without the path of the envelope. */
export function documentPayload(id: string, document: Document): Readonly<Record<string, string>> {
  const { signed: _, ...said } = document;
  return { version: 'cloison/document/v1', id, ...said };
}

export function signDocument(id: string, document: Document, key: SigningKey): Envelope {
  return signEnvelope(documentType, canonicalBytes(documentPayload(id, document)), key);
}

const untrusted: ReadonlySet<string> = new Set(['unknown-key', 'wrong-role', 'out-of-period', 'compromised']);
const absent: ReadonlySet<string> = new Set(['missing', 'unsigned']);

function resolved(id: string, document: Document, files: Files, trust: Trust, at: Instant): ResolvedDocument {
  const about = { id, document, inForce: withinDays(dayOf(at), document.on, document.until) };
  if (document.signed === undefined) return { ...about, signed: 'missing' };
  const paper = openPaper(document.signed, files, trust, { payloadType: documentType, roles: ['owner', 'dpo'], at });
  if (!paper.ok) {
    const signed = untrusted.has(paper.reason) ? 'untrusted' : 'invalid';
    return { ...about, signed: absent.has(paper.reason) ? 'missing' : signed };
  }
  const isThis = canonicalText(paper.value) === canonicalText(documentPayload(id, document));
  return isThis ? { ...about, signed: 'valid', by: paper.role, keyId: paper.keyId } : { ...about, signed: 'invalid' };
}

/** Every document of the estate, by id. `at`: when the signatures must count and the documents be in force. */
export function resolvePapers(
  estate: Estate,
  files: Files,
  trust: Trust,
  at: Instant,
): ReadonlyMap<string, ResolvedDocument> {
  const entries = Object.entries(estate.documents);
  return new Map(entries.map(([id, document]) => [id, resolved(id, document, files, trust, at)]));
}
