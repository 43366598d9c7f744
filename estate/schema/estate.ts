/** The estate document as written, and the Estate as every other room receives it. */
import { Type } from 'typebox';
import { Activity, Dataset } from './data.ts';
import { Flow, Transfer } from './movement.ts';
import { Document, Freeze, Waiver } from './papers.ts';
import { Entity, Organisation } from './parties.ts';
import type { Identity, Operator } from './people.ts';
import { ControlStage } from './stages.ts';
import { closed, listOf, mapOf, Text, type Static } from './terms.ts';
import { Zone } from './zones.ts';

const table = closed({ from: Text });

export const EstateDocument = closed({
  apiVersion: Type.Literal('cloison/v1'),
  organisation: Organisation,
  include: Type.Optional(listOf(Text)),
  entities: mapOf(Entity),
  zones: mapOf(Zone),
  activities: Type.Optional(mapOf(Activity)),
  datasets: Type.Optional(mapOf(Dataset)),
  operators: Type.Optional(table),
  identities: Type.Optional(table),
  flows: Type.Optional(listOf(Flow)),
  transfers: Type.Optional(listOf(Transfer)),
  documents: Type.Optional(mapOf(Document)),
  waivers: Type.Optional(listOf(Waiver)),
  freezes: Type.Optional(listOf(Freeze)),
  stages: Type.Optional(listOf(ControlStage)),
});

/** What an included file may hold: any of the tables of the root, nothing that configures the judge. */
export const EstatePart = Type.Partial(Type.Omit(EstateDocument, ['apiVersion', 'organisation', 'include']), {
  additionalProperties: false,
});

export type EstateDocument = Static<typeof EstateDocument>;
export type EstatePart = Static<typeof EstatePart>;

/** The promise, whole: every include merged, both tables read, everything left out present as empty. */
export interface Estate {
  apiVersion: 'cloison/v1';
  organisation: Static<typeof Organisation>;
  entities: Record<string, Static<typeof Entity>>;
  zones: Record<string, Static<typeof Zone>>;
  activities: Record<string, Static<typeof Activity>>;
  datasets: Record<string, Static<typeof Dataset>>;
  operators: Operator[];
  identities: Identity[];
  flows: Static<typeof Flow>[];
  transfers: Static<typeof Transfer>[];
  documents: Record<string, Static<typeof Document>>;
  waivers: Static<typeof Waiver>[];
  freezes: Static<typeof Freeze>[];
  /** Left out where none is written: an estate without stages keeps the digest it had before there were any. */
  stages?: ControlStage[];
}
