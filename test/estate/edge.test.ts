import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles, diskOn, newKey, readEstate, readEstateFrom, readKeyFile } from '../../estate/index.ts';
import { openDocuments, type Openings } from '../../estate/read/include.ts';
import { brief, designText, files, mutated, sampleEstate } from './sample.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cloison-estate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(contents: Iterable<readonly [string, string | Uint8Array]>, base = folder): void {
  for (const [path, content] of contents) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), content);
  }
}

const including = (glob: string) =>
  mutated('apiVersion: cloison/v1\n', `apiVersion: cloison/v1\ninclude: ["${glob}"]\n`);

describe('an estate on disk', () => {
  it('is a file, or a folder with its estate.yaml', () => {
    write(files());
    write([['documents/D-12.dsse.json', '{}']]);
    const whole = readEstateFrom(folder, diskFiles);
    expect(brief(whole.problems)).toEqual([]);
    expect(whole.estate).toEqual(sampleEstate());
    expect([...whole.files.keys()].sort()).toEqual([
      'documents/D-12.dsse.json',
      'estate.yaml',
      'identities.csv',
      'operators.csv',
    ]);
    expect(readEstateFrom(join(folder, 'estate.yaml'), diskFiles).estate).toEqual(whole.estate);
  });

  it('follows its globs into folders, and the papers and single files that are named', () => {
    const cut = designText.indexOf('flows:');
    const root = including('parts/**/*.yaml')
      .slice(0, including('parts/**/*.yaml').indexOf('flows:'))
      .replace('"parts/**/*.yaml"', '"parts/**/*.yaml", freezes.yaml');
    write(
      files({
        'estate.yaml': root,
        'parts/a/b/c.yaml': designText.slice(cut, designText.indexOf('freezes:')),
        'freezes.yaml': designText.slice(designText.indexOf('freezes:')),
        'parts/readme.txt': 'no',
      }),
    );
    const { estate, files: read } = readEstateFrom(folder, diskFiles);
    expect(estate).toEqual(sampleEstate());
    expect([...read.keys()]).not.toContain('parts/readme.txt');
  });

  it('is read once however often it is asked what it names, and as if each asking had read it', () => {
    write(files({ 'estate.yaml': including('parts/*.yaml'), 'parts/a.yaml': 'flows: [{}]\n', 'parts/b.yaml': 'a: [' }));
    const { files: read, problems, positions } = readEstateFrom(folder, diskFiles);
    const anew = readEstate(read, 'estate.yaml');
    expect(problems).toEqual(anew.problems);
    expect(brief(problems).length).toBeGreaterThan(2);
    expect(positions.spot('/datasets/results')).toEqual(anew.positions.spot('/datasets/results'));
    const openings: Openings = new Map();
    const first = openDocuments(read, 'estate.yaml', openings);
    expect(openDocuments(read, 'estate.yaml', openings).documents[0]).toBe(first.documents[0]);
    const changed = new Map(read).set('parts/a.yaml', 'flows: []\n');
    expect(openDocuments(changed, 'estate.yaml', openings)).toEqual(openDocuments(changed, 'estate.yaml'));
  });

  it('that is not there is one problem', () => {
    expect(brief(readEstateFrom(join(folder, 'none.yaml'), diskFiles).problems)).toEqual([
      'file-missing none.yaml:0:0 ',
    ]);
    expect(brief(readEstateFrom(folder, diskFiles).problems)).toEqual(['file-missing estate.yaml:0:0 ']);
  });

  it('reads no file outside its folder through a link, whether of a table, an include or a folder', () => {
    const outside = mkdtempSync(join(tmpdir(), 'cloison-outside-'));
    write(
      [
        ['people.csv', 'id\nsecret\n'],
        ['more.yaml', 'flows: []\n'],
      ],
      outside,
    );
    write([
      ['estate.yaml', including('parts/*.yaml')],
      ...[...files()].filter(([path]) => path === 'identities.csv'),
      ['parts/ok.yaml', 'flows: []\n'],
    ]);
    symlinkSync(join(outside, 'people.csv'), join(folder, 'operators.csv'));
    symlinkSync(join(outside, 'more.yaml'), join(folder, 'parts/more.yaml'));
    const { problems, files: read, estate } = readEstateFrom(folder, diskFiles);
    expect(brief(problems)).toEqual(['file-outside operators.csv:0:0 ', 'file-outside parts/more.yaml:0:0 ']);
    expect([...read.keys()].sort()).toEqual(['estate.yaml', 'identities.csv', 'parts/ok.yaml']);
    expect(estate).toBeUndefined();
    rmSync(outside, { recursive: true });
  });

  it('follows a link that stays inside, as mounted configuration has them', () => {
    write([...files()].map(([path, text]) => [`..data/${path}`, text] as const));
    for (const path of files().keys()) symlinkSync(join('..data', path), join(folder, path));
    expect(readEstateFrom(folder, diskFiles).estate).toEqual(sampleEstate());
  });

  it('is not held up by a pipe nor read from a folder', () => {
    write(files());
    rmSync(join(folder, 'operators.csv'));
    expect(spawnSync('mkfifo', [join(folder, 'operators.csv')]).status).toBe(0);
    rmSync(join(folder, 'identities.csv'));
    mkdirSync(join(folder, 'identities.csv'));
    expect(brief(readEstateFrom(folder, diskFiles).problems)).toEqual([
      'file-unreadable identities.csv:0:0 ',
      'file-unreadable operators.csv:0:0 ',
    ]);
  });

  it('of fifty megabytes is refused in under a second of the processor and two hundred megabytes, in a process of its own', () => {
    write([['estate.yaml', new Uint8Array(50 * 1024 * 1024).fill(0x61)]]);
    const program = `
      import { diskFiles, readEstateFrom } from ${JSON.stringify(join(import.meta.dirname, '../../estate/index.ts'))};
      const before = process.cpuUsage();
      const { problems } = readEstateFrom(${JSON.stringify(folder)}, diskFiles);
      const { user, system } = process.cpuUsage(before);
      console.log(JSON.stringify({ code: problems[0].code, count: problems.length, ms: (user + system) / 1000, mb: process.resourceUsage().maxRSS / 1024 }));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const seen = JSON.parse(stdout) as { code: string; count: number; ms: number; mb: number };
    expect(seen).toMatchObject({ code: 'file-too-large', count: 1 });
    expect(seen.ms).toBeLessThan(1000);
    expect(seen.mb).toBeLessThan(200);
  });
});

describe('a private key on disk', () => {
  const path = () => join(folder, 'key.pem');
  const key = newKey('owner', '2024-01-01', new Uint8Array(32).fill(7));

  it('is read when nobody else can read it', () => {
    writeFileSync(path(), key.privatePem, { mode: 0o600 });
    expect(readKeyFile(path(), 'owner', diskFiles).id).toBe(key.trusted.id);
  });

  it.each([0o640, 0o604, 0o660, 0o777, 0o700])('with mode %o is refused', (mode) => {
    writeFileSync(path(), key.privatePem);
    chmodSync(path(), mode);
    expect(() => readKeyFile(path(), 'owner', diskFiles)).toThrow('key-permissions');
  });

  it('is read on Windows, which makes its permission bits up, and not through a link, which Windows would follow', () => {
    writeFileSync(path(), key.privatePem, { mode: 0o644 });
    expect(diskOn('win32').read(path(), 4096).mode).toBeUndefined();
    expect(readKeyFile(path(), 'owner', diskOn('win32')).id).toBe(key.trusted.id);
    const link = join(folder, 'link.pem');
    symlinkSync(path(), link);
    for (const platform of ['win32', 'linux'])
      expect(() => diskOn(platform).read(link, 4096)).toThrow('file-unreadable');
  });

  it('that is missing or is no key is refused without quoting it', () => {
    expect(() => readKeyFile(path(), 'owner', diskFiles)).toThrow('file-unreadable');
    writeFileSync(path(), 'SECRET', { mode: 0o600 });
    expect(() => readKeyFile(path(), 'owner', diskFiles)).toThrow(/^key-unusable (?!.*SECRET)/);
  });
});
