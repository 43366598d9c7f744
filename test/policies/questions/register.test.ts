import { describe, expect, it } from 'vitest';
import type { Dataset, Flow, Zone } from '../../../estate/index.ts';
import { accessQuestion, chainOf, planeQuestion, waiverQuestion, zoneQuestion } from '../../../policies/index.ts';
import { entityAsOperator, isInstructed } from '../../../policies/questions/access.ts';
import { hostingFact, sameGroup } from '../../../policies/questions/chain.ts';
import { datasetFact, highest, isPersonal, registered } from '../../../policies/questions/dataset.ts';
import { movementQuestions, originalsOf } from '../../../policies/questions/movement.ts';
import { flowQuestion } from '../../../policies/questions/register.ts';
import { bare, estate, seen, view } from './view.ts';

describe('a dataset in the register', () => {
  it('says nothing of itself that nobody wrote down, and belongs to the organisation', () => {
    expect(registered(view({ datasets: { d: bare() }, activities: {}, flows: [] }), 'd', bare())).toEqual({
      state: 'value',
      id: 'd',
      personal: true,
      mayLieIn: [],
      activities: [],
      controller: 'committee',
      roles: [],
      published: false,
      containers: 0,
    });
  });

  it('has no side where its home is no zone', () => {
    expect(registered(view(), 'd', bare({ home: 'gone' }))).not.toHaveProperty('homeSide');
    expect(registered(view(), 'd', bare({ home: 'private' }))).toMatchObject({ home: 'private', homeSide: 'private' });
  });

  it('is personal by its class, unless it says otherwise', () => {
    const of = (level: Dataset['class'], personal?: boolean) =>
      isPersonal({ class: level, ...(personal === undefined ? {} : { personal }) });
    expect((['D0', 'D1', 'D2', 'D3', 'D4'] as const).map((level) => of(level))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    expect([of('D0', true), of('D2', false)]).toEqual([true, false]);
  });

  it('is published from the day of the publication on, and not the day before', () => {
    const flow = (from: string) =>
      [{ id: 'p', from: 'd', publication: { decidedBy: 'role:director', fields: [], from } }] as Flow[];
    const published = (from: string) => registered(view({ flows: flow(from) }), 'd', bare()).published;
    expect([published('2024-07-26'), published('2024-07-27')]).toEqual([true, false]);
  });

  it('counts copies among its containers, and a copy says what it is', () => {
    const copied = bare({
      lies: ['store://rgw-paris/a'],
      copies: [{ subject: 'store://oss-public/b', kind: 'backup' }] as never,
    });
    const seenFrom = view({ datasets: { d: copied } });
    expect(datasetFact(seenFrom, 'store://oss-public/b')).toMatchObject({
      id: 'd',
      containers: 2,
      as: 'copy',
      copyKind: 'backup',
    });
    expect(datasetFact(seenFrom, 'store://rgw-paris/a')).not.toHaveProperty('copyKind');
  });

  it('knows no class above the highest, and none among none', () => {
    expect([highest([]), highest(['none']), highest(['D1', 'D4', 'D2'])]).toEqual(['none', 'none', 'D4']);
  });
});

describe('the same bytes on another side', () => {
  const [original, copy] = ['store://rgw-paris/accreditation', 'store://oss-public/fan-export'];
  const both = (...prints: readonly string[][]) => [
    seen(original, 'content', { prints: prints[0] }),
    seen(copy, 'content', { prints: prints[1] }),
  ];
  const paths = (...given: Parameters<typeof view>) =>
    movementQuestions(view(...given)).map(({ subject }) => subject.id);

  it('are a movement nobody declared', () => {
    expect(paths({}, both(['a', 'b'], ['b', 'c']))).toEqual([
      `path://${encodeURIComponent(original)}/${encodeURIComponent(copy)}`,
    ]);
  });

  it('are none where no object is shared, nothing was printed, or nobody knows the place', () => {
    expect(paths({}, both(['a'], ['b']))).toEqual([]);
    expect(paths({}, both(['a'], []))).toEqual([]);
    expect(paths({}, [both(['a'], ['a'])[0]!, seen('store://nowhere/b', 'content', { prints: ['a'] })])).toEqual([]);
  });

  it('are none where the original is in nobody’s dataset', () => {
    expect(paths({ datasets: {} }, both(['a'], ['a']))).toEqual([]);
  });

  it('are at home in a container of the same dataset, or of one as high, or once published; never in a lower one', () => {
    const at = (dataset: Dataset, flows: Flow[] = []) =>
      originalsOf(
        view({ datasets: { ...estate.datasets, d: { ...dataset, lies: [copy] } }, flows }, both(['a'], ['a'])),
        copy,
      ).length;
    const publication = { decidedBy: 'role:director', fields: [], from: '2024-07-26' };
    const published = (from: string) =>
      [{ id: 'p', from: 'accreditation-file', publication: { ...publication, from } }] as Flow[];
    expect([at(bare({ class: 'D3' })), at(bare({ class: 'D4' })), at(bare({ class: 'D2' }))]).toEqual([0, 0, 1]);
    expect([
      at(bare({ class: 'D0' }), published('2024-07-26')),
      at(bare({ class: 'D0' }), published('2024-07-27')),
    ]).toEqual([0, 1]);
    const own = { ...estate.datasets['accreditation-file']!, lies: [original, copy] };
    expect(paths({ datasets: { 'accreditation-file': own } }, both(['a'], ['a']))).toEqual([]);
  });

  it('are no movement inside the private side', () => {
    const second = 'store://rgw-paris/second';
    expect(
      paths({}, [seen(original, 'content', { prints: ['a'] }), seen(second, 'content', { prints: ['a'] })]),
    ).toEqual([]);
  });
});

describe('the chain of an entity', () => {
  it('is nothing where neither the estate nor the facts know the name', () => {
    expect(chainOf(view(), 'nobody')).toBeUndefined();
    expect(hostingFact(view(), 'nobody')).toEqual({ state: 'absent' });
    expect(entityAsOperator(view(), 'nobody', 'committee')).toEqual({ state: 'unknown' });
  });

  it('has known owners only where each level states its holders', () => {
    const chain = (entities: object) => chainOf(view({ entities: entities as never }), 'a')!;
    const held = { country: 'FR', holders: [] };
    expect(chain({ a: held }).ownership).toBe('known');
    expect(chain({ a: { country: 'FR' } }).ownership).toBe('unknown');
    expect(chain({ a: { ...held, parent: 'b' }, b: { country: 'CN' } }).ownership).toBe('unknown');
    // A parent that is named and nowhere described is not the top of anything.
    expect(chain({ a: { ...held, parent: 'b' } }).ownership).toBe('unknown');
    const holder = { country: 'US', share: 9, board: 'majority' };
    expect(chain({ a: { country: 'FR', holders: [holder] } }).shares).toEqual([
      { of: 'a', country: 'US', share: 9, veto: false, majority: true },
    ]);
  });

  it('counts establishments abroad and support from abroad, each once', () => {
    const entities = { a: { country: 'FR', foreignNexus: ['US', 'HK'], supportCountries: ['HK'] } } as never;
    const links = chainOf(view({ entities }), 'a')!.links.filter(({ link }) => link === 'nexus');
    expect(links.map(({ country }) => country)).toEqual(['US', 'HK']);
  });

  it('of a real provider is as well known as the weakest statement it rests on, and its owners are not', () => {
    const aws = chainOf(view(), 'aws')!;
    expect(aws.ownership).toBe('unknown');
    expect(['recalled', 'secondary', 'official']).toContain(aws.confidence);
    expect(aws.links.some(({ link }) => link === 'parent')).toBe(true);
  });

  it('is one group with its parents and with whatever shares its top', () => {
    const entities = {
      a: { country: 'FR', parent: 't' },
      b: { country: 'DE', parent: 't' },
      t: { country: 'CN' },
      c: { country: 'FR' },
    } as never;
    const same = (one: string, other: string) => sameGroup(view({ entities }), one, other);
    expect([same('a', 't'), same('t', 'b'), same('a', 'b'), same('a', 'c'), same('x', 'x'), same('x', 'y')]).toEqual([
      true,
      true,
      true,
      false,
      true,
      false,
    ]);
  });

  it('of instructions ends where it meets itself', () => {
    const entities = {
      a: { country: 'FR', engagedBy: ['b'] },
      b: { country: 'FR', engagedBy: ['a'] },
      c: { country: 'FR', instructedBy: ['committee'] },
    } as never;
    const instructed = (id: string) => isInstructed(view({ entities }), id, 'committee');
    expect([instructed('a'), instructed('c'), instructed('gone'), instructed('committee')]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});

describe('planes and zones', () => {
  const zone = (changed: object): Zone => ({ ...estate.zones['public']!, ...changed });

  it('of which nothing is declared are asked about all the same', () => {
    const asked = planeQuestion(view(), 'public', zone({ planes: undefined }), 'keys');
    expect(asked).toMatchObject({
      plane: { state: 'absent' },
      operator: { state: 'absent' },
      transfer: { state: 'absent' },
    });
    expect(zoneQuestion(view(), 'public', zone({ planes: undefined, lawsAccepted: undefined })).zone).toMatchObject({
      lawsAccepted: [],
    });
  });

  it('run by a provider of the facts have no country of the estate', () => {
    const planes = { support: { entity: 'aws', from: ['US'], clearText: false } };
    const asked = planeQuestion(view(), 'public', zone({ planes }), 'support');
    expect(asked.plane).toEqual({ state: 'value', entity: 'aws', from: ['US'], clearText: false });
    expect(asked.operator).toMatchObject({ state: 'value', worksIn: ['US'] });
  });

  it('run by somebody nobody knows add no link, and leave the rest', () => {
    const planes = { support: { entity: 'nobody', from: ['US'], clearText: false } };
    const hosting = zoneQuestion(view(), 'public', zone({ planes })).hosting;
    expect(hosting?.chain).toEqual(chainOf(view(), 'cloud-eu')!.links);
    expect(zoneQuestion(view(), 'public', zone({ provider: 'nobody', planes })).hosting).toEqual({ state: 'absent' });
  });
});

describe('a flow', () => {
  const asked = (flow: object) => flowQuestion(view(), { id: 'f', from: 'accreditation-file', ...flow });

  it('leaves for the public where it publishes, and for nowhere known where it says nothing', () => {
    const publication = { decidedBy: 'role:director', fields: ['name'], from: '2024-07-26' };
    expect(asked({ publication }).flow).toMatchObject({
      state: 'value',
      toSide: 'public',
      published: true,
      publishedFrom: '2024-07-26',
    });
    expect(asked({}).flow).toMatchObject({ state: 'unknown', published: false });
    expect(asked({}).flow).not.toHaveProperty('toSide');
  });

  it('from or to a dataset that is not there, or has no home, has no sides', () => {
    for (const flow of [{ to: 'gone' }, { from: 'gone', to: 'results' }]) {
      expect(asked(flow).flow).toMatchObject({ state: 'unknown' });
      expect(asked(flow).flow).not.toHaveProperty('fromSide');
    }
    expect(asked({ from: 'gone', to: 'results' }).class.declared).toBe('none');
    const homeless = view({ datasets: { ...estate.datasets, results: bare() } });
    expect(flowQuestion(homeless, { id: 'f', from: 'accreditation-file', to: 'results' }).flow).toMatchObject({
      state: 'unknown',
    });
  });

  it('tells its transform only where it has one', () => {
    expect(asked({ to: 'results' }).flow).not.toHaveProperty('transform');
    expect(asked({ to: 'results', transform: 'pseudonymised' }).flow).toMatchObject({
      transform: 'pseudonymised',
      toSide: 'public',
    });
  });
});

describe('a waiver', () => {
  const waiver = estate.waivers[0]!;
  it('has neither approval nor opinion until papers were seen', () => {
    expect(waiverQuestion(view(), waiver, 'D2').waiver).toMatchObject({
      approval: 'missing',
      opinion: 'none',
      known: false,
      exact: true,
      maxDays: 366,
    });
    const waivers = new Map([[waiver.id, { approval: 'valid', opinion: 'reserved' } as const]]);
    const controls = new Set([waiver.control]);
    expect(waiverQuestion(view({}, [], { waivers, controls }), waiver, 'D4').waiver).toMatchObject({
      approval: 'valid',
      opinion: 'reserved',
      known: true,
      maxDays: 92,
    });
  });

  it.each(['store://oss-public/*', 'store://oss-public/a?'])('for %s is for no one subject', (subject) => {
    expect(waiverQuestion(view(), { ...waiver, subject }, 'D2').waiver).toMatchObject({ exact: false });
  });
});

describe('an access', () => {
  const known = { declared: 'D3', detected: 'absent', effective: 'D3', because: [] };
  const reach = {
    container: 'store://oss-public/unclaimed',
    kind: 'bucket',
    grants: [],
    observation: undefined,
    known,
  };
  const nobody = { state: 'absent' };

  it('by an identity nobody is behind has an operator that nobody knows', () => {
    const asked = accessQuestion(view(), reach, { who: 'identity', id: 'identity-1' }, nobody);
    expect(asked.operator).toEqual({ state: 'unknown' });
    expect(asked.subject.id).toContain(encodeURIComponent('identity://identity-1'));
    expect(accessQuestion(view(), reach, { who: 'operator', id: 'op-gone' }, nobody).operator).toEqual({
      state: 'unknown',
    });
  });

  it('by an operator without clearance or end says neither', () => {
    const [operator] = estate.operators;
    const { clearance: _c, until: _u, ...plain } = operator!;
    const asked = accessQuestion(view({ operators: [plain] }), reach, { who: 'operator', id: plain.id }, nobody);
    expect(asked.operator).toMatchObject({ id: plain.id, worksIn: [plain.worksIn] });
    expect(Object.keys(asked.operator!)).not.toEqual(expect.arrayContaining(['clearance']));
    expect(asked.operator).not.toHaveProperty('until');
  });

  it('opens clear text with a right to read, and with none of the others, unless the source says so', () => {
    const grant = (rights: readonly string[], clearText?: boolean) =>
      [
        { who: 'operator', id: 'op-0001', rights, via: 'policy', ...(clearText === undefined ? {} : { clearText }) },
      ] as never;
    const opens = (grants: never) =>
      accessQuestion(view(), { ...reach, grants }, { who: 'operator', id: 'op-0001' }, nobody).clearText?.value;
    expect([opens(grant(['read'])), opens(grant(['exec'])), opens(grant(['admin'])), opens(grant(['list']))]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect([opens(grant(['read'], false)), opens(grant(['list'], true))]).toEqual([false, true]);
  });
});
