/** Questions about what is not there yet: a dataset put in a place, or reached through a plane, asked of the policy itself. */
import {
  byText,
  dataClasses,
  planeNames,
  subjectOf,
  zoneOfPlace,
  type Dataset,
  type DataClass,
  type Estate,
  type Place,
} from '../../estate/index.ts';
import {
  countryOf,
  placementQuestion,
  planeQuestion,
  put,
  viewOf,
  zoneQuestion,
  type ClassFact,
  type Judged,
  type View,
} from '../../policies/index.ts';
import type { Ground } from './ground.ts';

/** The estate with one dataset only, changed as supposed: what others do must not colour the answer about this one. */
function supposing(estate: Estate, id: string, changed: Partial<Dataset>): Estate {
  return { ...estate, datasets: { [id]: { ...estate.datasets[id]!, ...changed } } };
}

/** Declared, raised by what was found in its containers; without a collection the declared class stands. */
export function classOf({ estate, judgement }: Ground, id: string): ClassFact {
  const declared = estate.datasets[id]!.class;
  const found = judgement.judged
    .filter(({ question }) => question.stage === 'classify' && question.dataset?.id === id)
    .flatMap(({ answer }) => answer.class ?? [])
    .filter(({ effective }) => (dataClasses as readonly string[]).includes(effective))
    .sort((one, other) => byText(other.effective, one.effective));
  return found[0] ?? { declared, detected: 'absent', effective: declared, because: [] };
}

/** What a place is made of decides what a container there would be. Hosted software is asked about as a root of files. */
function containerIn(place: Place, placeId: string, id: string): { subject: string; kind: string } {
  if (place.s3 !== undefined) return { subject: subjectOf.bucket(placeId, id), kind: 'bucket' };
  if (place.kubernetes !== undefined)
    return { subject: subjectOf.object(placeId, undefined, 'PersistentVolumeClaim', id), kind: 'volume' };
  if (place.postgresql !== undefined) return { subject: subjectOf.table(placeId, id, 'public', id), kind: 'table' };
  return { subject: subjectOf.file(placeId, id), kind: 'fileroot' };
}

function locationIn(view: View, provider: string, place: Place, region: string | undefined) {
  if (region === undefined) return { state: 'unknown' };
  const known = countryOf(view, provider, region);
  return {
    state: 'value',
    grade: 'declared',
    provider,
    region,
    ...(place.region === undefined ? {} : { declaredRegion: place.region }),
    ...(known === undefined ? {} : { country: known.country, confidence: known.confidence }),
    endpointMethod: 'declared',
    endpointIndependent: false,
    dataMethod: 'declared',
    dataIndependent: false,
  };
}

/** If a container of this dataset were made in this place, in this region. */
export function placed(
  ground: Ground,
  id: string,
  placeId: string,
  region: string | undefined,
  known: ClassFact,
): Judged {
  const { zone, place } = zoneOfPlace(ground.estate, placeId)!;
  const { subject, kind } = containerIn(place, placeId, id);
  const estate = supposing(ground.estate, id, { lies: [subject], copies: [] });
  // No collection: a container that does not exist was never seen.
  const view = viewOf({ ...ground.premises, estate, phase: 'plan' }, undefined);
  const question = placementQuestion(view, subject, kind, known);
  return put(ground.engine, ground.catalogue, {
    ...question,
    location: locationIn(view, zone.provider, place, region),
  });
}

export interface ZoneAsked {
  readonly zone: Judged;
  readonly planes: readonly Judged[];
}

/** If this dataset lay in this zone: which laws reach whoever runs it, and what each plane then opens. */
export function hosted(ground: Ground, id: string, zoneId: string, known: ClassFact): ZoneAsked {
  const estate = supposing(ground.estate, id, {
    class: known.effective as DataClass,
    home: zoneId,
    mayLieIn: [zoneId],
  });
  const view = viewOf({ ...ground.premises, estate, phase: 'plan' }, undefined);
  const zone = estate.zones[zoneId]!;
  const ask = (question: Judged['question']) => put(ground.engine, ground.catalogue, question);
  return {
    zone: ask(zoneQuestion(view, zoneId, zone)),
    planes: planeNames.map((name) => ask(planeQuestion(view, zoneId, zone, name))),
  };
}
