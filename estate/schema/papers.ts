/** Documents cited by an id, waivers ("exceptions"), freezes. A result counts only while in force and signed. */
import { Type } from 'typebox';
import { closed, Day, Id, listOf, Role, Text, type Static } from './terms.ts';

export const Document = closed({
  kind: Type.Enum(['contract', 'dpia', 'tia', 'anonymisation-test', 'assessment', 'certificate', 'decision', 'notice']),
  on: Day,
  until: Type.Optional(Day),
  result: Type.Optional(Type.Enum(['favourable', 'reserved', 'unfavourable'])),
  /** Path of a DSSE envelope, relative to the estate file. */
  signed: Type.Optional(Text),
});

export const Waiver = closed({
  id: Id,
  control: Type.String({ pattern: '^[a-z0-9-]+/[a-z0-9-]+$', title: 'control' }),
  subject: Text,
  reason: Text,
  owner: Role,
  from: Day,
  until: Day,
  /** Paths of DSSE envelopes over the canonical bytes of this document: the accountable person's decision, the DPO's opinion. */
  signed: Type.Optional(listOf(Text)),
});

export const Freeze = closed({ from: Day, to: Day, scope: Text, lane: Type.Optional(listOf(Text)) });

export type Document = Static<typeof Document>;
export type Waiver = Static<typeof Waiver>;
export type Freeze = Static<typeof Freeze>;
