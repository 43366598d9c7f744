import { describe, expect, it } from 'vitest';
import {
  activitiesOf,
  datasetAt,
  entityOf,
  estateDigest,
  operatorById,
  operatorOf,
  parentsOf,
  zoneOfPlace,
  type Estate,
} from '../../estate/index.ts';
import { mutated, read, sampleEstate } from './sample.ts';

const estate = sampleEstate();

describe('the estate answers', () => {
  it('which zone a place is in', () => {
    expect(zoneOfPlace(estate, 'rgw-paris')).toMatchObject({
      zoneId: 'private',
      zone: { country: 'FR' },
      place: { region: 'eu-private' },
    });
    expect(zoneOfPlace(estate, 'nowhere')).toBeUndefined();
    expect(zoneOfPlace(estate, 'toString')).toBeUndefined();
  });

  it('who the parents of an entity are, itself first, and ends where they are unknown or come again', () => {
    expect(parentsOf(estate, 'support-hk').map(({ id, entity }) => [id, entity.country])).toEqual([
      ['support-hk', 'HK'],
      ['cloud-group', 'CN'],
    ]);
    expect(parentsOf(estate, 'nobody')).toEqual([]);
    const circle: Estate = {
      ...estate,
      entities: { a: { country: 'FR', parent: 'b' }, b: { country: 'DE', parent: 'a' } },
    };
    expect(parentsOf(circle, 'a').map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('which entity and which activities an id names', () => {
    expect(entityOf(estate, 'committee')).toEqual({ country: 'FR' });
    expect(entityOf(estate, 'valueOf')).toBeUndefined();
    expect(activitiesOf(estate, 'results').map(({ id }) => id)).toEqual(['accreditation']);
    expect(activitiesOf(estate, 'nothing')).toEqual([]);
  });

  it('who holds an account on a day, both ends included', () => {
    const on = (day: string) => operatorOf(estate, 'oss-public', 's3-user', 'u2', day)?.id;
    expect(['2023-12-31', '2024-01-01', '2024-06-30', '2024-07-01', '2030-01-01'].map(on)).toEqual([
      undefined,
      'op-0002',
      'op-0002',
      'op-0001',
      'op-0001',
    ]);
    expect(operatorOf(estate, 'rgw-paris', 's3-user', 'u2', '2024-07-01')).toBeUndefined();
    expect(operatorOf(estate, 'oss-public', 's3-access-key', 'u2', '2024-07-01')).toBeUndefined();
    expect(operatorById(estate, 'op-0002')?.worksIn).toBe('HK');
  });

  it('with one digest for one promise, whatever the order of its keys', () => {
    const { estate: reordered } = read({
      'estate.yaml': mutated('{ name: Exercise, entity: committee,', '{ entity: committee, name: Exercise,'),
    });
    const { estate: other } = read({ 'estate.yaml': mutated('mayLieIn: [private]', 'mayLieIn: [private, public]') });
    expect(estateDigest(estate)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(estateDigest(reordered!)).toBe(estateDigest(estate));
    expect(estateDigest(other!)).not.toBe(estateDigest(estate));
  });
});

describe('the dataset at a container', () => {
  const claims: Estate = {
    ...estate,
    datasets: {
      whole: { class: 'D1', home: 'private', lies: ['store://rgw-paris/b', 'file://disk/a', 'store://oss-public/b'] },
      inner: { class: 'D3', home: 'private', lies: ['store://rgw-paris/b/x/'] },
      innermost: { class: 'D4', copies: [{ subject: 'store://rgw-paris/b/x/y/', kind: 'backup' }] },
    },
  };
  const at = (subject: string) => {
    const found = datasetAt(claims, subject);
    return found && [found.id, found.as, found.container];
  };

  it('is the one whose declared container is the longest around it', () => {
    expect(at('store://rgw-paris/b')).toEqual(['whole', 'home', 'store://rgw-paris/b']);
    expect(at('store://rgw-paris/b/z/')).toEqual(['whole', 'home', 'store://rgw-paris/b']);
    expect(at('store://rgw-paris/b/x/')).toEqual(['inner', 'home', 'store://rgw-paris/b/x/']);
    expect(at('store://rgw-paris/b/x/z/')).toEqual(['inner', 'home', 'store://rgw-paris/b/x/']);
    expect(at('store://rgw-paris/b/x/y/z/')).toEqual(['innermost', 'copy', 'store://rgw-paris/b/x/y/']);
    expect(at('file://disk/a/b/c')).toEqual(['whole', 'lies', 'file://disk/a']);
  });

  it('lies where it is not at home, and tells the kind of a copy', () => {
    expect(at('store://oss-public/b')).toEqual(['whole', 'lies', 'store://oss-public/b']);
    expect(datasetAt(claims, 'store://rgw-paris/b/x/y/')?.kind).toBe('backup');
  });

  it('is none where nothing is declared, not even beside a like name', () => {
    for (const subject of [
      'store://rgw-paris/bb',
      'store://rgw-paris/c/x/',
      'store://other/b',
      'file://disk',
      'file://disk/ab',
      'store://rgw-paris',
    ]) {
      expect(datasetAt(claims, subject)).toBeUndefined();
    }
  });
});
