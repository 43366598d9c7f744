/** Shape of `data.cloison.facts`: flat rows, every property always there, an open end of a period is the empty string. */
import { Type, type Static } from 'typebox';
import { closed, confidences } from './instrument-rows.ts';

const word = Type.String();
const words = Type.Array(word);
const yes = Type.Boolean();
const period = { from: word, to: word };
const confidence = Type.Enum([...confidences]);
const read = { confidence, source: word, readOn: word };

/** Rows under a key that is data (a country, a tool): what `policyRows[key]` describes, one level below the key. */
export const Named = closed({ name: word });
export const Member = closed({
  ...period,
  kind: Type.Enum(['member', 'provisional', 'treated-as', 'territory']),
  confidence,
});
export const Adequacy = closed({
  decision: word,
  kind: Type.Enum(['adequacy', 'interim']),
  ...period,
  /** `all` covers any importer; every other kind needs facts of the importer, and is unknown without them. */
  scope: Type.Enum(['all', 'all-except', 'law', 'register', 'processing', 'sector']),
  /** The law, register, processing or sector that the scope names; empty for `all` and `all-except`. */
  limit: word,
  /** The whole scope in one line, for people. */
  conditions: word,
  excludes: words,
  contested: yes,
  /** The note says that some part (a number, a day, a list) is recalled. */
  partRecalled: yes,
  ...read,
});
export const Law = closed({
  id: word,
  kind: word,
  alsoKinds: words,
  status: word,
  /** False for a proposal: it is printed and never decides. */
  decides: yes,
  ...period,
  notIn: words,
  ...read,
});
export const Tool = closed({
  article: word,
  ...period,
  /** First day for exporters in IS, LI and NO. */
  fromEeaEfta: word,
  requires: words,
  /** Art. 46(3): only with an authorisation of the supervisory authority. */
  authorisation: yes,
  /** False for art. 49: it never carries a regular flow. */
  standing: yes,
  confidence,
});
export const Clause = closed({
  id: word,
  decision: word,
  tool: word,
  /** 1 to 4; 0 when the decision has no modules. */
  module: Type.Integer(),
  ...period,
  /** Last day on which a new contract could take these clauses; empty while it can. */
  lastNewContract: word,
  confidence,
});
export const SecNumCloud = closed({
  version: word,
  ...period,
  /** Shares of capital or votes, percent: *more than* fails. */
  individualPct: Type.Number(),
  collectivePct: Type.Number(),
  /** Vetoes and powers to name most of a body that a holder outside may have. */
  rights: Type.Integer(),
  minAlternatives: Type.Integer(),
  qualificationYears: Type.Integer(),
  within: word,
  ...read,
});

type Keyed<T> = Readonly<Record<string, T>>;
export interface PolicyData {
  /** First day of the regime in each union. */
  readonly regimes: { readonly GDPR: { readonly EU: string; readonly EEA: string } };
  readonly countries: Keyed<Static<typeof Named>>;
  readonly memberships: Readonly<Record<'EU' | 'EEA', Keyed<readonly Static<typeof Member>[]>>>;
  readonly needsDecision: Keyed<true>;
  readonly adequacy: Keyed<readonly Static<typeof Adequacy>[]>;
  /** Until that day a country without a decision has none; after it, none is recorded. */
  readonly adequacyCompleteUntil: string;
  /** By ISO code, and `EU` for laws of the Union. */
  readonly laws: Keyed<readonly Static<typeof Law>[]>;
  readonly tools: Keyed<Static<typeof Tool>>;
  readonly clauses: readonly Static<typeof Clause>[];
  readonly thresholds: { readonly secNumCloud: Static<typeof SecNumCloud> };
}
