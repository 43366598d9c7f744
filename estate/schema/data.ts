/** Activities (art. 30) and the datasets they use. */
import { Type } from 'typebox';
import { closed, DataClass, Day, Duration, Id, listOf, mapOf, Role, Text, type Static } from './terms.ts';

export const Purpose = closed({
  basis: Type.Enum(['6.1.a', '6.1.b', '6.1.c', '6.1.d', '6.1.e', '6.1.f']),
  law: Type.Optional(Text),
  art9: Type.Optional(
    Type.Enum(['9.2.a', '9.2.b', '9.2.c', '9.2.d', '9.2.e', '9.2.f', '9.2.g', '9.2.h', '9.2.i', '9.2.j']),
  ),
  art10: Type.Optional(Text),
});

export const Activity = closed({
  controller: Id,
  name: Type.Optional(Text),
  purposes: mapOf(Purpose),
  dataSubjects: closed({ kind: Text, number: Type.Optional(Type.Integer({ minimum: 0 })) }),
  recipients: Type.Optional(listOf(Id)),
  retention: Duration,
  dpia: Type.Optional(Id),
  /** Application ids that serve this activity: a register entry, nothing is judged on it. */
  applications: Type.Optional(listOf(Id)),
  datasets: listOf(Id),
});

export const EndState = closed({
  state: Type.Enum(['erased', 'archived', 'handed-over', 'published']),
  by: Day,
  to: Type.Optional(Id),
});

export const Dataset = closed({
  class: DataClass,
  /** Lawfully published personal data is D0 with `personal: true`: it stays in registers and requests. */
  personal: Type.Optional(Type.Boolean()),
  /** DPV 2.3 terms (`pd:OfficialID`) or fideslang keys (`user.contact.email`). */
  categories: Type.Optional(listOf(Text)),
  owner: Type.Optional(Role),
  readers: Type.Optional(closed({ roles: Type.Optional(listOf(Text)), clearance: Type.Optional(Text) })),
  /** The zone whose copy is the reference. */
  home: Type.Optional(Id),
  mayLieIn: Type.Optional(listOf(Id)),
  key: Type.Optional(closed({ holder: Id })),
  /** Containers, as subjects. */
  lies: Type.Optional(listOf(Text)),
  /** Containers that are declared copies: they follow the class of the dataset. */
  copies: Type.Optional(listOf(closed({ subject: Text, kind: Type.Enum(['replica', 'backup', 'archive', 'test']) }))),
  /**
   * Snapshots, images and backups made by hand, in no container above: a change that is made of one holds what it holds. By
   * the id, name or ARN that a program writes, and a zone of its provider.
   */
  snapshots: Type.Optional(listOf(closed({ zone: Id, name: Text }))),
  end: Type.Optional(EndState),
});

export type Activity = Static<typeof Activity>;
export type Dataset = Static<typeof Dataset>;
