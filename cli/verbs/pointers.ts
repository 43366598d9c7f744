/** Where the estate speaks of a fact: pointers into it, for the one look-up that finds file and line. Pure. */
import { datasetAt, parentsOf, parseSubject, placeOf, zoneOfPlace, type Estate } from '../../estate/index.ts';
import type { Judged } from '../../policies/index.ts';

type Asked = Judged['question'];
export const escaped = (id: string) => id.replaceAll('~', '~0').replaceAll('/', '~1');
const under = (base: string, keys: readonly string[]) => keys.map((key) => `${base}/${key}`);

/** The container that a subject speaks of. */
function containerOf({ subject }: Asked): string {
  const { scheme, segments } = parseSubject(subject.id);
  return scheme === 'access' || scheme === 'path' ? segments[1]! : subject.id;
}

function ofContainer(estate: Estate, question: Asked): { place: string[]; claim: string[] } {
  const container = containerOf(question);
  const placeId = placeOf(container);
  const placed = placeId === undefined ? undefined : zoneOfPlace(estate, placeId);
  const claimed = datasetAt(estate, container);
  const lies = claimed?.dataset.lies?.indexOf(claimed.container) ?? -1;
  const copies = claimed?.dataset.copies?.findIndex(({ subject }) => subject === claimed.container) ?? -1;
  const base = `/datasets/${escaped(claimed?.id ?? '')}`;
  return {
    place: placed === undefined ? [] : [`/zones/${escaped(placed.zoneId)}/places/${escaped(placeId!)}`],
    claim: [...(lies >= 0 ? [`${base}/lies/${lies}`] : []), ...(copies >= 0 ? [`${base}/copies/${copies}`] : [])],
  };
}

function ofEntity(estate: Estate, id: string | undefined): string[] {
  return id === undefined ? [] : parentsOf(estate, id).map((level) => `/entities/${escaped(level.id)}`);
}

const numberOf = (list: readonly { readonly id: string }[], id: string | undefined, table: string): string[] => {
  const at = list.findIndex((each) => each.id === id);
  return at < 0 ? [] : [`/${table}/${at}`];
};

const paper = (id: string | undefined) => (id === undefined ? [] : [`/documents/${escaped(id)}`]);

/** Fact → where the estate speaks of it. A fact left out here is only ever observed. */
export function pointersOf(fact: string, question: Asked, estate: Estate): string[] {
  const { dataset, zone, hosting, key, operator, plane, transfer, tia, flow, proof, location, waiver } = question;
  const { place, claim } = ofContainer(estate, question);
  const data = dataset?.id === undefined ? undefined : `/datasets/${escaped(dataset.id)}`;
  const zoneAt = zone?.id === undefined ? undefined : `/zones/${escaped(zone.id)}`;
  const { scheme, segments } = parseSubject(question.subject.id);
  switch (fact) {
    case 'dataset':
    case 'labels':
      return data === undefined
        ? []
        : [...under(data, ['class', 'home', 'mayLieIn', 'readers', 'owner', 'end']), ...claim];
    case 'zone':
      return zoneAt === undefined ? [] : [...under(zoneAt, ['side', 'country', 'provider', 'lawsAccepted'])];
    case 'location':
      return [
        ...under(place[0] ?? '/none', ['region']),
        ...(location?.confidence === 'declared' ? [`/entities/${escaped(location.provider ?? '')}/regions`] : []),
      ];
    case 'hosting':
      return ofEntity(estate, hosting?.entity);
    case 'key':
      return [
        ...(data === undefined ? [] : [`${data}/key`]),
        ...(zoneAt === undefined ? [] : [`${zoneAt}/planes/keys`]),
        ...ofEntity(estate, key?.entity),
      ];
    case 'encryption':
    case 'replication':
    case 'publicRead':
    case 'publicWrite':
      return under(place[0] ?? '/none', ['declared']);
    case 'grants':
      return under(place[0] ?? '/none', ['identityPlane']);
    case 'operator':
      return [...numberOf(estate.operators, operator?.id, 'operators'), ...ofEntity(estate, operator?.employer)];
    case 'plane':
      return plane === undefined || scheme !== 'plane'
        ? []
        : [`/zones/${escaped(segments[0]!)}/planes/${segments[1]!}`];
    case 'transfer':
      return [...numberOf(estate.transfers, transfer?.id, 'transfers'), ...paper(tia?.id)];
    case 'flow':
      return [
        ...numberOf(estate.flows, scheme === 'flow' ? segments[0] : undefined, 'flows'),
        ...(flow?.from === undefined ? [] : [`/datasets/${escaped(flow.from)}/home`]),
      ];
    case 'proof':
      return paper(proof?.id);
    case 'waiver':
      return waiver === undefined ? [] : numberOf(estate.waivers, segments[0], 'waivers');
    default:
      return [];
  }
}
