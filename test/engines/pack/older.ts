/**
 * Older Nodes, from the packages that npm has of Node itself: pinned with their digests by the lock file beside this,
 * installed once into the user's cache. `promised` is the oldest that `bin/cloison.js` takes, `refused` the last of the
 * line before. Needs npm and its registry, or a warm cache.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheRoot } from '../cache.ts';
import { mustRun } from './packed.ts';

export interface OlderNodes {
  readonly promised: string;
  readonly refused: string;
}

const pinned = join(import.meta.dirname, 'older');
const quiet = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--silent'];

/** Paths of the two executables. Written beside and renamed, so that what was cut off is never taken for whole. */
export function olderNodes(): OlderNodes {
  const digest = createHash('sha256')
    .update(readFileSync(join(pinned, 'package-lock.json')))
    .digest('hex');
  const root = join(cacheRoot(), 'engines');
  const folder = join(root, `older-nodes-${digest.slice(0, 16)}-${process.platform}-${process.arch}`);
  if (!existsSync(folder)) {
    mkdirSync(root, { recursive: true });
    const half = mkdtempSync(join(root, 'older-nodes-half-'));
    cpSync(pinned, half, { recursive: true });
    mustRun(half, 'npm', ['ci', ...quiet]);
    try {
      renameSync(half, folder);
    } catch {
      // Another run was quicker.
      rmSync(half, { recursive: true, force: true });
    }
  }
  const of = (name: string) => join(folder, `node_modules/${name}-${process.platform}-${process.arch}/bin/node`);
  const nodes = { promised: of('promised'), refused: of('refused') };
  for (const path of Object.values(nodes))
    if (!existsSync(path)) throw new Error(`${path} is missing: npm has no Node of that version for this platform`);
  return nodes;
}
