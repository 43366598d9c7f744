import { describe, expect, it } from 'vitest';
import { run } from './support.ts';

const base = ['access', 'check', '--estate', 'stacks/sample/estate', '--subject', 'store://rgw-paris/accreditation'];
const now = '2026-11-22T10:00:00.000Z';
const ask = (...more: readonly string[]) => run([...base, ...more], { now });
const ours = ['--operator', 'op-00002'];

describe('access check', () => {
  it('prints the rules that did not apply too, and why', async () => {
    const { code, out } = await ask(...ours, '--from', 'FR');
    const { out: json } = await ask(...ours, '--from', 'FR', '--json');
    expect(code).toBe(0);
    const { decisions } = JSON.parse(json) as { decisions: { control: string; sentence: string; verdict: string }[] };
    expect(decisions.some(({ verdict }) => verdict === 'not-applicable')).toBe(true);
    for (const { control, sentence } of decisions) {
      expect(out).toContain(control);
      expect(out).toContain(sentence);
    }
  });

  it.each(['write', 'delete'])('does not let a %s from abroad pass in silence', async (right) => {
    const { code, out } = await ask(...ours, '--from', 'HK', '--right', right);
    expect(code).toBe(0);
    expect(out).toContain(
      `Allowed although it comes from outside the EEA (Hong Kong (HK)): a ${right === 'write' ? 'write' : 'deletion'}`,
    );
    const { out: json } = await ask(...ours, '--from', 'HK', '--right', right, '--json');
    expect(JSON.parse(json)).toMatchObject({ verdict: 'allow', allowedFromAbroad: ['HK'] });
  });

  it('says nothing of the kind of a write from inside, nor of what is refused', async () => {
    expect((await ask(...ours, '--from', 'FR', '--right', 'write')).out).not.toContain('outside the EEA (');
    const { code, out } = await ask('--operator', 'op-00009', '--from', 'HK', '--right', 'write');
    expect([code, /Allowed although/.test(out)]).toEqual([1, false]);
  });

  it('names what was asked for', async () => {
    const { out } = await ask(...ours, '--from', 'FR', '--right', 'delete');
    expect(out.split('\n')[0]).toBe(
      'Allowed: operator op-00002 may delete from store://rgw-paris/accreditation (class D3).',
    );
  });
});
