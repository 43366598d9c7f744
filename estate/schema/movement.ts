/** Flows between datasets (the house's boundary) and transfers to third countries (Chapter V): two things. */
import { Type } from 'typebox';
import { closed, Country, Day, Id, listOf, Role, Text, type Static } from './terms.ts';

export const Publication = closed({ decidedBy: Role, fields: listOf(Text), from: Day });

export const Flow = closed({
  id: Id,
  from: Id,
  to: Type.Optional(Id),
  transform: Type.Optional(Type.Enum(['none', 'pseudonymised', 'anonymised', 'aggregated', 'encrypted'])),
  provenBy: Type.Optional(Id),
  publication: Type.Optional(Publication),
});

/** Chapter V tools, as ids of the facts: `45`, `46.2.c`, `47`, `49.1.a` … */
export const Basis = closed({
  tool: Text,
  module: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
  tia: Type.Optional(Id),
  reference: Type.Optional(Text),
});

export const Transfer = closed({
  id: Id,
  exporter: Id,
  importer: Id,
  country: Country,
  datasets: listOf(Id),
  basis: Type.Optional(Basis),
  clearText: Type.Boolean(),
  from: Day,
  until: Type.Optional(Day),
});

export type Flow = Static<typeof Flow>;
export type Transfer = Static<typeof Transfer>;
