import { expect, it } from 'vitest';
import { diskFiles, readEstateFrom } from '../../estate/index.ts';
import { read, resource } from '../audit/plan/telling.ts';

const estate = readEstateFrom('stacks/sample/estate', diskFiles).estate!;

it('every place of the sample that can be looked into names a region that its provider ties to a country', () => {
  const places = Object.values(estate.zones).flatMap(({ provider, places: own = {} }) =>
    Object.entries(own).flatMap(([id, place]) => (place.saas === undefined ? [{ id, provider, place }] : [])),
  );
  expect(places.map(({ id }) => id)).toContain('k8s-paris');
  for (const { id, provider, place } of places)
    expect(Object.keys(estate.entities[provider]?.regions ?? {}), id).toContain(place.region);
});

it('a claim of a manifest without a node or a class lies, as the estate says, where its cluster is', async () => {
  const claim = resource({
    type: 'PersistentVolumeClaim',
    name: 'photos',
    after: { metadata: { name: 'photos', namespace: 'accreditation' }, spec: {} },
  });
  const { planned, collection } = await read([claim], { estate, placeOfInput: () => 'k8s-paris' });
  const [[subject, at]] = [...planned] as [[string, { zone?: string }]];
  expect(at).toMatchObject({ place: 'k8s-paris', zone: 'private' });
  const location = collection.observations.find((each) => each.subject === subject && each.fact === 'location');
  expect(location?.state).toBe('unsupported');
});
