/** Slips of the pen: one clear sentence, what to write instead, and exit code 2. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { folder, keysIn, quietEstate, quietStore, run } from './support.ts';

const sources = [quietStore];
const estate = quietEstate();
const where = folder();
const file = join(where, 'collection.jsonl');
let keys: Awaited<ReturnType<typeof keysIn>>;

beforeAll(async () => {
  keys = await keysIn(where);
  await run(['collect', '--estate', estate, '--out', file], { sources });
});

describe('where to look', () => {
  it.each([
    ['--place', 'store-paris'],
    ['--source', 's3'],
    ['--profile', 'store-paris=me'],
  ])('is not chosen of a collection that was made: %s', async (flag, value) => {
    const { code, err, out } = await run(['audit', '--estate', estate, '--collection', file, flag, value]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`${flag} chooses what is collected; with --collection nothing is.`);
  });
});

describe('the country of a session', () => {
  const asked = ['access', 'check', '--estate', estate, '--operator', 'op-0001', '--subject'];
  const from = (country: string) => run([...asked, 'store://store-paris/staffing-figures', '--from', country]);

  it.each([
    ['UK', 'GB'],
    ['EL', 'GR'],
    ['gb', 'GB'],
  ])('%s is refused with what was meant: %s', async (written, meant) => {
    const { code, err } = await from(written);
    expect(code).toBe(2);
    expect(err).toContain(`“${meant}”?`);
  });

  it('is refused where it is none, with those of the estate', async () => {
    const { code, err } = await from('XX');
    expect(code).toBe(2);
    expect(err).toMatch(/This estate names .*FR/);
  });

  it('is taken as it stands where it is one', async () => {
    expect((await from('FR')).out).toContain('The session comes from FR.');
  });
});

it('names the key file that cannot be read, and asks for one where none was named', async () => {
  const sealing = ['audit', '--estate', estate, '--collection', file, '--seal', join(where, 'never')];
  const wrong = await run([...sealing, '--key', '/nowhere/tool.pem']);
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('/nowhere/tool.pem');
  const none = await run(sealing);
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('No private key was given')]);
});

it('prints a trust document that can be saved and used as it is', async () => {
  const made = await run(['keys', 'new', '--role', 'tool', '--out', join(where, 'alone')]);
  const trust = join(where, 'alone.json');
  const document = /\{[^]*\}/.exec(made.out)![0];
  writeFileSync(trust, document);
  expect(JSON.parse(document)).toMatchObject({ version: 'cloison/trust/v1', keys: [{ role: 'tool' }] });
  const [, key] = /is in (\S+\.pem)/.exec(made.out)!;
  const evidence = join(where, 'evidence');
  const audited = await run(['audit', '--estate', estate, '--collection', file, '--seal', evidence, '--key', key!]);
  expect(audited.code).toBe(0);
  expect((await run(['evidence', 'verify', evidence, '--trust', trust])).code).toBe(0);
});

describe('a folder that is no evidence', () => {
  it('is a wrong call, and not somebody’s tampering', async () => {
    const empty = join(where, 'empty');
    mkdirSync(empty);
    for (const path of [empty, join(where, 'tool')]) {
      const { code, err } = await run(['evidence', 'verify', path, '--trust', keys.trust]);
      expect([code, err]).toEqual([2, expect.stringContaining('is no evidence')]);
    }
  });

  it('is judged as evidence while anything of a sealed run lies in it', async () => {
    const sealed = join(where, 'sealed');
    const made = ['--seal', sealed, '--key', keys.paths['tool']!];
    await run(['audit', '--estate', estate, '--collection', file, ...made]);
    for (const gone of ['bagit.txt', 'manifest-sha256.txt', 'data/attest', 'data/log', 'data/records']) {
      const copy = join(where, `without-${gone.replace('/', '-')}`);
      cpSync(sealed, copy, { recursive: true });
      rmSync(join(copy, gone), { recursive: true });
      const { code } = await run(['evidence', 'verify', copy, '--trust', keys.trust]);
      expect([gone, [4, 5].includes(code)]).toEqual([gone, true]);
    }
  });
});
