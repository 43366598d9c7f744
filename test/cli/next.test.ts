import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, keysIn, quietEstate, quietStore, run } from './support.ts';

const sources = [quietStore];
const commandIn = (text: string, start = 'cloison') =>
  text
    .slice(text.lastIndexOf(`${start} `))
    .trim()
    .split('\n')[0]!;
/** Good enough for paths of this test: nothing in them needs a quote. */
const wordsOf = (command: string) => command.split(' ').slice(1);

describe('what to do next', () => {
  it('is a call that works as it stands: trust, day and language are those that were given', async () => {
    const where = folder();
    const estate = quietEstate();
    const { trust } = await keysIn(where);
    const file = join(where, 'collection.jsonl');
    const collected = await run(['collect', '--estate', estate, '--out', file, '--lang', 'fr'], { sources });
    expect(commandIn(collected.out)).toBe(`cloison audit --estate ${estate} --collection ${file} --lang fr`);
    const audited = await run(
      ['audit', '--estate', estate, '--collection', file, '--trust', trust, '--as-of', '2026-05-01', '--lang', 'en'],
      { sources },
    );
    expect(commandIn(audited.out)).toBe(
      `cloison audit --estate ${estate} --collection ${file} --trust ${trust} --as-of 2026-05-01 ` +
        '--seal <folder> --key <tool.pem> --lang en',
    );
  });
});

/** This is what its help ends with, into a folder of the test. */
describe('the demonstration', () => {
  it(
    'leaves no private key, and prints calls that work; plans both stacks and gates them',
    { timeout: 300_000 },
    async () => {
      const where = join(folder(), 'kept');
      const world = { now: new Date().toISOString() };
      const { code, out } = await run(['demo', '--keep', where], world);
      expect(code).toBe(0);
      expect(readdirSync(where).filter((name) => name.endsWith('.pem'))).toEqual([]);
      expect(existsSync(join(where, 'trust.json'))).toBe(true);
      const verify = /cloison (evidence verify .*)/.exec(out)![1]!;
      expect(verify).toContain(`--trust ${where}/trust.json`);
      expect(out).not.toContain('<trust.json>');
      expect(out).toMatch(/No deviation found in \d+ resources: \d+ hold data/);
      const [, refused] = /Refused: (\d+) deviations in/.exec(out.slice(out.indexOf('bucket accreditation now lies')))!;
      expect(Number(refused)).toBeGreaterThan(0);
      // What the first page shows of it is what is printed, as far as it is not left out.
      const [, page] = /```text\n(Refused: [^`]*)```/.exec(readFileSync('README.md', 'utf8'))!;
      for (const row of page!.trimEnd().split('\n')) expect(out).toContain(row.split('…')[0]);
      const plans = ['private', 'public', 'moved'].map((name) => join(where, 'plans', `${name}.json`));
      const gated = (path: string) => run(['gate', path, '--estate', 'stacks/sample/estate'], world);
      expect(await Promise.all(plans.map(async (path) => (await gated(path)).code))).toEqual([0, 0, 1]);
      expect((await run(verify.split(' '), world)).code).toBe(0);
      const who = wordsOf(commandIn(out));
      expect(who[0]).toBe('who');
      expect((await run(who, world)).code).toBe(0);
    },
  );

  it('is not said by its bare name in a checkout, where nobody has it on a path', async () => {
    const { out } = await run(['controls'], { command: 'node bin/cloison.js' });
    expect(commandIn(out, 'node')).toMatch(/^node bin\/cloison\.js controls access\//);
    const { err } = await run(['controls', 'none'], { command: 'node bin/cloison.js' });
    expect(err).toContain('“node bin/cloison.js controls”');
  });
});
