import { describe, expect, it } from 'vitest';
import { telling } from '../../../cli/verbs/telling.ts';
import { whoOpens } from '../../../cli/verbs/who.ts';
import { tellWho } from '../../../cli/verbs/whoText.ts';
import { buckets, collectionOf, estate, groundOf, page, reader } from './sample.ts';

const bare = groundOf();
const seen = groundOf(collectionOf());

describe('who opens a dataset', () => {
  it('counts operators by entity, country, route and clear text, and those of a copy that nobody declared', () => {
    const { rows } = whoOpens(seen, 'accreditation-file', false);
    const night = rows.find(({ how, entity }) => how === 'grant' && entity === 'support-hk')!;
    expect(night).toMatchObject({ country: 'HK', count: 3, route: 'transfer', clearText: true, verdict: 'deny' });
    expect(night.containers).toEqual(['store://oss-public/fan-exports']);
    expect(rows.find(({ how, entity }) => how === 'grant' && entity === 'committee')).toMatchObject({
      count: 1,
      route: 'same-entity',
    });
  });

  it('judges an undeclared copy by the class of what it copies, even where nothing was recognised in it', () => {
    const plain = buckets.map((each) => ({ ...each, labels: [] }));
    const { rows } = whoOpens(groundOf(collectionOf(plain)), 'accreditation-file', false);
    expect(rows.find(({ how, entity }) => how === 'grant' && entity === 'support-hk')).toMatchObject({
      verdict: 'deny',
      route: 'transfer',
    });
  });

  it('counts accounts of nobody we know apart, without entity or route', () => {
    const row = whoOpens(seen, 'accreditation-file', false).rows.find(({ how }) => how === 'unmapped')!;
    expect(row).toMatchObject({
      count: 1,
      entity: undefined,
      country: undefined,
      route: undefined,
      ids: ['identity-1'],
    });
  });

  it('says reach unknown where the accounts were not read, never nobody', () => {
    const { rows, unread } = whoOpens(seen, 'whereabouts', false);
    expect(unread).toEqual([{ container: 'store://rgw-paris/whereabouts', reason: 'denied' }]);
    expect(rows.filter(({ how }) => how !== 'plane')).toEqual([]);
    const { context, text } = page('en');
    tellWho(telling(seen, context), whoOpens(seen, 'whereabouts', false), { ids: false, at: 'x' });
    expect(text()).toMatch(/Reach unknown at one container/);
    expect(text()).not.toMatch(/No account/);
  });

  it('reads no planes of zones where it was not seen, unless it is asked who could', () => {
    const does = whoOpens(bare, 'accreditation-file', false);
    expect(does.rows).toEqual([]);
    expect(does.unread.length).toBeGreaterThan(0);
    const planes = whoOpens(bare, 'accreditation-file', true).rows.flatMap((row) => row.planes);
    expect(planes.toSorted()).toEqual(
      ['backup', 'control', 'hypervisor', 'keys', 'support'].map((name) => `private/${name}`),
    );
  });

  it('names the accounts that the estate declares where nobody looked, and only there', () => {
    const hows = (ground: typeof bare) =>
      new Set(
        whoOpens(ground, 'accreditation-file', true)
          .rows.filter(({ containers }) => containers.includes('store://rgw-paris/accreditation'))
          .map(({ how }) => how),
      );
    expect([...hows(bare)]).toEqual(['account']);
    expect([...hows(seen)]).toEqual(['grant']);
  });

  it('shows a door that asks for no account', () => {
    const open = buckets.map((each) =>
      each.name === 'volunteer-applications' ? { ...each, grants: [reader('all', 'authenticated')] } : each,
    );
    const row = whoOpens(groundOf(collectionOf(open)), 'volunteer-applications', false).rows.find(
      ({ how }) => how === 'any-account',
    )!;
    expect(row).toMatchObject({ verdict: 'deny', containers: ['store://oss-public/volunteer-applications'] });
  });

  it('ticks nobody behind whom a foreign owner stands, and says what the container makes of it', () => {
    const { rows } = whoOpens(seen, 'accreditation-file', false);
    const exposed = rows.filter(({ route, verdict }) => route === 'parent-exposure' && verdict !== 'deny');
    expect(exposed.flatMap(({ planes }) => planes).toSorted()).toEqual(
      ['backup', 'control', 'hypervisor', 'keys'].map((name) => `public/${name}`),
    );
    for (const { onContainer } of exposed)
      expect(onContainer).toContainEqual({
        control: 'sovereignty/protected-data-is-under-eu-control',
        verdict: 'deny',
        containers: ['store://oss-public/fan-exports'],
      });
    const { context, text } = page('en');
    tellWho(telling(seen, context), whoOpens(seen, 'accreditation-file', false), { ids: false, at: 'x' });
    expect(text()).toMatch(/^! cloud-eu/m);
    expect(text()).not.toMatch(/^✓ cloud-eu/m);
    expect(rows.filter(({ onContainer }) => onContainer !== undefined)).toEqual(exposed);
  });

  it('asks the zone as if a container lay there where none was seen', () => {
    const datasets = { ...estate.datasets };
    datasets['whereabouts'] = { ...datasets['whereabouts']!, mayLieIn: ['private', 'public'] };
    const ground = groundOf(undefined, { ...estate, datasets });
    const row = whoOpens(ground, 'whereabouts', true).rows.find(({ planes }) => planes.includes('public/control'))!;
    expect(row.onContainer).toContainEqual({
      control: 'sovereignty/protected-data-is-under-eu-control',
      verdict: 'deny',
      containers: [],
    });
  });

  it('says unknown of a plane that nobody declared', () => {
    const { keys: _, ...planes } = estate.zones['private']!.planes!;
    const zones = { ...estate.zones, private: { ...estate.zones['private']!, planes } };
    const row = whoOpens(groundOf(undefined, { ...estate, zones }), 'whereabouts', true).rows.find((each) =>
      each.planes.includes('private/keys'),
    )!;
    expect(row).toMatchObject({ verdict: 'unknown', entity: undefined });
  });
});

describe.each(['en', 'fr'] as const)('who, told in %s', (language) => {
  it.each([
    ['accreditation-file', false, seen],
    ['accreditation-file', true, seen],
    ['whereabouts', true, bare],
  ] as const)('tells of %s, could: %s', async (id, could, ground) => {
    const { context, text } = page(language);
    tellWho(telling(ground, context), whoOpens(ground, id, could), {
      ids: could,
      at: ground.collection?.header.collectedAt,
    });
    expect(text()).not.toMatch(/\[[a-z-]+\.[a-z.-]+\]/);
    if (!could) expect(text()).not.toMatch(/op-\d/);
    await expect(text()).toMatchFileSnapshot(`snapshots/who.${id}.${could ? 'could' : 'does'}.${language}.txt`);
  });
});
