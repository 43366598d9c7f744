/** Where a container lies: (provider, region) → country, from the estate's own entities or from facts; never a prefix, never the zone's country. */
import type { Question } from '../schema/question.ts';
import { once } from './once.ts';
import { membersOf, worstOf } from './several.ts';
import type { View } from './view.ts';

type Location = NonNullable<Question['location']>;
type ZoneFact = NonNullable<Question['zone']>;

interface Country {
  readonly country: string;
  readonly confidence: string;
}

export function countryOf(view: View, provider: string, region: string): Country | undefined {
  const own = view.estate.entities[provider]?.regions;
  if (own !== undefined && Object.hasOwn(own, region)) return { country: own[region]!, confidence: 'declared' };
  const members = membersOf(view, provider, region);
  if (members === undefined) return view.facts.countryOf(provider, region);
  return worstOf(
    view,
    members.map((member) => countryOf(view, provider, member)),
  );
}

/**
 * The region that was seen, tied to a country. A source that cannot say where it is (a folder) is answered by the region
 * the estate declares of the place, graded `declared`; a refusal or an error is never answered for.
 */
export function locationFact(view: View, subject: string): Location {
  const placed = view.placed(subject);
  const seen = view.seen(subject, 'location');
  const state = seen?.state ?? 'unsupported';
  const cited = seen === undefined ? {} : { observation: view.cite(seen) };
  const declared = placed.place?.region;
  const region = state === 'unsupported' ? declared : seen?.value?.region;
  if (region === undefined) return { state: state === 'value' ? 'unknown' : state, ...cited };
  const { provider } = placed;
  // A region alone is not a key: two providers give one name to two countries.
  const known = provider === undefined ? undefined : countryOf(view, provider, region);
  // What answers may be a proxy, and the label is configured: both axes are told by whoever is asked, no witness is independent.
  const method = state === 'value' && view.phase !== 'plan' ? 'self-reported' : 'declared';
  return {
    state: 'value',
    grade: state === 'value' ? 'observed' : 'declared',
    ...cited,
    ...(provider === undefined ? {} : { provider }),
    region,
    ...(declared === undefined ? {} : { declaredRegion: declared }),
    ...(known === undefined ? {} : { country: known.country, confidence: known.confidence }),
    endpointMethod: method,
    endpointIndependent: false,
    dataMethod: method,
    dataIndependent: false,
  };
}

/**
 * A plan may know the provider and not the zone: `absent` where the estate has no zone of that provider, else the zones
 * `among` which it is, known to be one of those when the region is theirs too.
 */
export function zoneFact(view: View, subject: string): ZoneFact {
  const { zoneId, zone, provider, among, matched } = view.placed(subject);
  if (zone !== undefined && zoneId !== undefined)
    return once(view, ['zone', zoneId], () => {
      const { side, country, lawsAccepted } = zone;
      return {
        state: 'value',
        id: zoneId,
        side,
        country,
        provider: zone.provider,
        lawsAccepted: [...(lawsAccepted ?? [])],
      };
    });
  if (provider === undefined) return { state: 'unknown' };
  if (among.length === 0) return { state: 'absent', provider };
  return { state: matched ? 'value' : 'unknown', provider, among: [...among] };
}
