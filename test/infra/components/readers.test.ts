import { describe, expect, it } from 'vitest';
import type { Dataset, Estate, Identity, Operator } from '../../../estate/index.ts';
import { readersOf } from '../../../infra/index.ts';

const operator = (id: string, more: Partial<Operator> = {}): Operator => ({
  id,
  employer: 'committee',
  authority: 'committee',
  worksIn: 'FR',
  role: 'doctor',
  clearance: 'vetted',
  ...more,
});
const identity = (id: string, more: Partial<Identity> = {}): Identity => ({
  operator: id,
  place: 'cluster',
  kind: 'kubernetes-user',
  name: `user-of-${id}`,
  ...more,
});
const dataset = (roles: string[], clearance?: string): Dataset => ({
  class: 'D4',
  readers: { roles, ...(clearance === undefined ? {} : { clearance }) },
});
const estate = (operators: Operator[], identities: Identity[]): Estate =>
  ({ operators, identities }) as unknown as Estate;
const day = '2026-06-01' as never;
const read = (operators: Operator[], identities: Identity[], datasets = [dataset(['doctor'], 'vetted')]) =>
  readersOf(estate(operators, identities), 'cluster', datasets, day);

describe('who may look into a namespace', () => {
  it('is whom every dataset in it names', () => {
    const two = [operator('a'), operator('b', { role: 'nurse' })];
    const both = [identity('b'), identity('a')];
    expect(read(two, both, [dataset(['doctor', 'nurse'])])).toEqual(['user-of-a', 'user-of-b']);
    expect(read(two, both, [dataset(['doctor', 'nurse']), dataset(['doctor'])])).toEqual(['user-of-a']);
    expect(read(two, both, [dataset(['doctor']), { class: 'D4' }])).toEqual([]);
  });

  it.each([
    ['another clearance', operator('a', { clearance: 'none' }), identity('a')],
    ['a contract that has ended', operator('a', { until: '2026-05-31' }), identity('a')],
    ['an account that has ended', operator('a'), identity('a', { until: '2026-05-31' })],
    ['an account that has not begun', operator('a'), identity('a', { from: '2026-06-02' })],
    ['an account of another place', operator('a'), identity('a', { place: 'elsewhere' })],
    ['a group', operator('a'), identity('a', { kind: 'kubernetes-group' })],
    ['an account of nobody', operator('b'), identity('a')],
  ])('is not %s', (_why, one, account) => {
    expect(read([operator('a')], [identity('a')])).toEqual(['user-of-a']);
    expect(read([one], [account])).toEqual([]);
  });
});
