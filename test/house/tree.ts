/** The committed files, read once: what the house tests look at. Files that git ignores are nobody's convention. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

function listed(): readonly string[] {
  const done = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`git ls-files: ${done.stderr}`);
  return done.stdout.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
}

export const files = listed();
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');
export const code = files.filter((path) => /\.(ts|js|mjs)$/.test(path));
/** Ours, without tests and configuration. */
export const sources = code.filter((path) => path.includes('/') && !path.startsWith('test/'));
