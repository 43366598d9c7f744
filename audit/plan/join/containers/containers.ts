/** From kept resources to containers: each holder with everything that configures it, where it will lie, and its subject. */
import {
  encodeSegment,
  subjectOf,
  type FactName,
  type FactValue,
  type PlannedAt,
  type SubjectKind,
} from '../../../../estate/index.ts';
import type { Answer } from '../../../source.ts';
import { derive } from '../../place/derive.ts';
import { matchPlace } from '../../place/match.ts';
import { alikeOf, type Remembering } from './alike.ts';
import type { Around, Placed } from './around.ts';
import { carrying, type Departed } from './carried.ts';
import { together } from '../rights/identities.ts';
import type { Kept } from '../links/keep.ts';
import type { Origins } from './origins.ts';
import { handedTo, placedOf } from './placed.ts';
import type { Side } from '../sides/side.ts';
import { regionsOf } from './toRegions.ts';

/** A planned container before it is told: its facts by name, and what the policies need to know of its place. */
export interface Container {
  readonly kept: Kept;
  readonly subject: string;
  /** Subjects that it had before the change, where they are others: its own and those whose name it takes. */
  readonly formers: readonly string[];
  readonly kind: SubjectKind;
  readonly address: string;
  readonly facts: Readonly<Partial<Record<FactName, Answer<unknown>>>>;
  readonly planned: PlannedAt;
  readonly placed: Placed;
  /** Of where its copies go, what are regions of its provider. */
  readonly regions: readonly string[];
  /** Where it was, or what it takes the name of. */
  readonly before: Placed | undefined;
}

/** What the whole reading knows when a container is made of a holder. */
export interface Joined extends Remembering {
  /** What the change deletes elsewhere. */
  readonly departed: Departed;
  /** What containers are made of. */
  readonly origins: Origins;
}

/** The place of the estate in which a cluster's object will lie, as far as its provider or the caller says. */
export function clusterPlaceOf(kept: Kept, around: Pick<Around, 'estate' | 'serving' | 'handed'>): string | undefined {
  const { row, provider } = kept.entry!;
  const derived = derive(provider, row, [], around.serving(kept));
  return matchPlace(around.estate, derived, 'kubernetes', handedTo(kept, around)).place;
}

/** The same subject as the audit's where place and name are both known; else provisional. */
function subjectFor({ entry, planned }: Kept, side: Side, place: string | undefined, around: Around): string {
  const provisional = () => subjectOf.planned(around.stackOf(planned.input), planned.address);
  const { kind, object } = entry!.row;
  const name = side.name?.value;
  if (place === undefined || name === undefined || !name.isWellFormed()) return provisional();
  if (object !== undefined) {
    const isClusterWide = object === 'Namespace' || object === 'PersistentVolume';
    return subjectOf.object(place, isClusterWide ? undefined : (side.namespace ?? 'default'), object, name);
  }
  return kind === 'bucket' && encodeSegment(name) !== '' ? subjectOf.bucket(place, name) : provisional();
}

/** The subject that it will have, or had where it goes. */
export function presentSubject(kept: Kept, around: Around): string | undefined {
  const { after } = kept;
  if (after === undefined) return formerSubject(kept, around);
  return subjectFor(kept, after, placedOf(kept, 'after', around).place, around);
}

/** The subject that it has before the change, by the same rule; undefined where nothing was there. */
export function formerSubject(kept: Kept, around: Around): string | undefined {
  const { before } = kept;
  return before && subjectFor(kept, before, placedOf(kept, 'before', around).place, around);
}

/** Every subject that it has before the change, its own and those whose name it takes. */
function formersOf(kept: Kept, placed: Placed | undefined, departed: readonly Kept[], around: Around): string[] {
  const own = kept.before === undefined ? [] : [subjectFor(kept, kept.before, placed?.place, around)];
  return [...own, ...departed.flatMap((gone) => formerSubject(gone, around) ?? [])];
}

export function containerOf(kept: Kept, around: Joined): Container {
  const { facts, planned, placed, before } = alikeOf(kept, around);
  const given = facts.grants as Answer<FactValue<'grants'>> | undefined;
  const grants = around.grants(kept) ?? together(given, around.identities.grantsOn(kept, placed));
  const subject = subjectFor(kept, kept.after!, placed.place, around);
  const departed = around.departed.of(kept);
  const [gone] = departed;
  const formers = formersOf(kept, before, departed, around).filter((each) => each !== subject);
  return {
    kept,
    subject,
    formers,
    kind: kept.entry!.row.kind as SubjectKind,
    address: kept.planned.address,
    facts: grants === undefined ? facts : { ...facts, grants },
    planned: carrying(around.estate, planned, departed, formers, around.origins.datasetsOf(kept)),
    placed,
    regions: regionsOf([kept.after!, ...around.about(kept)]),
    before: before ?? (gone && placedOf(gone, 'before', around)),
  };
}
