/** Zones: a side with a country, an operating entity, its five planes and its places. */
import { Type } from 'typebox';
import { closed, Country, Id, listOf, mapOf, Text, type Static } from './terms.ts';

/** Closed list: a plane left out is unknown, never "nobody". */
export const planeNames = ['control', 'hypervisor', 'backup', 'keys', 'support'] as const;
export type PlaneName = (typeof planeNames)[number];

export const Plane = closed({
  entity: Id,
  from: listOf(Country),
  clearText: Type.Boolean(),
});

export const Planes = closed({
  control: Type.Optional(Plane),
  hypervisor: Type.Optional(Plane),
  backup: Type.Optional(Plane),
  keys: Type.Optional(Plane),
  support: Type.Optional(Plane),
});

/** What the organisation declares of a place whose API cannot say it; graded `declared` wherever it is used. */
export const Declared = closed({
  replication: Type.Optional(Type.Enum(['none', 'within-place', 'elsewhere'])),
  encryption: Type.Optional(Type.Enum(['none', 'provider-key', 'customer-key'])),
  publicAccess: Type.Optional(Type.Enum(['blocked', 'possible'])),
  versioning: Type.Optional(Type.Enum(['on', 'off'])),
});

/**
 * What decides at run time, per class, when a hook cannot say from which country a session comes: the place of work of the
 * operator, or nobody and the answer is no. Left out: `refuse`.
 */
export const SessionUnknown = closed({
  D2: Type.Optional(Type.Enum(['place-of-work', 'refuse'])),
  D3: Type.Optional(Type.Enum(['place-of-work', 'refuse'])),
  D4: Type.Optional(Type.Enum(['place-of-work', 'refuse'])),
});

/** One connection of a zone. Exactly one of s3, kubernetes, postgresql, files, saas; or keystone alone. */
export const Place = closed({
  s3: Type.Optional(Text),
  kubernetes: Type.Optional(Text),
  postgresql: Type.Optional(Text),
  files: Type.Optional(Text),
  saas: Type.Optional(Text),
  /** URL of the API server of a cluster: a change that brings its own kubeconfig is matched by it, never by the name it gives. */
  server: Type.Optional(Text),
  /**
   * Auth URL of the OpenStack identity service: a change that it serves is matched by it and the region, and lies where the
   * audit sees it. Beside `s3`, or alone for containers of Swift, volumes and shares that nothing else tells of.
   */
  keystone: Type.Optional(Text),
  region: Type.Optional(Text),
  /** How the identity plane of an S3 store is read. Without it the reach of its buckets is unknown. */
  identityPlane: Type.Optional(
    closed({ kind: Type.Enum(['rgw-admin-ops', 'versitygw-admin']), endpoint: Type.Optional(Text) }),
  ),
  /** Prefixes judged as containers of their own, `bucket/prefix/`. */
  prefixes: Type.Optional(listOf(Text)),
  declared: Type.Optional(Declared),
  sessionUnknown: Type.Optional(SessionUnknown),
});

export const sides = ['public', 'private', 'saas'] as const;
export const Zone = closed({
  side: Type.Enum([...sides]),
  /** An entity of the estate, or an id of the facts (`alibaba`, `aws`, `ovh` …). */
  provider: Id,
  country: Country,
  lawsAccepted: Type.Optional(listOf(Id)),
  planes: Type.Optional(Planes),
  places: Type.Optional(mapOf(Place)),
});

export type Plane = Static<typeof Plane>;
export type Place = Static<typeof Place>;
export type Declared = Static<typeof Declared>;
export type Zone = Static<typeof Zone>;
export type Side = (typeof sides)[number];
