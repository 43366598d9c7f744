import { describe, expect, it } from 'vitest';
import { reachDiff, type CountedRow, type ReachChange } from '../../../cli/reach/diff.ts';
import { relocated } from '../../../cli/reach/relocated.ts';
import { reachWords } from '../../../cli/reach/words.ts';
import { tellReach } from '../../../cli/reach/tell.ts';
import type { Ground } from '../../../cli/verbs/ground.ts';
import { cliWords } from '../../../cli/words.ts';
import { policyWords } from '../../../policies/index.ts';
import { estateWords, speaker, type Dataset, type Estate } from '../../../estate/index.ts';
import { groundOf } from '../verbs/sample.ts';

const accreditation = 'store://rgw-paris/accreditation';
const abroad = 'store://oss-public/accreditation';
const base = groundOf(undefined);
const { estate } = base;

const over = (changed: Estate): Ground => groundOf(undefined, changed);

function withDataset(id: string, changed: Partial<Dataset>): Estate {
  return { ...estate, datasets: { ...estate.datasets, [id]: { ...estate.datasets[id]!, ...changed } } };
}

const moved = over(relocated(estate, [{ dataset: 'accreditation-file', from: accreditation, to: abroad }]));
const only = (changes: readonly ReachChange[]): ReachChange => {
  expect(changes.map(({ dataset }) => dataset)).toEqual(['accreditation-file']);
  return changes[0]!;
};
const say = (language: 'en' | 'fr') => speaker(language, reachWords, cliWords, policyWords, estateWords);

describe('a protected dataset moved to the public provider', () => {
  const change = only(reachDiff(base, moved));

  it('gains the operators and planes of the other side, and loses those of its own', () => {
    const night = change.gained.filter(({ entity, ways }) => entity === 'support-hk' && ways.includes('account'));
    expect(night).toMatchObject([{ country: 'HK', clearText: true, operators: 2, ids: ['op-00010', 'op-00011'] }]);
    expect(change.gained.map(({ entity }) => entity)).toContain('cloud-eu');
    expect(change.lies).toEqual({ gained: [abroad], lost: [accreditation] });
  });

  it('is told first in clear, with how many of whom', () => {
    const told = tellReach(say('en'), [change]).rows[0]!;
    const transfer = told.gained.find(({ route }) => route?.startsWith('transfer to another entity'))!;
    expect(transfer.rows).toContain('gives 2 operators of support-hk (HK) access in clear to accreditation-file');
    expect(new Set(told.gained.map(({ route }) => route)).size).toBe(told.gained.length);
    const french = tellReach(say('fr'), [change]).rows[0]!;
    expect(french.gained.flatMap(({ rows }) => rows)).toContain(
      'donne à 2 opérateurs chez support-hk (HK) un accès en clair à accreditation-file',
    );
    expect(JSON.stringify([told, french])).not.toMatch(/op-0\d+|\[[a-z]+[./]/);
  });

  it('is the mirror of the move back', () => {
    const back = only(reachDiff(moved, base));
    expect(back.gained).toEqual(change.lost);
    expect(back.lost).toEqual(change.gained);
  });
});

describe('what else a change of the estate does', () => {
  it('says nothing where nothing changed', () => {
    expect(reachDiff(base, over({ ...estate }))).toEqual([]);
    expect(tellReach(say('en'), []).head).toBe(
      'By the places that the estate names, and who runs them, nobody gains or loses reach; among these no dataset changes place, and none changes class or key holder.',
    );
  });

  it('sees a lower class, another key holder and a wider promise', () => {
    const change = only(
      reachDiff(
        base,
        over(
          withDataset('accreditation-file', {
            class: 'D1',
            mayLieIn: ['private', 'public'],
            key: { holder: 'cloud-eu' },
          }),
        ),
      ),
    );
    expect(change).toMatchObject({
      class: { from: 'D3', to: 'D1' },
      key: { from: 'committee', to: 'cloud-eu' },
      mayLieIn: { gained: ['public'], lost: [] },
    });
    // A zone where it may lie is one whose operators could open it.
    expect(change.gained.some(({ ways }) => ways.includes('public/support'))).toBe(true);
  });

  it('sees an employer change under people who keep their accounts', () => {
    const operators = estate.operators.map((each) =>
      each.id === 'op-00002' ? { ...each, employer: 'support-hk', authority: 'support-hk', worksIn: 'HK' } : each,
    );
    const change = reachDiff(base, over({ ...estate, operators })).find(
      ({ dataset }) => dataset === 'accreditation-file',
    )!;
    expect(change.gained).toMatchObject([{ entity: 'support-hk', ids: ['op-00002'], operators: 1 }]);
    expect(change.lost).toMatchObject([{ entity: 'committee', ids: ['op-00002'], operators: 1 }]);
  });

  it('sees a dataset that is no longer declared, and one that is new', () => {
    const { 'accreditation-file': _, ...datasets } = estate.datasets;
    const gone = only(reachDiff(base, over({ ...estate, datasets })));
    expect(gone.class).toEqual({ from: 'D3', to: undefined });
    expect(gone.gained).toEqual([]);
    expect(gone.lost.length).toBeGreaterThan(0);
    expect(only(reachDiff(over({ ...estate, datasets }), base)).gained).toEqual(gone.lost);
  });
});

describe('one line', () => {
  const row = (changes: Partial<CountedRow>): CountedRow => ({
    entity: 'host-fr',
    country: 'FR',
    route: 'inside',
    clearText: true,
    ways: ['private/control', 'private/keys'],
    operators: 0,
    ...changes,
  });
  const tell = (gained: CountedRow[], lost: CountedRow[] = [], language: 'en' | 'fr' = 'en') => {
    const none = { gained: [], lost: [] };
    const change = { dataset: 'd', class: { from: 'D3', to: 'D3' }, lies: none, mayLieIn: none };
    return tellReach(say(language), [{ ...change, key: { from: 'a', to: 'a' }, gained, lost }]);
  };

  it('says that an entity has by another zone what it had, and alarms nobody', () => {
    const to = row({ ways: ['other/support'] });
    const { head, rows } = tell([to], [row({})]);
    expect(rows[0]).toMatchObject({ gained: [], lost: [], own: [] });
    expect(rows[0]!.changed).toEqual([
      'host-fr (FR) keeps access in clear to d, no longer by zone private (control plane, key plane) but by zone other (support plane)',
    ]);
    expect(head).toContain('nobody gains reach');
    expect(tell([to], [row({})], 'fr').rows[0]!.changed[0]).toMatch(/^host-fr \(FR\) garde un accès en clair à d, /);
  });

  it.each<[string, Partial<CountedRow>]>([
    ['of another route', { route: 'transfer' }],
    ['of another country', { country: 'HK' }],
    ['of another entity', { entity: 'other' }],
    ['in clear, where it was not', { clearText: true }],
  ])('says no such thing of an access %s', (_, changes) => {
    const to = row({ ...changes, ways: ['other/support'] });
    const { rows } = tell([to], [row({ clearText: changes.clearText !== true })]);
    expect([rows[0]!.gained.length, rows[0]!.lost.length, rows[0]!.changed]).toEqual([1, 1, []]);
  });

  it('holds all planes of an entity, and each zone once', () => {
    const { rows } = tell([row({}), row({ clearText: false, ways: ['private/backup', 'other/backup'] })]);
    expect(rows[0]!.gained.flatMap((each) => each.rows)).toEqual([
      'gives host-fr (FR) access to d by zone private: in clear (control plane, key plane), without clear text (backup plane); by zone other: without clear text (backup plane)',
    ]);
  });

  it('keeps the controller’s own people from among the others', () => {
    const own = row({ entity: 'committee', route: 'same-entity', ways: ['account'], operators: 2 });
    const { head, rows } = tell([own], [{ ...own, operators: 1 }]);
    expect(rows[0]).toMatchObject({ gained: [], lost: [] });
    expect(rows[0]!.own).toEqual([
      'gives 2 operators of committee (FR) access in clear to d',
      'takes from 1 operator of committee (FR) the access in clear to d',
    ]);
    expect(head).toContain('nobody gains reach; one dataset changes as follows');
    const travelling = row({ ...own, route: 'same-entity-abroad' });
    expect(tell([travelling]).rows[0]!.gained).toHaveLength(1);
  });
});
