import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pasting, quoted } from '../../cli/paste.ts';
import { asStarted, startedAs } from '../../cli/started.ts';

describe('a line to paste', () => {
  it('carries the flags that were given, and blanks for what only the reader knows', () => {
    const paste = pasting('npx cloison', 'fr');
    expect(paste(['audit'], { estate: 'a b', asOf: '2026-01-01', could: true, trust: undefined, json: false })).toBe(
      "npx cloison audit --estate 'a b' --as-of 2026-01-01 --could --lang fr",
    );
    expect(pasting('cloison', undefined)(['audit'], { policies: ['a', 'b'], key: { blank: 'tool.pem' } })).toBe(
      'cloison audit --policies a --policies b --key <tool.pem>',
    );
  });

  it('writes a path of Windows as its shells read it, where a POSIX one reads the same', () => {
    const rows = [
      [String.raw`C:\work\my estate`, String.raw`"C:\work\my estate"`],
      [String.raw`out\keys`, String.raw`"out\keys"`],
      [String.raw`\\server\share`, String.raw`'\\server\share'`],
      [String.raw`out\$HOME`, String.raw`'out\$HOME'`],
      ['C:\\ends\\', "'C:\\ends\\'"],
    ] as const;
    expect(rows.map(([word]) => quoted(word))).toEqual(rows.map(([, line]) => line));
    for (const [word, line] of rows)
      expect(spawnSync('sh', ['-c', `printf '%s' ${line}`], { encoding: 'utf8' }).stdout).toBe(word);
  });

  it('is read by a shell as the words that were meant, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string().filter((word) => !word.includes('\0')),
          { minLength: 1, maxLength: 4 },
        ),
        (words) => {
          const line = `printf '%s\\0' ${words.map(quoted).join(' ')}`;
          const { stdout } = spawnSync('sh', ['-c', line], { encoding: 'utf8' });
          expect(stdout).toBe(words.map((word) => `${word}\0`).join(''));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('how the tool is called', () => {
  it('is by the script of the checkout, from where the reader stands', () => {
    const bin = '/srv/checkout/bin/cloison.js';
    const script = '/srv/checkout/cli/main.ts';
    expect(startedAs({ script, folder: '/srv/checkout', bin })).toBe('node bin/cloison.js');
    expect(startedAs({ script, folder: '/srv/other', bin })).toBe('node ../checkout/bin/cloison.js');
  });

  it('is by npx where npm put it beside a project, and by its name where it is installed for all', () => {
    const installed = { folder: '/srv/project', bin: undefined };
    expect(startedAs({ ...installed, script: '/srv/project/node_modules/.bin/cloison' })).toBe('npx cloison');
    expect(startedAs({ ...installed, script: '/usr/local/bin/cloison' })).toBe('cloison');
  });

  it('stands in every sentence of ours that writes a command, and in none that names the tool', () => {
    const writes = 'See “cloison controls <id>”, `cloison --help`.';
    const names = 'Cloison and a cloison wall; my/cloison audit.';
    const said = asStarted('npx cloison', ['audit', 'controls']);
    expect([writes, names].map(said)).toEqual(['See “npx cloison controls <id>”, `npx cloison --help`.', names]);
    expect([writes, names].map(asStarted('cloison', ['audit']))).toEqual([writes, names]);
  });
});
