/**
 * The rows of the facts: one JSON document a subject, one row a line, each row with where it was read, when and how well.
 * Days are `YYYY-MM-DD`, inclusive at both ends. No `validFrom` means undated (usable, printed so); no `validTo` is open.
 */
import { Type, type Static, type TSchema } from 'typebox';
import { closed, day, days, instruments, list, opt, sourced, text } from './instrument-rows.ts';

const code = Type.String({ pattern: '^[A-Z]{2}$' });
const document = <const P extends Record<string, TSchema>>(properties: P) => closed({ readOn: day, ...properties });

const unions = ['EU', 'EEA'] as const;
export type Union = (typeof unions)[number];

const Country = closed({
  code,
  name: text,
  iso: Type.Boolean(),
  territoryOf: opt(code),
  status: opt(text),
  /** Not settled by a list: without a membership that day the answer is "ask counsel", never "outside". */
  needsDecision: opt(Type.Boolean()),
  note: opt(text),
  noteSource: opt(text),
});
const Membership = closed({
  code,
  union: Type.Enum([...unions]),
  kind: Type.Enum(['member', 'provisional', 'treated-as', 'territory']),
  ...days,
  ...sourced,
});
const Regime = closed({ regime: text, union: Type.Enum([...unions]), ...days, ...sourced });

const Adequacy = closed({
  code: Type.String({ minLength: 2, maxLength: 8 }),
  codeKind: Type.Enum(['country', 'organisation']),
  regime: Type.Enum(['GDPR', 'LED']),
  kind: Type.Enum(['adequacy', 'interim']),
  decision: text,
  adopted: opt(day),
  published: opt(day),
  documentNumber: opt(text),
  validFromBasis: text,
  endedBy: opt(closed({ how: text, on: day, act: text })),
  scope: closed({
    kind: Type.Enum(['all', 'all-except', 'law', 'register', 'processing', 'sector', 'organisation']),
    law: opt(text),
    register: opt(text),
    entities: opt(text),
    condition: opt(text),
    sector: opt(text),
    organisation: opt(text),
    dataTypes: opt(list(text)),
    excludes: opt(list(text)),
  }),
  review: opt(text),
  contested: opt(Type.Boolean()),
  ...days,
  ...sourced,
});

const lawKind = Type.Enum([
  'compelled-access',
  'data-localisation',
  'export-control',
  'blocking',
  'collection-without-compulsion',
]);
const Law = closed({
  id: text,
  /** ISO code, or `EU` for a law of the Union. */
  country: code,
  instrument: text,
  kind: lawKind,
  alsoKinds: opt(list(lawKind)),
  status: Type.Enum(['in-force', 'partly-in-force', 'lapsed-with-continuation', 'proposal']),
  /** Free text: a reported end is not an end. */
  expectedEnd: opt(text),
  reaches: text,
  criteria: list(text),
  /** Member States where a law of the Union does not apply. */
  notIn: opt(list(code)),
  ...days,
  ...sourced,
});

const Region = closed({
  provider: text,
  region: text,
  /** `null`: the provider has such a region and its country is not known. */
  country: Type.Union([code, Type.Null()]),
  city: opt(text),
  ...sourced,
});

const scalar = Type.Union([text, Type.Number()]);
const Statement = closed({
  provider: text,
  field: text,
  value: Type.Union([scalar, list(text), Type.Record(Type.String(), scalar)]),
  /** True that day by its source: not since, nor until. */
  observedOn: opt(day),
  ...days,
  ...sourced,
});

export const factDocuments = {
  countries: document({
    namesSource: text,
    regimes: list(Regime),
    countries: list(Country),
    memberships: list(Membership),
  }),
  /** `completeness`: until that day the absence of a row is itself sourced; after it, none is recorded. */
  adequacy: document({
    completeness: closed({ statement: text, asOf: day, source: text, confidence: sourced.confidence }),
    decisions: list(Adequacy),
  }),
  laws: document({ laws: list(Law) }),
  instruments: document(instruments),
  regions: document({ regions: list(Region) }),
  providers: document({ statements: list(Statement) }),
} as const;

export type FactDocument = keyof typeof factDocuments;
export type FactRows = { readonly [D in FactDocument]: Static<(typeof factDocuments)[D]> };
export type MembershipRow = Static<typeof Membership>;
export type AdequacyRow = Static<typeof Adequacy>;
export type LawRow = Static<typeof Law>;
export type RegionRow = Static<typeof Region>;
export type StatementRow = Static<typeof Statement>;
