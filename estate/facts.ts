/** What can be observed of a subject: a closed list, each with the shape of its value. The allow-list of a Collection. */
import { Type } from 'typebox';
import { closed, listOf, type Static } from './schema/terms.ts';

const name = Type.String({ minLength: 1, maxLength: 1024 });
const count = Type.Integer({ minimum: 0 });

/** A right someone holds on a container, whatever grants it. */
export const rights = ['list', 'read', 'write', 'delete', 'exec', 'admin'] as const;
export const Grant = closed({
  /** `operator`: id of the estate. `identity`: `identity-<n>`, nobody the estate knows. `everyone`: no credential needed. `authenticated`: any account of the store. */
  who: Type.Enum(['operator', 'identity', 'everyone', 'authenticated']),
  id: name,
  rights: listOf(Type.Enum([...rights])),
  /** What grants it: `owner`, `policy`, `acl`, `root`, `role:<namespace>/<name>` … names of objects, never of people. */
  via: name,
  /** Whether the holder sees clear text; left out where the source cannot tell. */
  clearText: Type.Optional(Type.Boolean()),
});

/** This container holds *this kind*, so many hits, found this way; never the text, never a hash of it. */
export const Label = closed({
  recognizer: name,
  category: name,
  class: Type.Enum(['D0', 'D1', 'D2', 'D3', 'D4']),
  hits: count,
  checked: count,
  method: Type.Enum(['checksum', 'pattern', 'header', 'terms']),
  /** Share of random text of that shape that would pass, 0 to 1. */
  prior: Type.Number({ minimum: 0, maximum: 1 }),
});

export const factValues = {
  exists: closed({}),
  location: closed({ region: name, nodes: Type.Optional(count) }),
  publicRead: closed({ value: Type.Boolean(), via: Type.Optional(name) }),
  publicWrite: closed({ value: Type.Boolean(), via: Type.Optional(name) }),
  encryption: closed({ value: Type.Enum(['none', 'provider-key', 'customer-key']), algorithm: Type.Optional(name) }),
  versioning: closed({ value: Type.Enum(['on', 'suspended', 'off']) }),
  objectLock: closed({ value: Type.Enum(['off', 'governance', 'compliance']), days: Type.Optional(count) }),
  replication: closed({ targets: listOf(name) }),
  lifecycle: closed({ rules: count, expires: Type.Boolean() }),
  tags: closed({ keys: listOf(name) }),
  objects: closed({ count, bytes: count, sampled: count, complete: Type.Boolean() }),
  labels: closed({ labels: listOf(Label), columns: count, values: count, fullPass: Type.Boolean() }),
  /**
   * One HMAC per object wholly read, under a key drawn for the run and thrown away after it: equal prints of two
   * containers show a copy; nobody can test a guess against them.
   */
  content: closed({ prints: listOf(name) }),
  grants: closed({ grants: listOf(Grant) }),
  identities: closed({ known: count, unknown: count }),
} as const;

export type FactName = keyof typeof factValues;
export type FactValue<F extends FactName> = Static<(typeof factValues)[F]>;
export type Grant = Static<typeof Grant>;
export type Label = Static<typeof Label>;
export const factNames = Object.keys(factValues) as FactName[];
