/** What is wrong with a document is told with the file that was named; what is left to fill in is not signed. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, keysIn, quietEstate, run } from './support.ts';
import { good, planAt, preview } from './gate/world.ts';

const torn = join(folder(), 'torn.json');
writeFileSync(torn, '{"version":');

describe('a JSON text that breaks off is told with its file', () => {
  const estate = quietEstate();
  const plan = planAt(preview([good]));
  it.each([
    ['a baseline', ['gate', plan, '--estate', estate, '--baseline', torn]],
    ['an earlier report', ['diff', torn, torn]],
  ])('%s', async (_, words) => {
    const { code, err } = await run(words);
    expect([code, err]).toEqual([2, expect.stringMatching(/A JSON text was refused .*torn\.json/)]);
  });

  it('a revision', async () => {
    const { trust } = await keysIn(folder());
    const { code, err } = await run(['gate', plan, '--estate', estate, '--revision', torn, '--trust', trust]);
    expect([code, err]).toEqual([2, expect.stringContaining('torn.json” is no signed revision')]);
  });

  it('the revision that a new one replaces', async () => {
    const { paths } = await keysIn(folder());
    const words = [
      'estate',
      'seal',
      estate,
      '--key',
      paths['owner']!,
      '--replaces',
      torn,
      '--out',
      join(folder(), 'r'),
    ];
    const { code, err } = await run(words);
    expect([code, err]).toEqual([2, expect.stringMatching(/A JSON text was refused .*torn\.json/)]);
  });
});

it('an exception whose reason is still to be filled in is not signed', async () => {
  const where = folder();
  const { paths } = await keysIn(where);
  const waiver =
    '  - { id: W-1, control: residency/region-is-known, subject: "zone://private", reason: "<why>", owner: role:staffing-lead, from: 2026-05-01, until: 2026-07-31 }\n';
  const estate = quietEstate(['documents:', `waivers:\n${waiver}documents:`]);
  const target = join(where, 'W-1.dsse.json');
  const words = ['waiver', 'sign', 'W-1', '--estate', estate, '--key', paths['owner']!, '--decision', 'granted'];
  const { code, err } = await run([...words, '--out', target]);
  expect([code, existsSync(target)]).toEqual([2, false]);
  expect(err).toMatch(/Exception W-1 gives no reason yet: “<why>”.*\n.*Write the reason/);
});

it('what is left to fill in is told so, and an item of a list by the name of its list', async () => {
  const estate = quietEstate(
    ['    mayLieIn: [private]', '    mayLieIn: [<zone>]'],
    ['    owner: role:staffing-lead', '    owner: role:<who asks>'],
    ['    home: private', '    home: "not an id"'],
  );
  const { code, err, out } = await run(['estate', 'check', estate]);
  const said = err + out;
  expect(code).toBe(2);
  expect(said).toMatch(/mayLieIn\/0\n {2}“mayLieIn” is still to be filled in\.\n {2}→ Write 1 to 100 letters/);
  expect(said).toMatch(/owner\n {2}“owner” is still to be filled in\.\n {2}→ Write “role:”/);
  expect(said).toContain('“home” does not have the right form');
});
