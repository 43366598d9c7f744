import { describe, expect, it } from 'vitest';
import type { PlannedMove } from '../../../estate/index.ts';
import { estate, estateWith, findings, home, judged, subject, type Planned } from './planning.ts';

const flow = 'flow/nothing-leaves-the-private-side-undeclared';
describe('what a plan moves or copies elsewhere', () => {
  const to = (end: PlannedMove['to'], from: PlannedMove['from'] = { place: 'rgw-paris' }): PlannedMove[] => [
    { subject: subject(home), from, to: end },
  ];
  const oss = { provider: 'cloud-eu', region: 'eu-central-1' };
  const told = (moves: readonly PlannedMove[], planned: Planned = home, changed = {}) =>
    findings([planned], { moves }, changed).filter((line) => line.startsWith(flow));

  it('is a path out of the private side, whichever way the ends are told', () => {
    for (const from of [
      { place: 'rgw-paris' },
      { provider: 'integrator-fr', region: 'eu-private' },
      { provider: 'integrator-fr' },
    ])
      for (const end of [
        oss,
        { place: 'oss-public' },
        { provider: 'aws', region: 'eu-west-3' },
        { provider: 'cloud-eu' },
      ])
        expect(told(to(end, from))).toEqual([`${flow} deny not-declared`]);
  });

  it('names both ends, and its verdict is also that of the container', () => {
    const moved = judged([home], { moves: to(oss) });
    expect(moved.findings.find(({ control }) => control === flow)).toMatchObject({
      subject: 'path://plan%3A%2F%2Fsite%2Fphotos/zone%3A%2F%2Fpublic',
      dataset: 'accreditation-file',
      reasons: [{ code: 'not-declared', values: { from: 'accreditation-file', to: 'public' } }],
    });
    expect(moved.verdicts.get(subject(home))).toBe('deny');
  });

  it('is none where it stays on the private side, starts on another, or goes where the dataset may lie', () => {
    expect(told(to({ place: 'k8s-paris' }))).toEqual([]);
    expect(told(to({ provider: 'aws' }, { place: 'oss-public' }))).toEqual([]);
    expect(told(to(oss), { ...home, at: { ...home.at, claims: 'staffing-figures' } })).toEqual([]);
    expect(told(to(oss), { ...home, at: { ...home.at, claims: 'results' } })).toEqual([]);
  });

  it('carries what it held before, whatever the change or the estate calls it where it will lie', () => {
    const carried = { ...home.at, claimedBefore: 'accreditation-file' };
    expect(told(to(oss), { ...home, at: { ...carried, claims: 'results' } })).toEqual([`${flow} deny not-declared`]);
    // Declared at its new place as what is published: the file was never that.
    const declared: Planned = { ...home, subject: 'store://oss-public/results', at: carried };
    const move = [{ subject: subject(declared), from: { place: 'rgw-paris' }, to: oss }];
    expect(told(move, declared)).toEqual([`${flow} deny not-declared`]);
    expect(told(move, { ...declared, at: home.at! })).toEqual([]);
  });

  it('is undecided where nobody knows where it comes from or goes to', () => {
    expect(told(to({}))).toEqual([`${flow} unknown fact-not-known`]);
    expect(told(to(oss, {}))).toEqual([`${flow} unknown fact-not-known`]);
    expect(told(to({ place: 'k8s-paris' }, {}))).toEqual([]);
  });

  it('is asked once, however often it is told', () => {
    expect(told([...to(oss), ...to({ place: 'oss-public' })])).toHaveLength(1);
  });

  it('may leave where a decision to publish is in force', () => {
    const flows = [
      {
        id: 'p',
        from: 'accreditation-file',
        publication: { decidedBy: 'role:director', fields: ['name'], from: '2024-07-26' },
      },
    ];
    expect(told(to(oss), home, { estate: estateWith({ flows }) })).toEqual([]);
  });
});

describe('what is made of something that lies elsewhere', () => {
  const oss = { provider: 'cloud-eu', region: 'eu-central-1' };
  const figuresAt: Planned = {
    address: 'restored',
    at: { provider: 'cloud-eu', zone: 'public', claims: 'staffing-figures', madeOf: ['accreditation-file'] },
    region: 'eu-central-1',
  };
  const copy = (from: PlannedMove['from'], holds: readonly string[], to: PlannedMove['to'] = oss): PlannedMove => ({
    subject: subject(figuresAt),
    from,
    to,
    holds,
  });
  const asked = (moves: readonly PlannedMove[], planned = figuresAt, changed = {}) =>
    findings([planned], { moves }, changed).filter((line) => line.startsWith(flow));

  it('is asked for what its source holds, whatever it is called itself', () => {
    for (const from of [{ place: 'rgw-paris' }, { provider: 'integrator-fr', zone: 'private' }])
      expect(asked([copy(from, ['accreditation-file'])])).toEqual([`${flow} deny not-declared`]);
    const { findings: all } = judged([figuresAt], { moves: [copy({ place: 'rgw-paris' }, ['accreditation-file'])] });
    expect(all.find(({ control }) => control === flow)).toMatchObject({
      subject: 'path://dataset%3A%2F%2Faccreditation-file/plan%3A%2F%2Fsite%2Frestored',
      reasons: [{ values: { from: 'accreditation-file', to: 'public' } }],
    });
  });

  it('is nothing to ask where all that it holds may lie, or where it comes from no private side', () => {
    expect(asked([copy({ place: 'rgw-paris' }, ['staffing-figures'])])).toEqual([]);
    expect(asked([copy({ place: 'oss-public' }, ['accreditation-file'])])).toEqual([]);
    expect(asked([copy({ place: 'rgw-paris' }, ['accreditation-file'], { place: 'k8s-paris' })])).toEqual([]);
    // Within the private side nobody need know from where.
    expect(asked([copy({}, ['accreditation-file'], { place: 'k8s-paris' })])).toEqual([]);
  });

  it('is undecided where nobody knows where it comes from', () => {
    expect(asked([copy({}, ['accreditation-file'])])).toEqual([`${flow} unknown fact-not-known`]);
    expect(asked([copy({}, ['staffing-figures'])])).toEqual([]);
  });

  it('hides no source behind another, in whatever order', () => {
    const held = [
      copy({ place: 'oss-public' }, ['accreditation-file']),
      copy({ place: 'rgw-paris' }, ['accreditation-file']),
    ];
    expect(asked(held)).toEqual([`${flow} deny not-declared`]);
    expect(asked(held.toReversed())).toEqual([`${flow} deny not-declared`]);
    const datasets = { ...estate.datasets, other: { ...estate.datasets['accreditation-file']!, lies: [] } };
    const both = copy({ place: 'rgw-paris' }, ['accreditation-file', 'other']);
    expect(asked([both], figuresAt, { estate: estateWith({ datasets }) })).toHaveLength(2);
  });

  const copies = 'residency/copies-follow-the-class';
  const made = (madeOf: readonly string[], at: Planned['at'] = figuresAt.at) =>
    findings([{ ...figuresAt, at: { ...at, madeOf } }]).filter((line) => line.startsWith(copies));

  it('lies where every dataset of its source may lie, public or private', () => {
    expect(made(['accreditation-file'])).toEqual([`${copies} deny made-of-what-lies-elsewhere`]);
    expect(made(['staffing-figures', 'results'])).toEqual([]);
    // It is judged for that itself.
    expect(made(['accreditation-file'], { ...figuresAt.at!, claims: 'accreditation-file' })).toEqual([]);
    expect(
      made(['accreditation-file'], { provider: 'integrator-fr', zone: 'private', claims: 'staffing-figures' }),
    ).toEqual([]);
    expect(made(['accreditation-file'], { claims: 'staffing-figures' })).toEqual([
      `${copies} unknown made-of-what-may-not-lie-here`,
    ]);
  });
});
