import { describe, expect, it } from 'vitest';
import type { Trust, TrustedKey } from '../../../estate/index.ts';
import { trustLoosenings } from '../../../policies/index.ts';

const key: TrustedKey = {
  id: 'owner-1',
  role: 'owner',
  publicKey: `${'A'.repeat(59)}=`,
  from: '2026-01-01',
  until: '2026-12-31',
  state: 'retired',
};
const of = (...keys: TrustedKey[]): Trust => ({ version: 'cloison/trust/v1', keys });
const told = (head: Trust, base = of(key)) =>
  trustLoosenings(base, head).map(({ code, subject, field }) => `${code} ${subject} ${field}`.trim());
const { until: _, ...endless } = key;

describe('a changed trust document', () => {
  it.each<[string, string[], TrustedKey[]]>([
    ['one more key', ['added key://owner-2'], [key, { ...key, id: 'owner-2', publicKey: `${'B'.repeat(59)}=` }]],
    ['another role', ['field key://owner-1 role'], [{ ...key, role: 'tool' }]],
    ['another secret', ['field key://owner-1 publicKey'], [{ ...key, publicKey: `${'B'.repeat(59)}=` }]],
    ['an earlier start', ['field key://owner-1 from'], [{ ...key, from: '2025-01-01' }]],
    ['a later end', ['field key://owner-1 until'], [{ ...key, until: '2027-01-01' }]],
    ['no end', ['field key://owner-1 until'], [endless]],
    ['back in use', ['field key://owner-1 state'], [{ ...key, state: 'active' }]],
    ['nothing', [], [key]],
    ['a key that goes', [], []],
    ['a later start', [], [{ ...key, from: '2026-02-01' }]],
    ['an earlier end', [], [{ ...key, until: '2026-02-01' }]],
    ['compromised', [], [{ ...key, state: 'compromised', compromisedAt: '2026-02-01T00:00:00.000Z' }]],
  ])('%s', (_name, expected, keys) => {
    expect(told(of(...keys))).toEqual(expected);
  });

  it('is looser where a compromise is moved later, and tighter where an end is set', () => {
    const lost = { ...key, state: 'compromised' as const, compromisedAt: '2026-02-01T00:00:00.000Z' };
    const later = { ...lost, compromisedAt: '2026-03-01T00:00:00.000Z' };
    expect(told(of(later), of(lost))).toEqual(['field key://owner-1 compromisedAt']);
    expect(told(of(lost), of(later))).toEqual([]);
    expect(told(of(key), of(endless))).toEqual([]);
  });
});
