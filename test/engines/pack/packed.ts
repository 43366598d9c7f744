/** Packs a copy of the working tree, so that the checkout's own manifest is not touched while others work in it. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export const checkout = resolve(import.meta.dirname, '../../..');

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

/** Node 24 comes first on the path, as npm scripts have it; nobody's own Cloison, credentials or cluster is seen. */
export function runIn(cwd: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ran {
  const done = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: {
      ...process.env,
      PATH: `${join(checkout, 'node_modules/.bin')}:${process.env['PATH']}`,
      npm_command: '',
      ...env,
    },
  });
  if (done.error !== undefined) throw done.error;
  return { stdout: done.stdout, stderr: done.stderr, status: done.status };
}

export function mustRun(cwd: string, command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = runIn(cwd, command, args);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr.slice(-2000)}`);
  return stdout;
}

/** What git would commit, without tests: the sources, and the packages of the checkout by a link. */
export function copyOfCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cloison-pack-'));
  const listed = mustRun(checkout, 'git', ['ls-files', '-co', '--exclude-standard', '-z']).split('\0');
  for (const path of listed.filter((each) => each !== '' && !each.startsWith('test/'))) {
    // Listed and gone: somebody is moving it.
    if (!existsSync(join(checkout, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(checkout, path), join(folder, path));
  }
  symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Path of the tarball. */
export function pack(folder: string): string {
  mustRun(folder, 'npm', ['pack', '--silent']);
  const [tarball, ...more] = globSync('cloison-*.tgz', { cwd: folder });
  if (tarball === undefined || more.length > 0) throw new Error('npm pack wrote no tarball, or several');
  return join(folder, tarball);
}

/** A folder of somebody who wants Cloison and none of the heavy clients. */
export function install(tarball: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cloison-installed-'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const quiet = ['--ignore-scripts', '--omit=peer', '--prefer-offline', '--no-audit', '--no-fund', '--silent'];
  mustRun(folder, 'npm', ['install', ...quiet, tarball]);
  return folder;
}
