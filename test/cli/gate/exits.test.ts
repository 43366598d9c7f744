import { appendFileSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exampleArchive } from '../../policies/bundle/support.ts';
import { folder, keysIn, run } from '../support.ts';
import { bad, estateAt, gate, good, later, planAt, preview } from './world.ts';

const keys = await keysIn(folder());
const estate = estateAt();

async function signedBundle(): Promise<string> {
  const path = join(folder(), 'own.tar.gz');
  copyFileSync(exampleArchive, path);
  expect((await run(['policies', 'sign', path, '--key', keys.paths['owner']!])).code).toBe(0);
  return path;
}

const plan = planAt(preview([good]));
const policies = await signedBundle();
const altered = await signedBundle();
appendFileSync(altered, 'x');
const { trust: strangers } = await keysIn(folder());

it.each<[number, string, readonly string[]]>([
  [0, 'what passes', [plan]],
  [1, 'what is refused', [planAt(preview([bad]))]],
  [2, 'what is no plan', [planAt('{')]],
  [3, 'what is not known', [planAt(preview([later]))]],
  [4, 'controls of another digest than was signed', [plan, '--policies', altered, '--trust', keys.trust]],
  [5, 'controls signed by a key that nobody trusts', [plan, '--policies', policies, '--trust', strangers]],
])('the gate ends with %i for %s', async (code, _, words) => {
  const ran = await gate([...words, '--estate', estate]);
  expect([ran.code, ran.out + ran.err]).toEqual([code, expect.stringMatching(/./)]);
});

it('5 is said in a file too, and decides nothing of the plan', async () => {
  const words = ['--estate', estate, '--policies', policies, '--trust', strangers];
  const { out, code } = await gate([plan, ...words, '--format', 'sarif']);
  const { runs } = JSON.parse(out) as { runs: { invocations: object[]; results: object[] }[] };
  expect(runs).toMatchObject([{ invocations: [{ executionSuccessful: false, exitCode: 5 }], results: [] }]);
  expect(code).toBe(5);
});

it('and watching only leaves 2, 4 and 5 as they are', async () => {
  const of = async (...words: readonly string[]) => (await gate([...words, '--estate', estate, '--observe'])).code;
  expect(await of(planAt('{'))).toBe(2);
  expect(await of(plan, '--policies', altered, '--trust', keys.trust)).toBe(4);
  expect(await of(plan, '--policies', policies, '--trust', strangers)).toBe(5);
});
