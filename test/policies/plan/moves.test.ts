import { describe, expect, it } from 'vitest';
import type { PlannedMove } from '../../../estate/index.ts';
import { estateWith, findings, home, judged, subject, type Planned } from './planning.ts';

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
