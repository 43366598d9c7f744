import { describe, expect, it } from 'vitest';
import type { Dataset, Estate, Observation, Place } from '../../../estate/index.ts';
import { contentQuestion, placementQuestion, type ClassFact } from '../../../policies/index.ts';
import { bare, estate, seen, view } from './view.ts';

const known: ClassFact = { declared: 'D3', detected: 'absent', effective: 'D3', because: [] };
const here = 'store://oss-public/results';
const elsewhere = 'store://nowhere/b';
const placed = (changed: Partial<Estate> = {}, observations: readonly Observation[] = [], subject = here) =>
  placementQuestion(view(changed, observations), subject, 'bucket', known);

/** The estate with another text for what its public place declares, or for the zone around it. */
function publicZone(declared: Place['declared'] | undefined, zone: object = {}): Partial<Estate> {
  const { oss, ...rest } = { oss: estate.zones['public']!.places!['oss-public']!, ...estate.zones };
  const { declared: _, ...place } = oss;
  const changed = { ...place, ...(declared === undefined ? {} : { declared }) };
  return {
    zones: { ...rest, public: { ...estate.zones['public']!, ...zone, places: { 'oss-public': changed } } },
  };
}

describe('what a container holds', () => {
  it('is not known where nobody looked, and denied where looking was', () => {
    expect(contentQuestion(view(), here, 'bucket').labels).toEqual({ state: 'unsupported' });
    const denied = contentQuestion(view({}, [seen(here, 'labels', undefined, 'denied')]), here, 'bucket').labels;
    expect(denied).toMatchObject({ state: 'denied' });
    expect(denied).not.toHaveProperty('detected');
  });

  it('is of the highest class among its labels, and internal at least', () => {
    const label = (category: string, level: string) => ({ category, class: level });
    const asked = (labels: readonly object[]) =>
      contentQuestion(view({}, [seen(here, 'labels', { labels, fullPass: true })]), here, 'bucket').labels;
    expect(asked([])).toMatchObject({ detected: 'D1', categories: [], fullPass: true });
    expect(asked([label('pd:Name', 'D2'), label('pd:Health', 'D4'), label('pd:Name', 'D2')])).toMatchObject({
      detected: 'D4',
      categories: ['pd:Health', 'pd:Name'],
    });
  });
});

describe('a container at a place that the estate does not name', () => {
  it('has no zone, host or key that anybody knows, and no place of another', () => {
    const asked = placed({}, [seen(elsewhere, 'location', { region: 'eu-central-1' })], elsewhere);
    expect(asked).toMatchObject({
      subject: { id: elsewhere, place: 'nowhere' },
      zone: { state: 'unknown' },
      hosting: { state: 'unknown' },
      key: { state: 'unknown' },
      dataset: { state: 'absent', controller: 'committee' },
    });
    expect(asked.location).not.toHaveProperty('country');
    expect(placementQuestion(view(), 'dataset://results', 'bucket', known).subject).not.toHaveProperty('place');
  });
});

describe('what a place declares of itself', () => {
  it('answers what the source cannot say, and is graded as declared', () => {
    const asked = placed(publicZone({ encryption: 'customer-key', publicAccess: 'blocked', replication: 'elsewhere' }));
    expect(asked.encryption).toEqual({ state: 'value', value: 'customer-key', grade: 'declared' });
    expect(asked.publicRead).toEqual({ state: 'value', value: false, grade: 'declared' });
    expect(asked.publicWrite).toEqual({ state: 'value', value: false, grade: 'declared' });
    expect(asked.replication).toEqual({ state: 'value', elsewhere: true, targets: [], grade: 'declared' });
    expect(placed(publicZone({ replication: 'none' })).replication).toMatchObject({ elsewhere: false });
  });

  it('answers nothing where it declares nothing, or leaves access open', () => {
    for (const declared of [undefined, {}, { publicAccess: 'open' }])
      expect(placed(publicZone(declared as never))).toMatchObject({
        encryption: { state: 'unsupported' },
        publicRead: { state: 'unsupported' },
        replication: { state: 'unsupported' },
      });
  });

  it.each(['denied', 'error', 'absent', 'unknown'])('never answers for a source whose answer was %s', (state) => {
    const facts = ['encryption', 'publicRead', 'publicWrite', 'replication'] as const;
    const asked = placed(
      publicZone({ encryption: 'customer-key', publicAccess: 'blocked', replication: 'none' }),
      facts.map((fact) => seen(here, fact, undefined, state)),
    );
    expect(facts.map((fact) => asked[fact]?.state)).toEqual(facts.map(() => state));
  });

  it('does not stand against what was observed', () => {
    const asked = placed(publicZone({ encryption: 'customer-key', publicAccess: 'blocked', replication: 'none' }), [
      seen(here, 'encryption', { value: 'none' }),
      seen(here, 'publicRead', { value: true }),
      seen(here, 'replication', { targets: ['store://far/b'] }),
    ]);
    expect(asked).toMatchObject({
      encryption: { value: 'none', grade: 'observed' },
      publicRead: { value: true, grade: 'observed' },
      replication: { elsewhere: true, targets: ['store://far/b'], grade: 'observed' },
    });
  });
});

describe('the key of a container', () => {
  const withDataset = (dataset: Dataset) => ({ datasets: { results: { ...dataset, lies: [here] } } });
  const noKeys = { planes: { control: estate.zones['public']!.planes!.control! } };

  it('is held by whoever runs the keys of the zone, else by whom the dataset names, else by nobody known', () => {
    expect(placed().key).toEqual({ state: 'value', entity: 'cloud-eu', country: 'NL', separate: false });
    const named = { ...publicZone({}, noKeys), ...withDataset(bare({ key: { holder: 'committee' } })) };
    expect(placed(named).key).toEqual({ state: 'value', entity: 'committee', country: 'FR', separate: true });
    expect(placed({ ...publicZone({}, noKeys), ...withDataset(bare()) }).key).toEqual({ state: 'absent' });
    expect(placed({ ...publicZone({}, { planes: undefined }), ...withDataset(bare()) }).key).toEqual({
      state: 'absent',
    });
  });

  it('is not separate in the hands of a parent of the host', () => {
    const keys = { entity: 'cloud-group', from: ['CN'], clearText: true };
    expect(placed(publicZone({}, { planes: { keys } })).key).toMatchObject({ entity: 'cloud-group', separate: false });
  });

  it('has no country where the estate does not name the entity', () => {
    const keys = { entity: 'aws', from: ['DE'], clearText: true };
    expect(placed(publicZone({}, { planes: { keys } })).key).toEqual({ state: 'value', entity: 'aws', separate: true });
  });
});

describe('the doors of a container', () => {
  const grant = (who: string, id: string) => ({ who, id, rights: ['read'], via: 'policy' });
  it('count a holder once, whatever the number of grants, and tell those nobody is behind', () => {
    const grants = [grant('operator', 'a'), grant('operator', 'a'), grant('operator', 'b'), grant('identity', 'i')];
    expect(placed({}, [seen(here, 'grants', { grants })]).grants).toMatchObject({
      holders: 2,
      unmapped: 1,
      open: false,
    });
  });

  it.each(['authenticated', 'everyone'])('are open where %s may enter', (who) => {
    expect(placed({}, [seen(here, 'grants', { grants: [grant(who, '*')] })]).grants).toMatchObject({ open: true });
  });

  it('are not told where the grants could not be read', () => {
    const denied = placed({}, [seen(here, 'grants', undefined, 'denied')]).grants;
    expect(denied).toMatchObject({ state: 'denied' });
    expect(denied).not.toHaveProperty('open');
  });
});

describe('where a container lies', () => {
  const at = (region: string, changed: Partial<Estate> = {}) =>
    placed(changed, [seen(here, 'location', { region })]).location;
  it('is the country of the region at this provider, as the estate says, else as the facts do', () => {
    expect(at('ap-southeast-1')).toMatchObject({ country: 'SG', confidence: 'declared' });
    const real = publicZone({}, { provider: 'aws' });
    expect(at('eu-west-3', real)).toMatchObject({ country: 'FR' });
  });

  it('is no country where neither knows the region, whatever the zone or the beginning of its name says', () => {
    for (const region of ['eu-', 'eu-central-9', 'DE', 'constructor', '__proto__'])
      expect(at(region), region).not.toHaveProperty('country');
  });

  it('is not known where nobody looked, and not where looking failed', () => {
    const { region: _, ...place } = estate.zones['public']!.places!['oss-public']!;
    const zones = { ...estate.zones, public: { ...estate.zones['public']!, places: { 'oss-public': place } } };
    expect(placed({ zones }).location).toEqual({ state: 'unsupported' });
    for (const state of ['error', 'denied', 'unknown', 'absent'] as const)
      expect(placed({}, [seen(here, 'location', undefined, state)]).location).toMatchObject({ state });
  });

  it('is what the estate declares of the place where the source cannot say, graded declared', () => {
    for (const none of [[], [seen(here, 'location', undefined, 'unsupported')]])
      expect(placed({}, none).location).toMatchObject({
        state: 'value',
        grade: 'declared',
        region: 'eu-central-1',
        endpointMethod: 'declared',
        dataMethod: 'declared',
      });
  });

  it('names the region that was declared only where one was', () => {
    expect(at('eu-central-1')).toMatchObject({ declaredRegion: 'eu-central-1' });
    const { region: _, ...place } = estate.zones['public']!.places!['oss-public']!;
    const zones = { ...estate.zones, public: { ...estate.zones['public']!, places: { 'oss-public': place } } };
    expect(at('eu-central-1', { zones })).not.toHaveProperty('declaredRegion');
  });
});

it('two answers about one fact are no answer', () => {
  const both = [
    seen(here, 'location', { region: 'eu-central-1' }),
    seen(here, 'location', { region: 'ap-southeast-1' }),
  ];
  for (const order of [both, both.toReversed()]) expect(placed({}, order).location).toMatchObject({ state: 'unknown' });
});
