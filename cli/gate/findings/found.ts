/** Findings of a plan with what a person needs beside them: the resource, its line, its dataset's line, and what to paste. */
import { join } from 'node:path';
import { placeOf, tellerOf, zoneOfPlace, type Finding } from '../../../estate/index.ts';
import type { PlanRow } from '../../../audit/index.ts';
import { looseningControl } from '../../../policies/index.ts';
import { isWaivable } from '../../verbs/stub.ts';
import { asIdentity } from './asIdentity.ts';
import { asLogs } from './asLogs.ts';
import { bindingsOf } from './bindings.ts';
import { containersOf, inputsBySubject, rowsBySubject } from './bySubject.ts';
import { pointerOf } from '../change/spot.ts';
import { fingerprintOf } from './fingerprint.ts';
import { within } from '../input/inputNames.ts';
import { tellsMasked, writtenOf } from './masked.ts';
import type { GateGround } from '../ground.ts';
import { makeKnown } from './makeKnown.ts';
import { nearIn } from './near.ts';
import type { GateFinding, Spot } from '../report.ts';
import type { Staging } from './stages.ts';

/** The region as the plan tells it. */
function regionOf({ reading }: GateGround, subject: string): string | undefined {
  for (const { fact, value } of tellerOf(reading.collection)(subject)) if (fact === 'location') return value?.region;
  return undefined;
}

/** Never an absolute path, never a line that nobody knows. */
export function spotOf({ loaded }: GateGround, pointer: string): Spot | undefined {
  const { folder, positions } = loaded.folder;
  const spot = positions.spot(pointer);
  const file = spot === undefined ? undefined : within(join(folder, spot.file));
  return spot === undefined || file === undefined || spot.line === 0
    ? undefined
    : { file, line: spot.line, column: spot.column };
}

const pointed = (id: string) => id.replaceAll('~', '~0').replaceAll('/', '~1');

/** Looked up once a dataset: findings come by the ten thousand, datasets do not. */
function datasetSpots(ground: GateGround): (id: string) => Spot | undefined {
  const known = new Map<string, Spot | undefined>();
  return (id) => {
    if (!known.has(id)) known.set(id, spotOf(ground, `/datasets/${pointed(id)}`));
    return known.get(id);
  };
}

function clustersOf({ loaded }: GateGround): string[] {
  const places = Object.values(loaded.estate.zones).flatMap((zone) => Object.entries(zone.places ?? {}));
  return places.flatMap(([id, place]) => ('kubernetes' in place ? [id] : [])).sort();
}

function unknownLines(ground: GateGround, finding: Finding, row: PlanRow | undefined, isMasked: boolean) {
  const kind = ground.reading.inputs.find(({ name }) => name === row?.input)?.kind;
  if (finding.verdict !== 'unknown' || row === undefined || kind === undefined) return undefined;
  const planned = ground.reading.planned.get(row.subject!);
  const place = placeOf(row.subject!) ?? planned?.place;
  const provider = planned?.provider ?? zoneOfPlace(ground.loaded.estate, place ?? '')?.zone.provider;
  const entities = new Set(Object.keys(ground.loaded.estate.entities));
  const { subject, reasons } = finding;
  const unknown = {
    subject,
    isMasked,
    reasons,
    kind,
    type: row.type,
    entities,
    clusters: kind === 'kubernetes' ? clustersOf(ground) : [],
    place,
    provider,
    region: regionOf(ground, row.subject!),
  };
  const seen = tellerOf(ground.reading.collection)(subject);
  const named = seen.find(({ fact }) => fact === 'grants');
  return makeKnown(unknown) ?? asIdentity(unknown, named?.origin.code) ?? asLogs(unknown, seen);
}

const told: ReadonlySet<string> = new Set(['create', 'update', 'replace', 'same']);

/** A manifest says what shall be, and never what is. */
function resourceOf(
  { reading }: GateGround,
  { input, address, type, operation }: PlanRow,
): NonNullable<GateFinding['resource']> {
  const isKnown = told.has(operation) && reading.inputs.find(({ name }) => name === input)?.kind !== 'kubernetes';
  return { input, address, type, ...(isKnown ? { operation: operation as 'create' } : {}) };
}

/** Of what a change of the estate loosens: where the change writes it. */
function loosenedAt(ground: GateGround, finding: Finding): Spot | undefined {
  const { change: { head } = {} } = ground;
  const pointer = head === undefined ? undefined : pointerOf(head.estate, finding);
  return head === undefined || pointer === undefined ? undefined : spotOf({ ...ground, loaded: head }, pointer);
}

/** `known`: fingerprints of the baseline. In the order of the judgement. */
export function foundIn(ground: GateGround, known: ReadonlySet<string>, staging: Staging): GateFinding[] {
  const { findings } = ground.judgement;
  // Taken apart once: there are tens of thousands.
  const about = findings.map(({ subject }) => containersOf(subject));
  const wanted = new Set(about.flat());
  const rows = rowsBySubject(ground, wanted);
  const inputs = inputsBySubject(ground, wanted);
  const declared = datasetSpots(ground);
  const nearOf = nearIn(ground);
  const boundOf = bindingsOf(ground);
  return findings.map((finding, at) => {
    const containers = about[at]!;
    const fingerprint = fingerprintOf(finding);
    const written = writtenOf(ground, finding);
    const row = containers.flatMap((each) => rows.get(each) ?? [])[0];
    const { dataset, waiver } = finding;
    const declaredAt = dataset === undefined ? undefined : declared(dataset);
    const lines = unknownLines(ground, finding, row, written !== undefined);
    const near = nearOf(finding);
    const bound = boundOf(finding);
    // What a change loosens is excused by nothing but its owner's signature: neither a baseline nor an exception.
    const isLoosening = finding.control === looseningControl;
    const position = isLoosening ? loosenedAt(ground, finding) : row?.position;
    const own = containers.flatMap((each) => [...(inputs.get(each) ?? [])]);
    const { stage, until } = staging.stageOf(finding, own.length > 0 || row === undefined ? own : [row.input]);
    return {
      ...finding,
      fingerprint,
      known:
        !isLoosening && waiver === undefined && known.has(written === undefined ? fingerprint : fingerprintOf(written)),
      ...(row === undefined ? {} : { resource: resourceOf(ground, row) }),
      ...(position === undefined ? {} : { position }),
      ...(stage === undefined ? {} : { stage, references: [] }),
      ...(until === undefined ? {} : { stageUntil: until }),
      ...(declaredAt === undefined ? {} : { declaredAt }),
      ...(written === undefined ? {} : { masked: true as const }),
      waivable: !isLoosening && written === undefined && !tellsMasked(ground, finding) && isWaivable(finding, waiver),
      ...bound,
      ...(near === undefined ? {} : { near }),
      ...(lines === undefined ? {} : { makeKnown: lines }),
    };
  });
}
