/** What opens the commitments of one record: one line of `data/disclosures`, dropped when it is withheld. */
import { Type, type Static } from 'typebox';
import type { SpeltForm } from '../../estate/index.ts';
import { closedFields, Hex, HexByField, type CommittedField } from './record.ts';

const seq = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const opened = Type.Object({ salt: Hex, value: Type.Unknown() }, { additionalProperties: false });
const optionalOpened = Type.Optional(opened);

/** Spelt out: the only kind of line in logs of version 1. */
export const WholeLine = Type.Object(
  {
    seq,
    fields: Type.Object(
      {
        subject: optionalOpened,
        operator: optionalOpened,
        observation: optionalOpened,
        question: optionalOpened,
        answer: optionalOpened,
      },
      closedFields,
    ),
  },
  { additionalProperties: false },
);

/**
 * Spelt by likeness (version 2): the values of the line of record `like`, about another subject and citing other
 * observations. `about`: the subject, where the fields hold one. `cites`: digests (hex) in the order in which the values
 * first name them.
 */
export const LikeLine = Type.Object(
  {
    about: Type.Optional(Type.String()),
    cites: Type.Array(Hex, { maxItems: 16_384 }),
    like: seq,
    salts: HexByField,
    seq,
  },
  { additionalProperties: false },
);

export type WholeLine = Static<typeof WholeLine>;
export type LikeLine = Static<typeof LikeLine>;
export type Disclosure = WholeLine | LikeLine;

/** One field as it is disclosed: its salt (hex) and the canonical JSON of its value. */
export interface Shown {
  readonly salt: string;
  readonly text: string;
  /** Where it was spelt by a form. */
  readonly form?: SpeltForm | undefined;
}
export type ShownFields = Readonly<Partial<Record<CommittedField, Shown>>>;
