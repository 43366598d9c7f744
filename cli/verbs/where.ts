/** Every zone of the estate: may this dataset lie there, and what speaks against it; and where it really lies today. Pure. */
import { placeOf, type Decision, type Place, type Zone } from '../../estate/index.ts';
import { countryOf, viewOf, type Judged } from '../../policies/index.ts';
import type { Ground } from './ground.ts';
import { classOf, hosted, placed } from './hypothesis.ts';
import { liesToday, type Lying } from './lying.ts';

export type May = 'may' | 'may-not' | 'unknown' | 'in-part';
/** A decision, and the plane it speaks of where the subject is one. */
export type Said = Pick<Decision, 'control' | 'verdict' | 'reasons'> & { readonly plane?: string };

export interface PlaceRow {
  readonly place: string;
  /** As the estate declares it, else as it was seen; undefined where neither says. */
  readonly region: string | undefined;
  readonly regionFrom: 'declared' | 'seen' | 'nobody';
  readonly country: string | undefined;
  readonly may: Exclude<May, 'in-part'>;
  /** Nobody can look into it: what is hosted by others and only declared. */
  readonly declaredOnly: boolean;
  readonly decisions: readonly Said[];
}

export interface ZoneRow {
  readonly zone: string;
  readonly side: Zone['side'];
  readonly provider: string;
  /** Named by the dataset: its home, or one it may lie in. */
  readonly named: 'home' | 'allowed' | 'no';
  /** `in-part`: some of its places and not others. */
  readonly may: May;
  /** What is said of the zone and its planes, the same for each of its places. */
  readonly decisions: readonly Said[];
  readonly places: readonly PlaceRow[];
}

export interface Where {
  readonly dataset: string;
  readonly class: string;
  readonly declared: string;
  readonly zones: readonly ZoneRow[];
  /** Controls that only a container that exists can answer: asked of none of the rows. */
  readonly later: readonly string[];
  readonly lies: readonly Lying[];
}

/** Asked of a container that is planned; here the estate declares it by supposition, so the answer would say nothing. */
const supposed = 'register/planned-containers-name-their-dataset';

/** Facts of a container, not of a place: nobody has them before it is made. */
const ofContainers = new Set(['labels', 'grants', 'publicRead', 'publicWrite']);

function isLater({ verdict, reasons }: Said): boolean {
  return (
    verdict === 'unknown' &&
    reasons.every(({ code, values }) => code === 'fact-not-known' && ofContainers.has(String(values['fact'])))
  );
}

export function saidIn({ question, answer }: Judged): Said[] {
  const { id, kind } = question.subject;
  const plane = kind === 'plane' ? { plane: id.split('/').at(-1)! } : {};
  return answer.decisions.map(({ control, verdict, reasons }) => ({
    control,
    verdict,
    reasons: reasons as Decision['reasons'],
    ...plane,
  }));
}

function mayBy(decisions: readonly Said[]): PlaceRow['may'] {
  if (decisions.some(({ verdict }) => verdict === 'deny')) return 'may-not';
  // Nothing asked is nothing known: an empty answer is never a yes.
  if (decisions.length === 0 || decisions.some(({ verdict }) => verdict === 'unknown')) return 'unknown';
  return 'may';
}

/** All alike, or in part; a mixture without any yes is undecided. */
function mayOf(places: readonly PlaceRow[]): May {
  const kinds = new Set(places.map(({ may }) => may));
  if (kinds.size === 1) return [...kinds][0]!;
  return kinds.has('may') ? 'in-part' : 'unknown';
}

function regionsOf(
  place: Place,
  id: string,
  { collection }: Ground,
): (readonly [string | undefined, PlaceRow['regionFrom']])[] {
  if (place.region !== undefined) return [[place.region, 'declared']];
  const seen = (collection?.observations ?? []).flatMap((each) =>
    each.fact === 'location' && each.value !== undefined && placeOf(each.subject) === id ? [each.value.region] : [],
  );
  const regions = [...new Set(seen)].sort();
  return regions.length === 0 ? [[undefined, 'nobody']] : regions.map((region) => [region, 'seen'] as const);
}

export function whereIs(ground: Ground, id: string): Where {
  const { estate, premises } = ground;
  const dataset = estate.datasets[id]!;
  const known = classOf(ground, id);
  const view = viewOf(premises, undefined);
  const later = new Set<string>();
  const zones = Object.entries(estate.zones).map(([zoneId, zone]): ZoneRow => {
    const asked = hosted(ground, id, zoneId, known);
    const shared = [asked.zone, ...asked.planes].flatMap(saidIn);
    const places = Object.entries(zone.places ?? {}).flatMap(([placeId, place]) =>
      regionsOf(place, placeId, ground).map(([region, regionFrom]): PlaceRow => {
        const said = saidIn(placed(ground, id, placeId, region, known));
        for (const each of said) if (isLater(each)) later.add(each.control);
        const decisions = said.filter((each) => !isLater(each) && each.control !== supposed);
        return {
          place: placeId,
          region,
          regionFrom,
          country: region === undefined ? undefined : countryOf(view, zone.provider, region)?.country,
          may: mayBy([...shared, ...decisions]),
          declaredOnly: place.saas !== undefined,
          decisions,
        };
      }),
    );
    return {
      zone: zoneId,
      side: zone.side,
      provider: zone.provider,
      named: dataset.home === zoneId ? 'home' : dataset.mayLieIn?.includes(zoneId) === true ? 'allowed' : 'no',
      may: places.length === 0 ? 'unknown' : mayOf(places),
      decisions: shared,
      places,
    };
  });
  return {
    dataset: id,
    class: known.effective,
    declared: dataset.class,
    zones,
    later: [...later].sort(),
    lies: liesToday(ground, id),
  };
}
