/** Organisation and legal entities: who engages and may instruct whom, who holds whom. */
import { Type } from 'typebox';
import { closed, Country, Id, listOf, mapOf, Role, Text, type Static } from './terms.ts';

export const Organisation = closed({
  name: Text,
  entity: Id,
  accountable: Role,
  dpo: Type.Optional(Role),
});

/** A holder of capital or votes, share in percent; `board: majority` names the power to appoint most of a body. */
export const Holder = closed({
  country: Country,
  entity: Type.Optional(Id),
  share: Type.Number({ minimum: 0, maximum: 100 }),
  veto: Type.Optional(Type.Boolean()),
  board: Type.Optional(Type.Enum(['none', 'minority', 'majority'])),
});

export const Entity = closed({
  country: Country,
  name: Type.Optional(Text),
  parent: Type.Optional(Id),
  role: Type.Optional(
    Type.Enum(['controller', 'joint-controller', 'processor', 'sub-processor', 'recipient', 'holding', 'supplier']),
  ),
  engagedBy: Type.Optional(listOf(Id)),
  instructedBy: Type.Optional(listOf(Id)),
  contract: Type.Optional(Id),
  /** Left out means not known; an empty list says that no share above 5 % is held by anybody outside the parent. */
  holders: Type.Optional(listOf(Holder)),
  /** Region label of this provider's API → country. The only source of a country for a fictional or private provider. */
  regions: Type.Optional(mapOf(Country)),
  supportCountries: Type.Optional(listOf(Country)),
  /** Countries of subsidiaries or establishments with technical access. */
  foreignNexus: Type.Optional(listOf(Country)),
});

export type Organisation = Static<typeof Organisation>;
export type Holder = Static<typeof Holder>;
export type Entity = Static<typeof Entity>;
