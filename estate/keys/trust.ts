/** Whose signature counts, for what and when. Trust is handed in (`--trust`): it lies outside estate and bundle. */
import type { KeyObject } from 'node:crypto';
import { Type } from 'typebox';
import { closed, Day, Id, type Static } from '../schema/terms.ts';

/** `owner` signs for `organisation.accountable`; `site` signs for one place of operation; `tool` seals evidence. */
export const keyRoles = ['tool', 'owner', 'dpo', 'site'] as const;
export type KeyRole = (typeof keyRoles)[number];
export const keyStates = ['active', 'retired', 'compromised'] as const;

export const TrustedKey = closed({
  id: Id,
  role: Type.Enum([...keyRoles]),
  /** SubjectPublicKeyInfo (DER) in standard base64; Ed25519 only. */
  publicKey: Type.String({ pattern: '^[A-Za-z0-9+/]{59}=$' }),
  from: Day,
  until: Type.Optional(Day),
  state: Type.Enum([...keyStates]),
  /** Instant from which nothing signed by this key counts. */
  compromisedAt: Type.Optional(Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}[.][0-9]{3}Z$' })),
});

export const Trust = closed({
  version: Type.Literal('cloison/trust/v1'),
  keys: Type.Array(TrustedKey, { maxItems: 1000 }),
});

export type TrustedKey = Static<typeof TrustedKey>;
export type Trust = Static<typeof Trust>;

/** A private key in memory. Never printed, never serialised: `KeyObject` shows nothing of itself. */
export interface SigningKey {
  readonly id: string;
  readonly role: KeyRole;
  readonly privateKey: KeyObject;
}
