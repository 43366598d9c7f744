/** A decision signed and opened again: one signature, one spelling, and nothing in the file that no signature covers. */
import {
  canonicalText,
  decodeBase64,
  envelopeOf,
  envelopeText,
  fault,
  parseJsonStrict,
  signEnvelope,
  verifyEnvelope,
  type Refusal,
  type SigningKey,
  type Trust,
} from '../../estate/index.ts';
import { payloadType } from '../bundle/statement.ts';
import { brokenSignature, laterIn } from '../later.ts';
import {
  decisionBytes,
  decisionType,
  parseDecision,
  type DecisionPredicate,
  type DecisionStatement,
} from './statement.ts';

/** Throws `bad-document` for what would not be read again: a decision about nothing, a name of a thousand characters. */
export function signDecision(predicate: Omit<DecisionPredicate, 'signer'>, key: SigningKey): string {
  const bytes = decisionBytes({ ...predicate, signer: key.id });
  const read = parseDecision(bytes);
  if (!read.ok) throw fault('bad-document', { detail: read.pointer });
  return envelopeText(signEnvelope(payloadType, bytes, key));
}

/** `INVALID`: it is not what a trusted tool key signed. `UNVERIFIABLE`: no trusted key signed it, or a later version made it (`later-version`). */
export type OpenedDecision =
  | { readonly ok: true; readonly statement: DecisionStatement; readonly keyId: string }
  | { readonly ok: false; readonly verdict: 'INVALID' | 'UNVERIFIABLE'; readonly detail: string };

const altered = (detail: string): OpenedDecision => ({ ok: false, verdict: 'INVALID', detail });

/** Neither a key that nobody trusts nor a later version says that somebody altered it. */
const notTrusted = (detail: Refusal | 'later-version'): OpenedDecision =>
  detail === 'unknown-key' || detail === 'later-version'
    ? { ok: false, verdict: 'UNVERIFIABLE', detail }
    : altered(detail);

function canonicalValue(bytes: Uint8Array): unknown {
  try {
    const value = parseJsonStrict(bytes);
    return `${canonicalText(value)}\n` === Buffer.from(bytes).toString('utf8') ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Never throws for what the file holds. */
export function openDecision(bytes: Uint8Array, trust: Trust): OpenedDecision {
  const value = canonicalValue(bytes);
  const envelope = envelopeOf(value);
  const payload = envelope && decodeBase64(envelope.payload);
  if (envelope === undefined || payload === undefined) return altered('envelope');
  const read = parseDecision(payload);
  const later = read.ok ? undefined : laterIn(payload, decisionType, ['decidedAt']);
  if (later !== undefined) {
    return notTrusted(brokenSignature(value, later, trust)?.reason ?? 'later-version');
  }
  if (!read.ok) return altered(`statement ${read.pointer}`);
  const { decidedAt, signer } = read.value.predicate;
  const checked = verifyEnvelope(value, trust, { payloadType, roles: ['tool'], at: decidedAt });
  if (!checked.ok) return notTrusted(checked.reason);
  // The hint is outside what is signed: left free, a byte of the file could be changed and nobody would see it.
  const [only, second] = envelope.signatures;
  if (second !== undefined || only?.keyid !== signer) return altered('signer');
  return { ok: true, statement: read.value, keyId: checked.keyId };
}
