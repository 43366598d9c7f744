import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataClasses, diskFiles, readEstateFrom, type Estate } from '../../../estate/index.ts';
import { looseningsOf } from '../../../policies/index.ts';

const { estate } = readEstateFrom('stacks/sample/estate', diskFiles);
const base = estate!;
type Draft = Record<string, any>; // eslint-disable-line typescript/no-explicit-any

function changed(edit: (draft: Draft) => void): Estate {
  const draft = structuredClone(base) as Draft;
  edit(draft);
  return draft as Estate;
}

const loosened = (edit: (draft: Draft) => void) =>
  looseningsOf(base, changed(edit)).map(({ code, subject, field }) => `${code} ${subject} ${field}`.trim());

const file = 'dataset://accreditation-file';
const container = 'store://rgw-paris/accreditation';

describe('what only the owner may change', () => {
  it.each<[string, string[], (draft: Draft) => void]>([
    ['a lower class', [`field ${file} class`], (d) => (d['datasets']['accreditation-file'].class = 'D1')],
    [
      'a wider choice of zones',
      [`field ${file} mayLieIn`],
      (d) => d['datasets']['accreditation-file'].mayLieIn.push('public'),
    ],
    ['another key holder', [`field ${file} key`], (d) => (d['datasets']['accreditation-file'].key.holder = 'cloud-eu')],
    ['another home', [`field ${file} home`], (d) => (d['datasets']['accreditation-file'].home = 'public')],
    [
      'one more role of readers',
      [`field ${file} readers`],
      (d) => d['datasets']['accreditation-file'].readers.roles.push('x'),
    ],
    [
      'readers no longer named',
      [`field ${file} readers`],
      (d) => delete d['datasets']['accreditation-file'].readers.roles,
    ],
    [
      'no clearance asked',
      [`field ${file} readers`],
      (d) => delete d['datasets']['accreditation-file'].readers.clearance,
    ],
    ['a later end', [`field ${file} end`], (d) => (d['datasets']['accreditation-file'].end.by = '2031-01-01')],
    ['no end', [`field ${file} end`], (d) => delete d['datasets']['accreditation-file'].end],
    [
      'a category that is no longer named',
      [`field ${file} categories`],
      (d) => d['datasets']['accreditation-file'].categories.pop(),
    ],
    [
      'a dataset that goes',
      [`removed ${file}`, `container-undeclared ${container} class`, 'field activity://accreditation datasets'],
      (d) => {
        delete d['datasets']['accreditation-file'];
        d['activities'].accreditation.datasets.shift();
      },
    ],
    [
      'a container handed to a milder dataset',
      [`container-lowered ${container} class`],
      (d) => {
        d['datasets']['accreditation-file'].lies = [];
        d['datasets']['accreditation-statistics'].lies.push(container);
      },
    ],
    ['an activity that goes', ['removed activity://accreditation'], (d) => delete d['activities'].accreditation],
    [
      'another basis',
      ['field activity://accreditation purposes'],
      (d) => (d['activities'].accreditation.purposes.accreditation.basis = '6.1.f'),
    ],
    [
      'another country of an entity',
      ['field entity://support-hk country'],
      (d) => (d['entities']['support-hk'].country = 'FR'),
    ],
    ['a parent no longer named', ['field entity://cloud-eu parent'], (d) => delete d['entities']['cloud-eu'].parent],
    [
      'a region said to lie elsewhere',
      ['field entity://cloud-eu regions'],
      (d) => (d['entities']['cloud-eu'].regions['ap-southeast-1'] = 'DE'),
    ],
    [
      'one more accepted law',
      ['field zone://private lawsAccepted'],
      (d) => (d['zones'].private.lawsAccepted = ['US_CLOUD_ACT']),
    ],
    [
      'another plane',
      ['field zone://private planes'],
      (d) => (d['zones'].private.planes.support.entity = 'support-hk'),
    ],
    [
      'one more place',
      ['field zone://private places'],
      (d) => (d['zones'].private.places.more = { s3: 'https://oss.example' }),
    ],
    [
      'what a snapshot holds',
      ['field dataset://accreditation-statistics snapshots'],
      (d) => (d['datasets']['accreditation-statistics'].snapshots = [{ zone: 'public', name: 'snap-1' }]),
    ],
    ['one more zone', ['added zone://annex'], (d) => (d['zones'].annex = d['zones'].private)],
    [
      'another employer',
      ['field operator://op-00009 employer'],
      (d) => (d['operators'].find((o: Draft) => o['id'] === 'op-00009').employer = 'committee'),
    ],
    [
      'another country of work',
      ['field operator://op-00009 worksIn'],
      (d) => (d['operators'].find((o: Draft) => o['id'] === 'op-00009').worksIn = 'FR'),
    ],
    [
      'a contract without end',
      ['field operator://op-00012 until'],
      (d) => delete d['operators'].find((o: Draft) => o['id'] === 'op-00012').until,
    ],
    [
      'an account said to be somebody else’s',
      ['added operator://op-00002 identities'],
      (d) => (d['identities'][8].operator = 'op-00002'),
    ],
    [
      'one more account',
      ['added operator://op-00002 identities'],
      (d) => d['identities'].push({ operator: 'op-00002', place: 'rgw-paris', kind: 's3-user', name: 'new' }),
    ],
    [
      'one more flow',
      ['added flow://new'],
      (d) => d['flows'].push({ id: 'new', from: 'accreditation-file', to: 'results' }),
    ],
    [
      'a flow that carries more',
      ['field flow://statistics-nightly transform'],
      (d) => (d['flows'][0].transform = 'none'),
    ],
    ['a transfer in clear', ['field transfer://support-remote clearText'], (d) => (d['transfers'][0].clearText = true)],
    ['a freeze that goes', ['removed freeze://2028-07-01%20all '], (d) => d['freezes'].pop()],
    ['another controller', ['field organisation://self entity'], (d) => (d['organisation'].entity = 'cloud-eu')],
  ])('%s', (_, expected, edit) => {
    expect(loosened(edit).sort()).toEqual(expected.map((each) => each.trim()).sort());
  });
});

describe('what anybody may change', () => {
  it.each<[string, (draft: Draft) => void]>([
    ['nothing', () => {}],
    ['a higher class', (d) => (d['datasets']['accreditation-statistics'].class = 'D4')],
    ['a narrower choice of zones', (d) => (d['datasets']['accreditation-file'].mayLieIn = [])],
    [
      'a new dataset, place of an activity and container',
      (d) => {
        d['datasets'].fresh = { class: 'D2', lies: ['store://oss-public/fresh'] };
        d['activities'].accreditation.datasets.push('fresh');
      },
    ],
    ['fewer roles of readers', (d) => d['datasets']['accreditation-file'].readers.roles.pop()],
    ['an earlier end', (d) => (d['datasets']['accreditation-file'].end.by = '2027-01-01')],
    [
      'operators who come, go and are renewed',
      (d) => {
        d['operators'].find((o: Draft) => o['id'] === 'op-00002').until = '2031-01-01';
        d['operators'].push({ ...d['operators'][0], id: 'op-99999' });
        d['operators'] = d['operators'].filter((o: Draft) => o['id'] !== 'op-00100');
      },
    ],
    ['an account that goes', (d) => d['identities'].pop()],
    ['an account that ends earlier', (d) => (d['identities'][0].until = '2026-12-31')],
    [
      'a flow and a transfer that go',
      (d) => {
        d['flows'].pop();
        d['transfers'].pop();
      },
    ],
    ['one more freeze', (d) => d['freezes'].push({ from: '2029-01-01', to: '2029-02-01', scope: 'all' })],
    [
      'names',
      (d) => {
        d['organisation'].name = 'Other';
        d['entities'].committee.name = 'Other';
      },
    ],
  ])('%s', (_, edit) => {
    expect(loosened(edit)).toEqual([]);
  });
});

it('holds a class change for looser exactly when it falls', () => {
  const rank = fc.constantFrom(...dataClasses);
  fc.assert(
    fc.property(rank, rank, (from, to) => {
      const at = (name: string) => changed((d) => (d['datasets']['accreditation-file'].class = name));
      const fields = looseningsOf(at(from), at(to)).map(({ field }) => field);
      expect(fields).toEqual(to < from ? ['class'] : []);
    }),
    { numRuns: 12 },
  );
});

it('holds a field it does not know for looser: what the language learns tomorrow is no way around the owner', () => {
  expect(loosened((d) => (d['datasets']['accreditation-file'].fromTomorrow = true))).toEqual([
    `field ${file} fromTomorrow`,
  ]);
  expect(loosened((d) => (d['zones'].private.fromTomorrow = true))).toEqual(['field zone://private fromTomorrow']);
});
