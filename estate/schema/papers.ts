/** Documents cited by an id, waivers ("exceptions"), freezes. A result counts only while in force and signed. */
import { Type } from 'typebox';
import { closed, Country, DataClass, Day, Id, listOf, Role, Text, type Static } from './terms.ts';

export const Document = closed({
  kind: Type.Enum(['contract', 'dpia', 'tia', 'anonymisation-test', 'assessment', 'certificate', 'decision', 'notice']),
  on: Day,
  until: Type.Optional(Day),
  result: Type.Optional(Type.Enum(['favourable', 'reserved', 'unfavourable'])),
  /** Path of a DSSE envelope, relative to the estate file. */
  signed: Type.Optional(Text),
});

/**
 * What an exception was granted for: what was found, and of what has no name of its own also what stood there. What is left
 * out was not known when it was granted, and must still not be known. One without `verdict` and `found` excuses nothing.
 */
export const Covers = closed({
  dataset: Type.Optional(Id),
  /** The class that it was judged with: it holds for a lower one too. */
  class: Type.Optional(DataClass),
  /** What the control answered: one for what was not known excuses no refusal. */
  verdict: Type.Optional(Type.Enum(['deny', 'unknown'])),
  /** What it found, as findings print it: where, with whom, which way in. It holds for fewer too. */
  found: Type.Optional(listOf(Text)),
  /** Facts id, or an entity of the estate. */
  provider: Type.Optional(Text),
  zone: Type.Optional(Id),
  place: Type.Optional(Id),
  region: Type.Optional(Text),
  country: Type.Optional(Country),
  /** As `--environment` says it, else the stack. Of a provisional subject always said. */
  environment: Type.Optional(Text),
});

export const Waiver = closed({
  id: Id,
  control: Type.String({ pattern: '^[a-z0-9-]+/[a-z0-9-]+$', title: 'control' }),
  subject: Text,
  /** It excuses nothing without. */
  covers: Type.Optional(Covers),
  reason: Text,
  owner: Role,
  from: Day,
  until: Day,
  /** Paths of DSSE envelopes over the canonical bytes of this document: the accountable person's decision, the DPO's opinion. */
  signed: Type.Optional(listOf(Text)),
});

export const Freeze = closed({ from: Day, to: Day, scope: Text, lane: Type.Optional(listOf(Text)) });

export type Covers = Static<typeof Covers>;
export type Document = Static<typeof Document>;
export type Waiver = Static<typeof Waiver>;
export type Freeze = Static<typeof Freeze>;
