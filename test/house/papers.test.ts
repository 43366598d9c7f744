/** What README, CONTRIBUTING and package.json name must be there. */
import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../cli/commands/list.ts';
import { files, read, root } from './tree.ts';

const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
const scripts = Object.keys(manifest['scripts']!);
const papers = files.filter((path) => path.endsWith('.md') && !path.startsWith('test/'));
const among = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found!);

describe('the papers', () => {
  it('are there', () => {
    const wanted = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'LICENSE', 'NOTICE'];
    expect(wanted.filter((path) => !files.includes(path))).toEqual([]);
  });

  it.each(papers.map((path) => [path]))('%s links to what is there', (path) => {
    const text = read(path).replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');
    const links = among(text, /\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g);
    const missing = links.filter((link) => !existsSync(posix.join(root, posix.dirname(path), decodeURI(link))));
    expect(missing).toEqual([]);
  });

  it('name only scripts that npm can run', () => {
    const spoken = [...papers, '.ci/run', 'cli/words/en.json', 'cli/words/fr.json', 'estate/words/en.json'];
    const unknown = spoken.flatMap((path) =>
      among(read(path), /npm run (?:--?[a-z]+ )*([a-z][a-z:]*)/g)
        .filter((name) => !scripts.includes(name))
        .map((name) => `${path}: ${name}`),
    );
    expect(unknown).toEqual([]);
    expect(scripts).toEqual(expect.arrayContaining(['demo', 'test', 'check', 'engines', 'test:engines', 'coverage']));
  });

  it('name only commands that cloison knows', () => {
    const known = commands.map(({ name }) => name);
    const shown = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/verbs.md'].flatMap((path) =>
      among(read(path), /`(?:npx )?cloison ([a-z][a-z ]*)/g).map((words) => [path, words.trim()] as const),
    );
    const isKnown = (words: string) =>
      known.some((name) => `${words} `.startsWith(`${name} `) || name.startsWith(`${words} `));
    expect(shown.length).toBeGreaterThan(5);
    expect(shown.filter(([, words]) => !isKnown(words))).toEqual([]);
  });
});

describe('package.json', () => {
  it('runs files that are there', () => {
    const run = Object.values(manifest['scripts']!).flatMap((line) => among(line, /\bnode ([\w./-]+)/g));
    expect(run.filter((path) => !existsSync(posix.join(root, path)))).toEqual([]);
  });

  it('pins everything but the Node of the checkout, whose platforms differ in what they published', () => {
    const pinned = { ...manifest['dependencies'], ...manifest['devDependencies'] };
    expect(Object.entries(pinned).filter(([, version]) => !/^(?:npm:[\w@/-]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual(
      [],
    );
    expect(Object.entries(manifest['optionalDependencies']!).filter(([name]) => !name.startsWith('node-'))).toEqual([]);
  });

  it('has a lock file that names no address: each machine has its own registry', () => {
    const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Record<string, unknown>> };
    const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
    expect(packages.filter(([, row]) => 'resolved' in row).map(([path]) => path)).toEqual([]);
    expect(packages.filter(([, row]) => typeof row['integrity'] !== 'string').map(([path]) => path)).toEqual([]);
  });

  it('needs no script of a package at installation: those of two packages are known, and skipped', () => {
    const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Record<string, unknown>> };
    const running = Object.entries(lock.packages).filter(([, row]) => row['hasInstallScript'] === true);
    // Both look for something nobody here uses: a plugin of Pulumi's command line, and an old version of a caller.
    expect(running.filter(([, row]) => row['optional'] !== true).map(([path]) => path)).toEqual([
      'node_modules/@pulumi/kubernetes',
      'node_modules/protobufjs',
    ]);
    expect(read('scripts/ensure.mjs')).toContain("'--ignore-scripts'");
  });
});
