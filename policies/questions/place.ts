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

export function locationFact(view: View, subject: string): Location {
  const placed = zoneOfPlace(view.estate, placeOf(subject) ?? '');
  const seen = view.seen(subject, 'location');
  if (seen === undefined) return { state: 'unknown' };
  const observation = view.cite(seen);
  if (seen.state !== 'value' || seen.value === undefined) return { state: seen.state, observation };
  const provider = placed?.zone.provider ?? 'none';
  const known = countryOf(view, provider, seen.value.region);
  return {
    state: 'value',
    grade: 'observed',
    observation,
    provider,
    region: seen.value.region,
    ...(placed?.place.region === undefined ? {} : { declaredRegion: placed.place.region }),
    ...(known === undefined ? {} : { country: known.country, confidence: known.confidence }),
    // What answers may be a proxy, and the label is configured: both axes are self-reported, no witness is independent.
    endpointMethod: 'self-reported',
    endpointIndependent: false,
    dataMethod: 'self-reported',
    dataIndependent: false,
  };
}

export function zoneFact(view: View, subject: string): ZoneFact {
  const placed = zoneOfPlace(view.estate, placeOf(subject) ?? '');
  if (placed === undefined) return { state: 'unknown' };
  const { side, country, provider, lawsAccepted } = placed.zone;
  return { state: 'value', id: placed.zoneId, side, country, provider, lawsAccepted: [...(lawsAccepted ?? [])] };
}
