/** A revision: number and digests of estate, facts and policies, signed by the owner; gate, guard and audit name it. */
import { Type } from 'typebox';
import { canonicalBytes, digestOf } from '../canonical.ts';
import { fault } from '../fault.ts';
import { signEnvelope, type Envelope } from '../keys/envelope.ts';
import type { SigningKey, Trust } from '../keys/trust.ts';
import type { Refusal } from '../keys/verify.ts';
import { shapeFlaws } from '../read/shape.ts';
import { closed, type Static } from '../schema/terms.ts';
import { isInstant, type Instant } from '../time.ts';
import { openEnvelope, revisionType } from './signedPaper.ts';
import { isSoundList, SealedControl } from './starting.ts';

const Digest = Type.String({ pattern: '^sha256:[0-9a-f]{64}$' });

export const Revision = closed({
  version: Type.Literal('cloison/revision/v1'),
  /** Counts up by one; a lower one than the last seen is a rollback. */
  number: Type.Integer({ minimum: 1 }),
  estate: Digest,
  facts: Digest,
  policies: Digest,
  /** Of the trust document that the owner agrees with; left out where only the estate is sealed. */
  trust: Type.Optional(Digest),
  /** The controls of those policies; a version before this list left it out. */
  controls: Type.Optional(Type.Array(SealedControl, { maxItems: 1000 })),
  sealedAt: Type.String({ minLength: 24, maxLength: 24 }),
});
export type Revision = Static<typeof Revision>;

/** `sha256:<64 hex>` each. */
export interface Digests {
  readonly estate: string;
  readonly facts: string;
  readonly policies: string;
}

export type RevisionVerification =
  | { readonly ok: true; readonly revision: Revision; readonly digest: string; readonly keyId: string }
  | { readonly ok: false; readonly reason: Refusal | 'not-canonical' | 'missing' | 'shape' };

function isRevision(value: unknown): value is Revision {
  if (shapeFlaws(Revision, value).length > 0) return false;
  const { sealedAt, controls = [] } = value as Revision;
  return isInstant(sealedAt) && isSoundList(controls, sealedAt);
}

/** Signs with an `owner` key; another key is the fault `key-unusable`, a wrong digest, number or instant `bad-document`. */
export function sealRevision(
  of: Digests & Pick<Revision, 'trust' | 'controls'> & { readonly number: number; readonly at: Instant },
  key: SigningKey,
): Envelope {
  const { estate, facts, policies, number, at, trust, controls } = of;
  if (key.role !== 'owner') throw fault('key-unusable', { detail: 'role' }, { subject: key.id });
  const revision = {
    version: 'cloison/revision/v1',
    number,
    estate,
    facts,
    policies,
    ...(trust === undefined ? {} : { trust }),
    ...(controls === undefined ? {} : { controls }),
    sealedAt: at,
  };
  if (!isRevision(revision)) throw fault('bad-document', { detail: 'revision' });
  return signEnvelope(revisionType, canonicalBytes(revision), key);
}

/** Only an owner's signature makes a revision. `digest` is what others cite. */
export function verifyRevision(envelope: unknown, trust: Trust, at: Instant): RevisionVerification {
  const paper = openEnvelope(envelope, trust, { payloadType: revisionType, roles: ['owner'], at });
  if (!paper.ok) return { ok: false, reason: paper.reason };
  const revision: unknown = paper.value;
  if (!isRevision(revision)) return { ok: false, reason: 'shape' };
  return { ok: true, revision, digest: digestOf(revision), keyId: paper.keyId };
}

/** Which of the three in use are not the ones that were sealed; none when the revision holds. */
export function departures(revision: Revision, inUse: Digests): readonly (keyof Digests)[] {
  return (['estate', 'facts', 'policies'] as const).filter((name) => revision[name] !== inUse[name]);
}
