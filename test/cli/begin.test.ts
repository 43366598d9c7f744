import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { beginCommands } from '../../cli/commands/beginList.ts';
import { newestFact } from '../../cli/doctor/machine.ts';
import { keysIn, quiet, quietEstate, run, storeOf } from './support.ts';

const bin = join(import.meta.dirname, '../../bin/cloison.js');

/** A folder that holds what the examples of help name. */
async function workplace(): Promise<string> {
  const where = dirname(quietEstate(['until: 2027-12-31', 'until: 2099-12-31']));
  const { paths, trust } = await keysIn(where);
  copyFileSync(join(import.meta.dirname, 'gate/fixtures/terraform-real/plan.json'), join(where, 'plan.json'));
  const estate = join(where, 'estate.yaml');
  const sources = [storeOf({ 'staffing-figures': quiet })];
  const words = ['audit', '--estate', estate, '--trust', trust, '--key', paths['tool']!];
  expect((await run([...words, '--seal', join(where, 'yesterday')], { sources })).code).toBe(0);
  cpSync(join(where, 'yesterday'), join(where, 'today'), { recursive: true });
  return where;
}

it('each example that help ends with runs as it stands, as a process of its own', { timeout: 60_000 }, async () => {
  const cwd = await workplace();
  const ran = beginCommands.map(({ name, example }) => {
    const env = { ...process.env, LANG: 'C', LC_ALL: 'C', CLOISON_KEY: '' };
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...example.split(' ')], {
      cwd,
      env,
      encoding: 'utf8',
    });
    return [name, status, stdout.split('\n')[0], stderr];
  });
  // Where this clock stands before the facts were read, saying so is right.
  const clock = new Date().toISOString() >= newestFact() ? 0 : 3;
  expect(ran).toEqual([
    ['init', 0, 'estate/estate.yaml is a first estate with one zone and one dataset.', ''],
    ['doctor', clock, expect.stringMatching(/^(?:Nothing that was looked at|One thing) is wrong/), ''],
    ['diff', 0, 'Nothing new.', ''],
  ]);
  expect(existsSync(join(cwd, 'estate/estate.yaml'))).toBe(true);
});
