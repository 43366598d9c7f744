/**
 * The in-toto Statement v1 of one decision of the gate: what was judged, what an apply will execute, what was decided and
 * until when that counts. Frozen: another shape is another predicate type. Digests are SHA-256 of exact bytes.
 */
import { Type, type Static } from 'typebox';
import { canonicalText } from '../../estate/index.ts';
import { canonicalFit, closed, Count, Hex, Instant, Plain, statementType } from '../bundle/statement.ts';
import { shapeOf, type Fit } from '../shape.ts';

export const decisionType = 'urn:x-cloison:gate:v1';

const Digest = Type.Object({ sha256: Hex }, closed);
const Name = Type.String({ minLength: 1, maxLength: 1024 });
const names = { name: Name, digest: Digest };

const Outcome = Type.Object(
  {
    /** Exit code of the gate. */
    code: Type.Enum([0, 1, 3]),
    /** The code that `--observe` turned into 0. */
    wouldBe: Type.Optional(Type.Enum([1, 3])),
    /** Id of the sentence that headed the report. */
    headline: Plain,
    controls: Count,
    subjects: Count,
    deviations: Count,
    unknowns: Count,
    waived: Count,
    gaps: Count,
    /** Findings of the baseline, which move no code. */
    known: Type.Optional(Count),
    /** Resources that a freeze in force refuses to change. */
    frozen: Type.Optional(Count),
    /** Findings of controls that do not block yet. */
    staged: Type.Optional(Count),
    /** Controls that the estate relaxes without its owner's signature. */
    unsigned: Type.Optional(Count),
  },
  closed,
);

export const DecisionPredicate = Type.Object(
  {
    tool: Type.Object({ name: Plain, version: Plain }, closed),
    runId: Plain,
    /** Id of the key that signs: the hint of the envelope must be the same, for no signature covers a hint. */
    signer: Name,
    decidedAt: Instant,
    /** Last instant at which an apply may rest on it. */
    validUntil: Instant,
    environment: Name,
    /** Of the change, as the pipeline named it. */
    commit: Type.Optional(Type.String({ pattern: '^[0-9a-f]{40}([0-9a-f]{24})?$' })),
    /** `inputs-only`: nobody said what an apply will execute, so that no apply may rest on it. */
    bound: Type.Enum(['artifact', 'inputs-only']),
    inputs: Type.Array(Type.Object({ ...names, kind: Plain, stack: Type.Optional(Name), resources: Count }, closed), {
      maxItems: 10_000,
    }),
    /** `judged`: these very bytes were an input; else that they belong to the inputs is the word of the pipeline. */
    artifacts: Type.Array(
      Type.Object(
        { ...names, kind: Type.Enum(['terraform', 'pulumi', 'kubernetes', 'other']), judged: Type.Boolean() },
        closed,
      ),
      { maxItems: 1000 },
    ),
    outcome: Outcome,
    /** Every resource of the inputs is in one of three. */
    resources: Type.Object({ total: Count, judged: Count, outOfScope: Count, notUnderstood: Count }, closed),
    /** Interrupted: the inputs were not read to their end. */
    partial: Type.Boolean(),
    /** Why inputs were not whole; codes, each once. */
    shorts: Type.Array(Plain, { maxItems: 100 }),
    /** Wishes of whoever ran the gate that let more pass. */
    leave: Type.Object(
      {
        observe: Type.Boolean(),
        allowEmpty: Type.Boolean(),
        lane: Type.Optional(Name),
        team: Type.Optional(Name),
        baseline: Type.Optional(Type.Object({ digest: Digest, entries: Count }, closed)),
      },
      closed,
    ),
    /** `ref`, `commit`: where the estate was read, if not from a working folder; `revision`: signed by its owner. */
    estate: Type.Object(
      { digest: Digest, ref: Type.Optional(Name), commit: Type.Optional(Plain), revision: Type.Optional(Count) },
      closed,
    ),
    /** The estate of the change under test, where one was judged with the inputs. */
    change: Type.Optional(Digest),
    facts: Digest,
    module: Digest,
    /** The organisation's own bundles. */
    policies: Type.Array(Type.Object(names, closed), { maxItems: 64 }),
    /** The log of the sealed run beside the decision: every question with its answer. */
    evidence: Type.Object({ origin: Type.String({ maxLength: 2048 }), root: Hex, size: Count }, closed),
  },
  closed,
);

export const DecisionStatement = Type.Object(
  {
    _type: Type.Literal(statementType),
    subject: Type.Array(Type.Object(names, closed), { minItems: 1, maxItems: 11_000 }),
    predicateType: Type.Literal(decisionType),
    predicate: DecisionPredicate,
  },
  closed,
);
export type DecisionPredicate = Static<typeof DecisionPredicate>;
export type DecisionStatement = Static<typeof DecisionStatement>;

const fits = shapeOf(DecisionStatement);

/** Inputs, artefacts and a changed estate, each name and digest once, in byte order: any in-toto reader finds the files without the predicate. */
function subjectsOf({ inputs, artifacts, change }: DecisionPredicate): DecisionStatement['subject'] {
  const estate = change === undefined ? [] : [{ name: 'estate', digest: change }];
  const all = [...inputs, ...artifacts, ...estate].map(({ name, digest }) => ({
    name,
    digest: { sha256: digest.sha256 },
  }));
  const once = new Map(all.map((each) => [canonicalText(each), each]));
  return [...once]
    .sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    .map(([, each]) => each);
}

/** Canonical bytes: the same decision has one signature. */
export function decisionBytes(predicate: DecisionPredicate): Uint8Array {
  const subject = subjectsOf(predicate);
  return Buffer.from(canonicalText({ _type: statementType, subject, predicateType: decisionType, predicate }));
}

/** From the bytes that were signed; `pointer` names what does not fit. What the parts say must agree. */
export function parseDecision(bytes: Uint8Array): Fit<DecisionStatement> {
  const read = canonicalFit(bytes, fits);
  if (!read.ok) return read;
  const { subject, predicate } = read.value;
  if (canonicalText(subject) !== canonicalText(subjectsOf(predicate))) return { ok: false, pointer: '/subject' };
  const isBound = predicate.artifacts.length > 0;
  return isBound === (predicate.bound === 'artifact') ? read : { ok: false, pointer: '/predicate/bound' };
}
