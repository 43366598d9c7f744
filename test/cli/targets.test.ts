import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { realDisk } from '../../cli/disk.ts';
import { folder, keysIn, quietEstate, quietStore, run } from './support.ts';

const sources = [quietStore];
let keys: { paths: Record<string, string>; trust: string };
beforeAll(async () => {
  keys = await keysIn(folder());
});

const collect = (out: string, estate = quietEstate(), ...words: string[]) =>
  run(['collect', '--estate', estate, '--out', out, ...words], { sources });
const audit = (out: string, ...words: string[]) =>
  run(['audit', '--estate', quietEstate(), '--format', 'json', '--out', out, ...words], { sources });

describe('the file that a command writes', () => {
  it('takes the place of the one the command wrote before, and of an empty one', async () => {
    const [collection, json, page] = ['c.jsonl', 'r.json', 'r.html'].map((name) => join(folder(), name));
    writeFileSync(collection!, '');
    for (let time = 0; time < 2; time += 1) {
      expect(await collect(collection!)).toMatchObject({ code: 0 });
      expect(await audit(json!)).toMatchObject({ code: 0 });
      expect(await audit(page!, '--format', 'html')).toMatchObject({ code: 0 });
    }
    expect(readdirSync(dirname(json!))).toEqual(['r.json']);
  });

  it('takes the place of nothing else, but with --force', async () => {
    const file = join(folder(), 'notes.txt');
    writeFileSync(file, 'precious');
    const refused = await audit(file);
    expect([refused.code, readFileSync(file, 'utf8')]).toEqual([2, 'precious']);
    expect(refused.err).toContain('a file of another kind; nothing was written');
    expect((await collect(file)).code).toBe(2);
    expect(await audit(file, '--force')).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toMatch(/^\{\s*"version": "cloison\/report\/v1"/);
  });

  it.each([['collect'], ['audit']])(
    'is never the estate, nor of a kind that lies in its folder: %s',
    async (command) => {
      const estate = quietEstate();
      const before = readFileSync(estate, 'utf8');
      const where = dirname(estate);
      for (const out of [
        estate,
        join(where, 'operators.csv'),
        join(where, 'waivers.yaml'),
        join(where, 'W-1.dsse.json'),
      ]) {
        const words = [command, '--estate', estate, '--out', out, '--force'];
        const { code, err } = await run(words, { sources });
        expect([code, out]).toEqual([2, out]);
        expect(err).toContain('reads or seals');
      }
      expect(readFileSync(estate, 'utf8')).toBe(before);
      expect(existsSync(join(where, 'waivers.yaml'))).toBe(false);
      expect((await run([command, '--estate', estate, '--out', join(where, 'out.jsonl')], { sources })).code).toBe(0);
    },
  );

  it('is never the key, the trust, the collection or inside the evidence of the run, even with --force', async () => {
    const collection = join(folder(), 'c.jsonl');
    const seal = join(folder(), 'evidence');
    await collect(collection);
    const twin = join(folder(), 'twin.jsonl');
    linkSync(collection, twin);
    const read = ['--collection', collection, '--collection-of-other-estate', '--trust', keys.trust];
    const words = [...read, '--seal', seal, '--key', keys.paths['tool']!, '--force'];
    for (const out of [keys.paths['tool']!, keys.trust, collection, twin, seal, join(seal, 'r.json')]) {
      const before = existsSync(out) && readFileSync(out, 'utf8');
      const { code, err } = await audit(out, ...words);
      expect([out, code, existsSync(out) && readFileSync(out, 'utf8')]).toEqual([out, 2, before]);
      expect(err).toContain('reads or seals');
    }
    expect(existsSync(seal)).toBe(false);
  });

  it('is never reached through a link, and is never a folder', async () => {
    const where = folder();
    const victim = join(where, 'victim.json');
    writeFileSync(victim, 'precious');
    symlinkSync(victim, join(where, 'link.json'));
    symlinkSync(join(where, 'nowhere'), join(where, 'dangling.json'));
    mkdirSync(join(where, 'folder'));
    for (const name of ['link.json', 'dangling.json', 'folder'])
      expect((await audit(join(where, name), '--force')).code).toBe(2);
    expect(readFileSync(victim, 'utf8')).toBe('precious');
    expect(existsSync(join(where, 'nowhere'))).toBe(false);
  });

  it('is written aside under a name that nobody can lay a link at, with the permissions asked for', async () => {
    const where = folder();
    const victim = join(where, 'victim.txt');
    writeFileSync(victim, 'precious');
    symlinkSync(victim, join(where, 'c.jsonl.partial'));
    writeFileSync(join(where, 'd.jsonl.partial'), 'mine');
    expect((await collect(join(where, 'c.jsonl'))).code).toBe(0);
    expect((await collect(join(where, 'd.jsonl'))).code).toBe(0);
    expect(readFileSync(victim, 'utf8')).toBe('precious');
    expect(readFileSync(join(where, 'd.jsonl.partial'), 'utf8')).toBe('mine');
    expect(statSync(join(where, 'd.jsonl')).mode & 0o777).toBe(0o600);
  });

  it('leaves nothing beside it when the writing breaks off', async () => {
    const where = folder();
    const broken = (function* pieces() {
      yield 'one';
      throw new Error('source');
    })();
    await expect(realDisk.write(join(where, 'c.jsonl'), broken)).rejects.toThrow('source');
    expect(readdirSync(where)).toEqual([]);
  });

  it('is refused before anything is read', async () => {
    const file = join(folder(), 'notes.txt');
    writeFileSync(file, 'precious');
    const { err } = await run(['audit', '--estate', join(folder(), 'none.yaml'), '--out', file]);
    expect(err).toContain(file);
  });

  it('may be a newer revision in place of an older one, but not one that it follows', async () => {
    const out = join(folder(), 'revision.dsse.json');
    const seal = (...words: string[]) =>
      run(['estate', 'seal', quietEstate(), '--key', keys.paths['owner']!, '--out', out, ...words]);
    expect((await seal()).code).toBe(0);
    expect((await seal()).code).toBe(0);
    expect((await seal('--replaces', out)).code).toBe(2);
    expect(
      (await run(['estate', 'seal', quietEstate(), '--key', keys.paths['owner']!, '--out', keys.trust])).code,
    ).toBe(2);
  });
});
