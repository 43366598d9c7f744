import { describe, expect, it } from 'vitest';
import type { PlannedAt } from '../../../estate/index.ts';
import { placementQuestion, viewOf, type ClassFact } from '../../../policies/index.ts';
import {
  collectionOf,
  estate,
  estateWith,
  figures,
  findings,
  home,
  judged,
  premisesOf,
  subject,
  type Planned,
} from './planning.ts';

const known: ClassFact = { declared: 'D3', detected: 'absent', effective: 'D3', because: [] };
function asked(planned: Planned, changed: Parameters<typeof premisesOf>[1] = {}) {
  const view = viewOf(premisesOf([planned], changed), collectionOf([planned]));
  return placementQuestion(view, subject(planned), planned.kind ?? 'bucket', known);
}
const at = (change: PlannedAt): Planned => ({ ...home, at: change });
/** A second zone of the provider of the private one. */
const twin = (change: object = {}) =>
  estateWith({ zones: { ...estate.zones, twin: { ...estate.zones['private']!, places: {}, ...change } } });

describe('where a planned container will lie', () => {
  it('is told by its zone, with host, key and country, though its subject has no place', () => {
    const question = asked(home);
    expect(question.subject).toEqual({ id: 'plan://site/photos', kind: 'bucket' });
    expect(question).toMatchObject({
      location: {
        state: 'value',
        provider: 'integrator-fr',
        region: 'eu-private',
        country: 'FR',
        dataMethod: 'declared',
      },
      zone: { state: 'value', id: 'private', side: 'private' },
      hosting: { state: 'value', entity: 'integrator-fr' },
      key: { state: 'value', entity: 'committee', separate: true },
      dataset: { state: 'value', id: 'accreditation-file', as: 'claimed' },
      claim: { state: 'value', dataset: 'accreditation-file', known: true },
    });
    expect(judged([home]).verdicts.get('plan://site/photos')).toBe('allow');
  });

  it('is told by its place, whose declared region and facts then answer for it', () => {
    const question = asked({ ...figures, at: { place: 'oss-public' }, facts: { encryption: 'unsupported' } });
    expect(question.location).toMatchObject({ declaredRegion: 'eu-central-1' });
    expect(question.encryption).toMatchObject({ state: 'value', value: 'none', grade: 'declared' });
    expect(question.zone).toMatchObject({ id: 'public' });
  });

  it('is that of its own place where the subject has one, whatever the plan says beside it', () => {
    const own = { ...figures, subject: 'store://oss-public/new', at: { provider: 'integrator-fr', zone: 'private' } };
    expect(asked(own)).toMatchObject({ zone: { id: 'public' }, subject: { place: 'oss-public' } });
  });

  it('is a country and a host where the provider is known and the zone is not', () => {
    const question = asked({ ...at({ provider: 'aws' }), region: 'eu-west-3' });
    expect(question.location).toMatchObject({ state: 'value', country: 'FR' });
    expect(question.hosting).toMatchObject({ state: 'value', entity: 'aws' });
    expect(question.zone).toEqual({ state: 'absent', provider: 'aws' });
    expect(question.key).toEqual({ state: 'unknown' });
  });

  it('is the one zone of that provider and region, though the plan names none', () => {
    expect(asked(at({ provider: 'integrator-fr' })).zone).toMatchObject({ state: 'value', id: 'private' });
  });

  it('is among the zones of the provider where the region is none of theirs, and no key is guessed', () => {
    const question = asked({ ...at({ provider: 'cloud-eu' }), region: 'ap-southeast-1' });
    expect(question.zone).toEqual({ state: 'unknown', provider: 'cloud-eu', among: ['public'] });
    expect(question.location).toMatchObject({ country: 'SG' });
  });

  it('is one of several zones with that region, and the key is known when they share who operates it', () => {
    const places = estate.zones['private']!.places!;
    const shared = asked(at({ provider: 'integrator-fr' }), {
      estate: twin({ places: { other: places['rgw-paris'] } }),
    });
    expect(shared.zone).toEqual({ state: 'value', provider: 'integrator-fr', among: ['private', 'twin'] });
    expect(shared.key).toMatchObject({ state: 'value', entity: 'committee' });
    const keys = { entity: 'integrator-fr', from: ['FR'], clearText: true };
    const apart = twin({
      places: { other: places['rgw-paris'] },
      planes: { ...estate.zones['private']!.planes, keys },
    });
    expect(asked(at({ provider: 'integrator-fr' }), { estate: apart }).key).toEqual({ state: 'unknown' });
  });

  it('is nowhere that anybody knows without place, zone or provider, or with a zone that the estate does not have', () => {
    for (const nowhere of [{}, { zone: 'invented' }, { place: 'invented' }]) {
      const question = asked(at(nowhere));
      expect(question).toMatchObject({
        zone: { state: 'unknown' },
        hosting: { state: 'unknown' },
        key: { state: 'unknown' },
      });
      expect(question.location).not.toHaveProperty('country');
    }
  });
});

describe('a planned container of protected data', () => {
  it.each<[string, Planned, string]>([
    [
      'abroad',
      { ...home, at: { ...home.at, provider: 'cloud-eu', zone: 'public' }, region: 'ap-southeast-1' },
      'residency/personal-data-stays-in-the-eea deny outside',
    ],
    [
      'on the public side',
      { ...home, at: { ...home.at, zone: 'public' }, region: 'eu-central-1' },
      'residency/class-lies-in-allowed-zones deny elsewhere',
    ],
    [
      'with a provider of no zone',
      { ...home, at: { claims: 'accreditation-file', provider: 'aws' }, region: 'eu-west-3' },
      'residency/class-lies-in-allowed-zones deny in-no-zone',
    ],
    [
      'of a host with a parent abroad',
      { ...home, at: { ...home.at, zone: 'public' }, region: 'eu-central-1' },
      'sovereignty/protected-data-is-under-eu-control deny foreign-entity',
    ],
    [
      'in a region that nobody knows before apply',
      { ...home, region: undefined } as never,
      'residency/region-is-known unknown fact-not-known',
    ],
    ['in a region that no fact knows', { ...home, region: 'mars-1' }, 'residency/region-is-known unknown no-country'],
    [
      'without encryption',
      { ...home, facts: { encryption: { value: 'none' } } },
      'keys/keys-are-held-outside-the-provider deny not-encrypted',
    ],
    [
      'with a key known after apply',
      { ...home, facts: { encryption: 'unknown' } },
      'keys/keys-are-held-outside-the-provider unknown fact-not-known',
    ],
    [
      'open to the public',
      { ...home, facts: { publicRead: { value: true } } },
      'exposure/personal-data-is-not-public deny readable',
    ],
    [
      'whose policy is known after apply',
      { ...home, facts: { publicRead: 'unknown' } },
      'exposure/personal-data-is-not-public unknown fact-not-known',
    ],
    [
      'open to any account',
      { ...home, facts: { grants: { grants: [{ who: 'authenticated', id: '*', rights: ['read'], via: 'acl' }] } } },
      'access/reach-is-known deny any-account',
    ],
    [
      'copied elsewhere',
      { ...home, facts: { replication: { targets: ['far'] } } },
      'residency/copies-follow-the-class deny replicates-elsewhere',
    ],
    [
      'that no fact is told of',
      { ...home, facts: { publicWrite: 'unsupported' } },
      'exposure/personal-data-is-not-public unknown fact-not-known',
    ],
    [
      'that names no dataset',
      { ...home, at: { zone: 'private' } },
      'register/planned-containers-name-their-dataset unknown nobody-names-it',
    ],
  ])('%s is refused or undecided, never allowed', (_title, planned, expected) => {
    expect(findings([planned])).toContain(expected);
    expect(judged([planned]).verdicts.get(subject(planned))).not.toBe('allow');
  });

  it.each(['volume', 'fileroot', 'table', 'database', 'stream'] as const)(
    'is judged as a %s like as a bucket',
    (kind) => {
      expect(findings([{ ...home, kind }])).toEqual([]);
      const abroad: Planned = { ...home, kind, at: { ...home.at, zone: 'public' }, region: 'ap-southeast-1' };
      expect(findings([abroad])).toEqual(
        expect.arrayContaining([
          'keys/keys-are-held-outside-the-provider deny held-by-another,held-by-provider-group',
          'residency/class-lies-in-allowed-zones deny elsewhere',
        ]),
      );
    },
  );

  it('as a workload is judged by where it runs alone', () => {
    expect(findings([{ ...home, kind: 'workload' }])).toEqual([]);
    expect(
      findings([{ ...home, kind: 'workload', region: 'ap-southeast-1', at: { ...home.at, zone: 'public' } }]),
    ).toEqual(['residency/personal-data-stays-in-the-eea deny outside']);
  });
});
