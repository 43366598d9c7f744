/** Where a container lies: (provider, region) → country, from the estate's own entities or from facts; never a prefix, never the zone's country. */
import { placeOf, zoneOfPlace } from '../../estate/index.ts';
import type { Question } from '../schema/question.ts';
import type { View } from './view.ts';

type Location = NonNullable<Question['location']>;
type ZoneFact = NonNullable<Question['zone']>;

export function countryOf(
  view: View,
  provider: string,
  region: string,
): { country: string; confidence: string } | undefined {
  const own = view.estate.entities[provider]?.regions;
  if (own !== undefined && Object.hasOwn(own, region)) return { country: own[region]!, confidence: 'declared' };
  return view.facts.countryOf(provider, region);
}

/**
 * The region that was seen, tied to a country. A source that cannot say where it is (a folder) is answered by the region
 * the estate declares of the place, graded `declared`; a refusal or an error is never answered for.
 */
export function locationFact(view: View, subject: string): Location {
  const placed = zoneOfPlace(view.estate, placeOf(subject) ?? '');
  const seen = view.seen(subject, 'location');
  const state = seen?.state ?? 'unsupported';
  const cited = seen === undefined ? {} : { observation: view.cite(seen) };
  const declared = placed?.place.region;
  const region = state === 'unsupported' ? declared : seen?.value?.region;
  if (region === undefined) return { state: state === 'value' ? 'unknown' : state, ...cited };
  const provider = placed?.zone.provider ?? 'none';
  const known = countryOf(view, provider, region);
  // What answers may be a proxy, and the label is configured: both axes are told by whoever is asked, no witness is independent.
  const method = state === 'value' ? 'self-reported' : 'declared';
  return {
    state: 'value',
    grade: state === 'value' ? 'observed' : 'declared',
    ...cited,
    provider,
    region,
    ...(declared === undefined ? {} : { declaredRegion: declared }),
    ...(known === undefined ? {} : { country: known.country, confidence: known.confidence }),
    endpointMethod: method,
    endpointIndependent: false,
    dataMethod: method,
    dataIndependent: false,
  };
}

export function zoneFact(view: View, subject: string): ZoneFact {
  const placed = zoneOfPlace(view.estate, placeOf(subject) ?? '');
  if (placed === undefined) return { state: 'unknown' };
  const { side, country, provider, lawsAccepted } = placed.zone;
  return { state: 'value', id: placed.zoneId, side, country, provider, lawsAccepted: [...(lawsAccepted ?? [])] };
}
