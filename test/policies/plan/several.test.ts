import { describe, expect, it } from 'vitest';
import { placementQuestion, viewOf, type ClassFact } from '../../../policies/index.ts';
import { collectionOf, estate, estateWith, home, premisesOf, subject, type Planned } from './planning.ts';

const known: ClassFact = { declared: 'D3', detected: 'absent', effective: 'D3', because: [] };
const zoneWith = (...regions: readonly string[]) => ({
  ...estate.zones['private']!,
  provider: 'gcp',
  places: Object.fromEntries(
    regions.map((region, at) => [`g${at}-${region.replaceAll('+', '-')}`, { s3: `https://${at}.example`, region }]),
  ),
});
function asked(region: string, zones: Readonly<Record<string, object>> = {}) {
  const planned: Planned = { ...home, at: { provider: 'gcp' }, facts: { ...home.facts, location: { region } } };
  const changed = { estate: estateWith({ zones: { ...estate.zones, ...zones } as typeof estate.zones }) };
  const view = viewOf(premisesOf([planned], changed), collectionOf([planned]));
  const { location, zone } = placementQuestion(view, subject(planned), 'bucket', known);
  return { country: location?.country, zone };
}

describe('a location that stands for several regions', () => {
  it('lies in the worst of their countries', () => {
    expect(asked('europe-west1+europe-west4').country).toBe('BE');
    expect(asked('europe-west4+us-east1').country).toBe('US');
    expect(asked('europe-west4+europe-west2').country).toBe('GB');
    expect(asked('eur4').country).toBe('BE');
    expect(asked('eu').country).toBe('BE');
    expect(asked('nam4').country).toBe('US');
  });

  it('lies in no country that anybody knows where one of them does not, or nobody wrote them down', () => {
    for (const region of ['europe-west1+nowhere-7', 'europe-west1+', '+', 'asia1', 'global'])
      expect(asked(region).country).toBeUndefined();
  });

  it('lies in the zone that has them all, and among several otherwise', () => {
    const both = zoneWith('europe-west1', 'europe-west4');
    expect(asked('europe-west1+europe-west4', { both }).zone).toMatchObject({ state: 'value', id: 'both' });
    const apart = { one: zoneWith('europe-west1'), two: zoneWith('europe-west4') };
    expect(asked('europe-west1+europe-west4', apart).zone).toMatchObject({ state: 'value', among: ['one', 'two'] });
  });

  it('is in no zone for sure while one of them is in none', () => {
    const one = zoneWith('europe-west1');
    expect(asked('europe-west1+europe-west4', { one }).zone).toMatchObject({ state: 'unknown', among: ['one'] });
    expect(asked('eur4', { one }).zone).toMatchObject({ state: 'unknown', among: ['one'] });
  });

  it('is in the zone that declares it by its own name', () => {
    const named = zoneWith('eu');
    expect(asked('eu', { named }).zone).toMatchObject({ state: 'value', id: 'named' });
  });
});
