/** What is kept is run, so that it must lie where nobody else writes. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, symlinkSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeFolder, commandKey, forgetOld, isOurs, madeOurs } from '../../../cli/packed/folder.ts';

const around = (env: Record<string, string>, platform = 'linux') => ({ env, platform, user: process.getuid?.() });
const folder = () => mkdtempSync(join(tmpdir(), 'cloison-folder-'));

describe('the folder of compiled code', () => {
  it('is in the cache of the user', () => {
    expect(codeFolder(around({ HOME: '/people/a' }))).toBe('/people/a/.cache/cloison-code');
    expect(codeFolder(around({ HOME: '/people/a', XDG_CACHE_HOME: '/c' }))).toBe('/c/cloison-code');
    expect(codeFolder(around({ HOME: '/people/a', XDG_CACHE_HOME: 'c' }))).toBe('/people/a/.cache/cloison-code');
    expect(codeFolder(around({ HOME: '/people/a' }, 'darwin'))).toBe('/people/a/Library/Caches/cloison-code');
    expect(codeFolder(around({ LOCALAPPDATA: '/Local' }, 'win32'))).toBe('/Local/cloison-code');
  });

  it('is where Node is told to keep its own, and nowhere when told to keep none or when nobody has a home', () => {
    expect(codeFolder(around({ HOME: '/people/a', NODE_COMPILE_CACHE: '/n' }))).toBe('/n/cloison-code');
    expect(codeFolder(around({ HOME: '/people/a', NODE_DISABLE_COMPILE_CACHE: '1' }))).toBeUndefined();
    expect(codeFolder(around({}))).toBeUndefined();
    expect(codeFolder(around({ HOME: 'relative' }))).toBeUndefined();
  });

  it.skipIf(process.platform === 'win32')(
    'is not believed when others own it or may write it, or when it is a link',
    () => {
      const own = join(folder(), 'a/b');
      expect([isOurs(own, around({})), madeOurs(own, around({})), isOurs(own, around({}))]).toEqual([
        false,
        true,
        true,
      ]);
      expect(isOurs(own, { ...around({}), user: process.getuid!() + 1 })).toBe(false);
      for (const mode of [0o720, 0o702]) {
        chmodSync(own, mode);
        expect([isOurs(own, around({})), madeOurs(own, around({}))]).toEqual([false, false]);
      }
      chmodSync(own, 0o700);
      const link = join(folder(), 'link');
      symlinkSync(own, link);
      expect(isOurs(link, around({}))).toBe(false);
    },
  );

  it('that cannot be made is no fault', () => {
    expect([madeOurs('/dev/null/a', around({})), isOurs('/dev/null/a/b', around({}))]).toEqual([false, false]);
  });

  it('forgets what nobody added to for 40 days', () => {
    const all = folder();
    const [old, recent] = ['old', 'recent'].map((name) => join(all, name)) as [string, string];
    for (const each of [old, recent]) mkdirSync(each);
    const now = Date.now();
    utimesSync(old, new Date(now), new Date(now - 41 * 86_400_000));
    utimesSync(recent, new Date(now), new Date(now - 39 * 86_400_000));
    forgetOld(all, now);
    expect([old, recent].map((each) => existsSync(each))).toEqual([false, true]);
  });
});

it('each command has a name of its own, whatever else is typed', () => {
  const keys = [['gate', 'a.json'], ['gate', 'verify', 'x'], ['--lang', 'fr'], [], ['../..', 'gate'], ['Gate']].map(
    commandKey,
  );
  expect(keys).toEqual(['gate', 'gate.verify', 'other', 'other', 'other', 'other']);
});
