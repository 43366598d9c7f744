/** Rows of the instruments (Chapter V tools, clauses, thresholds, frameworks), and the few shapes that every row shares. */
import { Type, type TSchema } from 'typebox';

export const text = Type.String({ minLength: 1, maxLength: 4000 });
export const day = Type.String({ format: 'date' });
export const opt = Type.Optional;
export const list = <const T extends TSchema>(item: T) => Type.Array(item, { maxItems: 10_000 });
export const closed = <const P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });

/** `official`: read at who made it. `secondary`: read at someone else. `recalled`: from memory, never carries an allow for D3 or D4. */
export const confidences = ['official', 'secondary', 'recalled'] as const;
export const days = { validFrom: opt(day), validTo: opt(day) };
export const sourced = {
  readOn: day,
  source: text,
  confidence: Type.Enum([...confidences]),
  note: opt(text),
};

const whole = Type.Integer({ minimum: 0 });
const titled = { id: text, title: text, ...days, ...sourced };
const tool = { ...titled, article: text, validFromEeaEfta: opt(day), requires: opt(list(text)) };
/** Figures of a text, for people: no control reads them by name. */
const facts = opt(Type.Record(Type.String(), Type.Unknown()));

export const instruments = {
  transferTools: list(closed({ ...tool, authorisation: Type.Boolean(), clauses: opt(text) })),
  derogations: list(closed({ ...tool, standing: Type.Literal(false) })),
  clauses: list(
    closed({
      ...titled,
      decision: text,
      module: opt(whole),
      tool: text,
      adopted: day,
      published: opt(day),
      importerDirectlyUnderGdpr: opt(text),
      lastNewContract: opt(day),
      endedBy: opt(closed({ how: text, on: day, act: text })),
    }),
  ),
  guidance: list(
    closed({
      ...titled,
      version: opt(text),
      adopted: opt(day),
      amended: opt(day),
      about: opt(text),
      status: text,
      consultationFrom: opt(day),
      consultationTo: opt(day),
      facts,
    }),
  ),
  cases: list(closed({ id: text, title: text, date: day, effect: text, ...sourced })),
  acts: list(
    closed({
      ...titled,
      applies: text,
      status: opt(Type.Enum(['proposal', 'unknown'])),
      adopted: opt(day),
      before: opt(day),
      transpositionDeadline: opt(day),
      facts,
    }),
  ),
  hds: list(closed({ ...titled, adopted: day, published: day, newCandidatesFrom: day, existingBy: day, facts })),
  secnumcloud: list(
    closed({
      ...titled,
      adopted: opt(day),
      qualificationYears: opt(whole),
      qualifiedPer: opt(text),
      test: opt(text),
      of: opt(list(text)),
      within: opt(text),
      maxPct: opt(Type.Number({ minimum: 0, maximum: 100 })),
      maxCount: opt(whole),
      comparison: opt(text),
      measure: opt(list(text)),
      indirect: opt(Type.Boolean()),
      listedShares: opt(text),
      control: opt(text),
      autonomy: opt(text),
      minAlternatives: opt(whole),
      withinMonths: opt(whole),
    }),
  ),
  csfWeights: list(
    closed({ id: text, set: text, objective: text, name: text, weight: whole, about: opt(text), ...days, ...sourced }),
  ),
  csfSeals: list(closed({ id: text, level: whole, name: text, ...sourced })),
  csfRules: list(
    closed({
      id: text,
      scoreDivisor: whole,
      maxScore: Type.Number(),
      clamp: Type.Boolean(),
      overallSeal: text,
      unanswered: text,
      floorChosenBy: text,
      criteria: whole,
      guidanceSpeaksOf: whole,
      ...sourced,
    }),
  ),
  csfCriteria: list(
    closed({
      id: text,
      set: text,
      objective: text,
      name: text,
      answers: list(closed({ rank: whole, label: opt(text), value: Type.Number(), seal: whole })),
      ...days,
      ...sourced,
    }),
  ),
};
