import { describe, expect, it } from 'vitest';
import { telling } from '../../../cli/verbs/telling.ts';
import { whereIs, type Where } from '../../../cli/verbs/where.ts';
import { tellWhere } from '../../../cli/verbs/whereText.ts';
import { collectionOf, estate, groundOf, page } from './sample.ts';

const bare = groundOf();
const seen = groundOf(collectionOf());
const zoneOf = (where: Where, zone: string) => where.zones.find((row) => row.zone === zone)!;
const placeOf = (where: Where, zone: string, place: string) =>
  zoneOf(where, zone).places.find((row) => row.place === place)!;

describe('where a dataset may lie', () => {
  const all = Object.keys(estate.datasets).map((id) => whereIs(bare, id));

  it('answers for every zone and every place of the estate', () => {
    for (const where of all) {
      expect(where.zones.map(({ zone }) => zone)).toEqual(Object.keys(estate.zones));
      for (const row of where.zones)
        expect(row.places.map(({ place }) => place)).toEqual(Object.keys(estate.zones[row.zone]!.places ?? {}));
    }
  });

  it('never lets a dataset into a zone that it does not name', () => {
    const let_in = all.flatMap((where) =>
      where.zones
        .filter(({ named, may }) => named === 'no' && may !== 'may-not')
        .map(({ zone }) => [where.dataset, zone]),
    );
    expect(let_in).toEqual([]);
  });

  it('never refuses the zone of reference of a dataset of the sample', () => {
    const refused = all.flatMap((where) =>
      where.zones.filter(({ named, may }) => named === 'home' && may === 'may-not').map(() => where.dataset),
    );
    expect(refused).toEqual([]);
  });

  it('lets no personal data lie abroad', () => {
    const abroad = all.filter(
      (where) => where.class >= 'D2' && placeOf(where, 'public', 'oss-abroad').may !== 'may-not',
    );
    expect(abroad.map(({ dataset }) => dataset)).toEqual([]);
  });

  it('says may, may not and in part by the places of the zone', () => {
    const where = whereIs(bare, 'volunteer-applications');
    expect([placeOf(where, 'public', 'oss-public').may, placeOf(where, 'public', 'oss-abroad').may]).toEqual([
      'may',
      'may-not',
    ]);
    expect(zoneOf(where, 'public').may).toBe('in-part');
    expect(zoneOf(where, 'private').may).toBe('may-not');
  });

  it('is unknown where no region is declared and none was seen, never the country of the zone', () => {
    const zone = estate.zones['private']!;
    const { region: _declared, ...silent } = zone.places!['k8s-paris']!;
    const places = { ...zone.places, 'k8s-paris': silent as typeof silent & { kubernetes: string } };
    const ground = groundOf(undefined, { ...estate, zones: { ...estate.zones, private: { ...zone, places } } });
    const { may, region, country } = placeOf(whereIs(ground, 'doping-controls'), 'private', 'k8s-paris');
    expect({ may, region, country }).toEqual({ may: 'unknown', region: undefined, country: undefined });
  });

  it('counts what runs the zone against it: a plane abroad that no transfer covers', () => {
    const through = zoneOf(whereIs(bare, 'doping-controls'), 'public').decisions.filter(
      ({ verdict }) => verdict === 'deny',
    );
    expect(through.map(({ plane, control }) => [plane, control])).toEqual([
      ['support', 'transfer/every-transfer-has-a-basis'],
    ]);
  });

  it('sets aside only what a container that exists can answer', () => {
    expect(whereIs(bare, 'doping-controls').later).toEqual(['exposure/personal-data-is-not-public']);
  });

  it('says unknown, not yes, of a zone without places', () => {
    const { places: _, ...zone } = estate.zones['private']!;
    const where = whereIs(
      groundOf(undefined, {
        ...estate,
        zones: { empty: zone },
        datasets: { x: { ...estate.datasets['whereabouts']!, mayLieIn: ['empty'], home: 'empty' } },
      }),
      'x',
    );
    expect(zoneOf(where, 'empty').may).toBe('unknown');
  });

  it('judges by what was found when that is heavier than what was declared', () => {
    const collection = collectionOf();
    const label = {
      recognizer: 'r',
      category: 'pd:MedicalHealth',
      class: 'D4' as const,
      hits: 9,
      checked: 9,
      method: 'terms' as const,
      prior: 0,
    };
    const observations = collection.observations.map((each) =>
      each.subject === 'store://oss-public/volunteer-applications' && each.fact === 'labels'
        ? { ...each, value: { ...each.value!, labels: [label] } }
        : each,
    );
    const where = whereIs(groundOf({ ...collection, observations }), 'volunteer-applications');
    expect([where.declared, where.class, placeOf(where, 'public', 'oss-public').may]).toEqual(['D2', 'D4', 'may-not']);
  });
});

describe('where a dataset lies', () => {
  it('names the containers that were seen, the copies that nobody declared, and those not seen', () => {
    const rows = whereIs(seen, 'accreditation-file').lies.map(({ container, as, country, verdict, unseen }) => [
      container,
      as,
      country,
      verdict,
      unseen,
    ]);
    expect(rows).toContainEqual(['store://oss-public/fan-exports', 'copy-found', 'SG', 'deny', undefined]);
    expect(rows).toContainEqual(['store://rgw-paris/accreditation', 'home', 'FR', expect.any(String), undefined]);
    expect(whereIs(bare, 'accreditation-file').lies.map(({ verdict, unseen }) => [verdict, unseen])).toContainEqual([
      undefined,
      'not-collected',
    ]);
  });

  it('says of hosted software that nobody can look into it', () => {
    expect(whereIs(seen, 'newsletter-subscribers').lies.map(({ unseen }) => unseen)).toEqual(['declared-only']);
  });
});

describe.each(['en', 'fr'] as const)('where, told in %s', (language) => {
  it.each([
    ['accreditation-file', seen],
    ['doping-controls', bare],
  ] as const)('tells of %s', async (id, ground) => {
    const { context, text } = page(language);
    const { home, mayLieIn = [] } = estate.datasets[id]!;
    tellWhere(telling(ground, context), whereIs(ground, id), ground.collection?.header.collectedAt, home, mayLieIn);
    expect(text()).not.toMatch(/\[[a-z-]+\.[a-z.-]+\]/);
    await expect(text()).toMatchFileSnapshot(`snapshots/where.${id}.${language}.txt`);
  });
});
