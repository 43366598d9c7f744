/** The in-toto Statement v1 of a run: what was judged, by what, with what result, and the digest of every file. */
import { Type, type Static } from 'typebox';
import { canonicalText, parseJsonStrict, type Json } from '../../estate/index.ts';
import { shapeOf, type Fit } from '../shape.ts';
import { headlineCodes } from '../log/tally.ts';

export const statementType = 'https://in-toto.io/Statement/v1';
export const predicateType = 'urn:x-cloison:audit:v1';
export const payloadType = 'application/vnd.in-toto+json';

export const closed = { additionalProperties: false };
export const Hex = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const Instant = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$' });
export const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
export const Plain = Type.String({ pattern: '^[\\x20-\\x7e]{1,200}$' });
const counts = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, Count]));

/** A file of the bundle by name and digest. */
const File = Type.Object({ name: Plain, digest: Type.Object({ sha256: Hex }, closed) }, closed);

export const coverageCounts = ['sourcesExpected', 'sourcesReached', 'subjects', 'calls', 'retries', 'skipped'] as const;
export const resultCounts = ['allow', 'deny', 'unknown', 'notApplicable', 'waivedDeny', 'waivedUnknown'] as const;

export const Predicate = Type.Object(
  {
    tool: Type.Object({ name: Plain, version: Plain }, closed),
    run: Type.Object({ id: Plain, startedAt: Instant, finishedAt: Instant, asOf: Instant }, closed),
    /** The compiled modules that judged. */
    policies: Type.Array(File, { minItems: 1, maxItems: 64 }),
    facts: File,
    /** `revision`: number of the signed revision; left out for an estate that was read unsigned. */
    estate: Type.Object({ ...File.properties, revision: Type.Optional(Count) }, closed),
    collection: Type.Optional(File),
    /** Digest of the code that joins observations into questions. */
    joins: Type.Optional(Type.Object({ sha256: Hex }, closed)),
    coverage: Type.Object(counts(...coverageCounts), closed),
    result: Type.Object({ code: Type.Enum([...headlineCodes]), ...counts(...resultCounts) }, closed),
    log: Type.Object({ origin: Type.String({ maxLength: 2048 }), size: Count }, closed),
  },
  closed,
);

export const Statement = Type.Object(
  {
    _type: Type.Literal(statementType),
    subject: Type.Array(
      Type.Object({ name: Type.String({ maxLength: 1024 }), digest: Type.Object({ sha256: Hex }, closed) }, closed),
      { minItems: 1, maxItems: 100_000 },
    ),
    predicateType: Type.Literal(predicateType),
    predicate: Predicate,
  },
  closed,
);
export type Predicate = Static<typeof Predicate>;
export type Statement = Static<typeof Statement>;
export type FileReference = Static<typeof File>;

const fits = shapeOf(Statement);

/** Canonical bytes, so that the same run gives the same signature. Subjects in byte order of their names. */
export function statementBytes(subjects: Iterable<readonly [string, string]>, predicate: Predicate): Uint8Array {
  const subject = [...subjects]
    .sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    .map(([name, sha256]) => ({ name, digest: { sha256 } }));
  return Buffer.from(canonicalText({ _type: statementType, subject, predicateType, predicate }));
}

/** Reads a statement from the bytes that were signed; `pointer` names what does not fit, `not-canonical` another spelling. */
export function parseStatement(bytes: Uint8Array): Fit<Statement> {
  return canonicalFit(bytes, fits);
}

export function canonicalFit<T>(bytes: Uint8Array, fit: (value: unknown) => Fit<T>): Fit<T> {
  let value: Json;
  try {
    value = parseJsonStrict(bytes);
    if (canonicalText(value) !== Buffer.from(bytes).toString('utf8')) return { ok: false, pointer: 'not-canonical' };
  } catch {
    return { ok: false, pointer: 'bad-json' };
  }
  return fit(value);
}
