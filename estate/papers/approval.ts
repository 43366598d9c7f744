/**
 * Approvals of a waiver ("exception"): the accountable person decides (an `owner` key), the data protection officer gives
 * an opinion (a `dpo` key), recorded even when not followed. Both sign the canonical bytes of the waiver itself.
 */
import { Type } from 'typebox';
import { canonicalBytes, canonicalText, type Json } from '../canonical.ts';
import { fault } from '../fault.ts';
import { signEnvelope, type Envelope } from '../keys/envelope.ts';
import type { KeyRole, SigningKey, Trust } from '../keys/trust.ts';
import { shapeFlaws } from '../read/shape.ts';
import type { Files } from '../read/text.ts';
import type { Waiver } from '../schema/papers.ts';
import { closed } from '../schema/terms.ts';
import type { Instant } from '../time.ts';
import { openPaper, waiverType } from './signedPaper.ts';

export const opinions = ['favourable', 'reserved', 'unfavourable'] as const;
export type Opinion = (typeof opinions)[number];

export type Approval =
  | { readonly role: 'owner'; readonly decision: 'granted' | 'refused' }
  | { readonly role: 'dpo'; readonly opinion: Opinion };

const OwnerApproval = closed({ role: Type.Literal('owner'), decision: Type.Enum(['granted', 'refused']) });
const DpoApproval = closed({ role: Type.Literal('dpo'), opinion: Type.Enum([...opinions]) });
const Statement = closed({
  version: Type.Literal('cloison/waiver/v1'),
  waiver: Type.Object({}),
  approval: Type.Object({}),
});

/** The waiver as written, without the paths of its envelopes. */
export function waiverPayload(waiver: Waiver): Omit<Waiver, 'signed'> {
  const { signed: _, ...said } = waiver;
  return said;
}

/** Signs a decision with an `owner` key or an opinion with a `dpo` key; another key is the fault `key-unusable`. */
export function signWaiver(waiver: Waiver, approval: Approval, key: SigningKey): Envelope {
  if (key.role !== approval.role) throw fault('key-unusable', { detail: 'role' }, { subject: key.id });
  const statement = { version: 'cloison/waiver/v1', waiver: waiverPayload(waiver), approval };
  return signEnvelope(waiverType, canonicalBytes(statement), key);
}

export interface SignedApproval {
  readonly keyId: string;
  readonly role: KeyRole;
  readonly approval: Approval;
}

/** `signed` is left out when the envelope does not count; `isForeign`: a good signature, but over another waiver. */
export interface ApprovalReading {
  readonly signed?: SignedApproval;
  readonly isForeign: boolean;
}

export function readApproval(waiver: Waiver, path: string, files: Files, trust: Trust, at: Instant): ApprovalReading {
  const paper = openPaper(path, files, trust, { payloadType: waiverType, roles: ['owner', 'dpo'], at });
  if (!paper.ok || shapeFlaws(Statement, paper.value).length > 0) return { isForeign: false };
  const said = paper.value as unknown as { readonly waiver: Json; readonly approval: Approval };
  if (canonicalText(said.waiver) !== canonicalText(waiverPayload(waiver))) return { isForeign: true };
  // A decision under the officer's key, or an opinion under the owner's, is neither.
  const expected = paper.role === 'owner' ? OwnerApproval : DpoApproval;
  if (shapeFlaws(expected, said.approval).length > 0) return { isForeign: false };
  return { isForeign: false, signed: { keyId: paper.keyId, role: paper.role, approval: said.approval } };
}
