import { describe, expect, it } from 'vitest';
import { run } from '../cli/support.ts';
import { estateFolder, now } from './estate.ts';

const folder = estateFolder();
const check = (operator: string, subject: string, ...more: readonly string[]) =>
  run(['access', 'check', '--estate', folder, '--operator', operator, '--subject', subject, ...more], { now });

describe('access check', () => {
  it('allows with each rule that was asked', async () => {
    const { code, out } = await check('op-eu', 'store://rgw-paris/badges', '--from', 'FR');
    expect(code).toBe(0);
    expect(out).toMatch(/^Allowed: operator op-eu may open store:\/\/rgw-paris\/badges \(class D3\)\./);
    for (const rule of ['non-eu-operators-stay-out', 'contract-end-ends-access', 'readers-need-to-know'])
      expect(out).toContain(rule);
  });

  it('refuses with the reason, what to do and whom to ask, in both languages', async () => {
    const [en, fr] = [
      await check('op-hk', 'store://rgw-paris/badges', '--from', 'HK'),
      await check('op-hk', 'store://rgw-paris/badges', '--from', 'HK', '--lang', 'fr'),
    ];
    expect([en.code, fr.code]).toEqual([1, 1]);
    expect(en.out).toMatch(/^Refused: .*support-hk.*→ Withdraw the access.*turn to role:badge-lead, role:dpo/s);
    expect(fr.out).toMatch(/^Refusé.*support-hk.*→ Retirez l’accès.*adressez-vous à role:badge-lead, role:dpo/s);
    for (const { out } of [en, fr]) expect(out).not.toMatch(/\[(?:access|verdict|reason|guard)[.\w-]*\]/);
  });

  it('does not know where the session comes from unless it is told, and then asks the estate, as the guard does', async () => {
    const strict = await check('op-eu', 'cluster://k8s-paris/contacts/PersistentVolumeClaim/cards');
    expect([strict.code, strict.out]).toEqual([3, expect.stringContaining('`sessionUnknown`')]);
    expect((await check('op-eu', 'store://rgw-paris/contacts')).code).toBe(0);
  });

  it('takes reading for clear text until somebody rules that out', async () => {
    const words = ['op-hk', 'store://rgw-paris/badges', '--from', 'HK', '--json'] as const;
    const clear = async (...more: readonly string[]) =>
      (JSON.parse((await check(...words, ...more)).out) as { clearText: boolean }).clearText;
    expect([await clear(), await clear('--no-clear-text'), await clear('--right', 'write')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(await clear('--right', 'write', '--clear-text')).toBe(true);
  });

  it.each([
    ['an operator nobody knows', 'op-none', 'store://rgw-paris/badges', []],
    ['a place nobody knows', 'op-eu', 'store://nowhere/badges', []],
    ['a dataset, which lies in several places', 'op-eu', 'dataset://badges', []],
    ['no subject', 'op-eu', 'badges', []],
    ['another spelling of a subject', 'op-eu', 'store://rgw-paris/b%61dges', []],
    ['a country that is none', 'op-eu', 'store://rgw-paris/badges', ['--from', 'France']],
    ['a right that is none', 'op-eu', 'store://rgw-paris/badges', ['--right', 'peek']],
  ])('refuses the call for %s', async (_what, operator, subject, more) => {
    expect((await check(operator, subject, ...more)).code).toBe(2);
  });
});
