/** The record: one leaf of the log. Small, closed, and naming nothing: names are commitments (commit.ts). */
import { Type, type Static } from 'typebox';
import { verdicts } from '../../estate/index.ts';

/** C2SP tlog-tiles prefixes an entry with 16 bits of length. */
export const maxRecordBytes = 65_535;
export const segmentRecords = 65_536;
/** `prev` of record 0: there is nothing before it. */
export const noPrevious = '0'.repeat(64);

export const recordTypes = [
  'run.opened',
  'source.coverage',
  'observation',
  'evaluation',
  'decision',
  'waiver.granted',
  'waiver.used',
  'waiver.expired',
  'waiver.revoked',
  'key.added',
  'key.retired',
  'key.compromised',
  'tombstone',
  'heartbeat',
  'run.closed',
] as const;
export type RecordType = (typeof recordTypes)[number];

export const committedFields = ['subject', 'operator', 'observation', 'question', 'answer'] as const;
export type CommittedField = (typeof committedFields)[number];

export const Hex = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const closedFields = { additionalProperties: false, minProperties: 1 };
const optionalHex = Type.Optional(Hex);
/** A commitment, or a salt, for each field that has one. */
export const HexByField = Type.Object(
  { subject: optionalHex, operator: optionalHex, observation: optionalHex, question: optionalHex, answer: optionalHex },
  closedFields,
);

/** Codes of a record or of one of its rows: closed, never a message. */
const Codes = Type.Array(Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$' }), {
  minItems: 1,
  maxItems: 64,
});
const Control = Type.String({ pattern: '^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)+$', maxLength: 200 });
const VerdictName = Type.Enum([...verdicts]);

const members = {
  seq: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  runId: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' }),
  type: Type.Enum([...recordTypes]),
  /** RFC 3339 UTC with milliseconds. */
  time: Type.String({ maxLength: 24 }),
  /** Leaf hash of the record before. */
  prev: Hex,
  control: Type.Optional(Control),
  verdict: Type.Optional(VerdictName),
  codes: Type.Optional(Codes),
  counts: Type.Optional(
    Type.Record(
      Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,63}$' }),
      Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
      closedFields,
    ),
  ),
  /** Digests of payload files. */
  payload: Type.Optional(Type.Array(Type.String({ pattern: '^sha256:[0-9a-f]{64}$' }), { minItems: 1, maxItems: 512 })),
  /** The earlier record this one speaks of: a decision of its evaluation, a used waiver of its decision. */
  refers: Type.Optional(Type.Integer({ minimum: 0 })),
  commitments: Type.Optional(HexByField),
};

/** Version 1, frozen: a field more is a version more, or bundles of yesterday would be read by rules of tomorrow. */
export const LogRecord1 = Type.Object({ v: Type.Literal(1), ...members }, { additionalProperties: false });

/**
 * Version 2, frozen too: an evaluation may carry its decisions as `rows` instead of a record each, which say nothing that
 * its answer does not, and lines of disclosures may be spelt by likeness (likeness.ts). Nothing else differs.
 */
export const LogRecord2 = Type.Object(
  {
    v: Type.Literal(2),
    ...members,
    rows: Type.Optional(
      Type.Array(
        Type.Object(
          { codes: Type.Optional(Codes), control: Control, verdict: VerdictName },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 1024 },
      ),
    ),
  },
  { additionalProperties: false },
);

/** One log has one version: that of its first record. */
export const recordVersions = [1, 2] as const;
export type RecordVersion = (typeof recordVersions)[number];
export type LogRecord = Omit<Static<typeof LogRecord2>, 'v'> & { readonly v: RecordVersion };
/** One decision in short. */
export type RecordRow = NonNullable<LogRecord['rows']>[number];

/** No key of these is a whole number, which an object would not keep in its place. */
function sorted<T>(named: Readonly<Record<string, T>> | undefined): Record<string, T> | undefined {
  return named && Object.fromEntries(Object.entries(named).sort(([one], [other]) => (one < other ? -1 : 1)));
}

const rowTexts = new WeakMap<readonly RecordRow[], string>();

/** Evaluations of containers that stand alike have one list of rows; a list is never changed once it is made. */
function rowsText(rows: readonly RecordRow[]): string {
  const sortedRow = ({ codes, control, verdict }: RecordRow) => ({ codes, control, verdict });
  const text = rowTexts.get(rows) ?? JSON.stringify(rows.map(sortedRow));
  rowTexts.set(rows, text);
  return text;
}

/**
 * Canonical JSON of a record that has this shape. Its keys are known and its texts plain ASCII, so nothing has to be looked
 * at again: a large plan has a hundred thousand. Who verifies spells each again from scratch and compares.
 */
export function recordText(record: LogRecord): string {
  const { codes, commitments, control, counts, payload, prev, refers, runId, seq, time, type, v, verdict } = record;
  const named = { commitments: sorted(commitments), control, counts: sorted(counts) };
  const head = { codes, ...named, payload, prev, refers };
  const tail = { runId, seq, time, type, v, verdict };
  if (record.rows === undefined) return JSON.stringify({ ...head, ...tail });
  return `${JSON.stringify(head).slice(0, -1)},"rows":${rowsText(record.rows)},${JSON.stringify(tail).slice(1)}`;
}
