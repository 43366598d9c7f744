/** Files that the globs of `include` name: looks only below the fixed part of each glob, never into a linked folder. */
import { join } from 'node:path';
import picomatch from 'picomatch';
import { globTest } from '../read/include.ts';
import type { FileSystem } from './fileSystem.ts';

const maxFiles = 10_000;
const maxFolders = 12;

function* below(folder: string, relative: string, disk: FileSystem, depth = 0): Generator<string> {
  if (depth > maxFolders) return;
  for (const { name, kind } of disk.list(join(folder, relative))) {
    const inner = relative === '' ? name : `${relative}/${name}`;
    if (kind === 'folder') yield* below(folder, inner, disk, depth + 1);
    else yield inner;
  }
}

/** Paths relative to the folder, sorted, at most 10,000; links are among them, for the loader to refuse aloud. */
export function findMatches(folder: string, globs: readonly string[], disk: FileSystem): string[] {
  const found = new Set<string>();
  for (const glob of globs) {
    const matches = globTest(glob);
    const { base } = picomatch.scan(glob);
    const start = disk.kindOf(join(folder, base)) === 'folder' ? base : base.split('/').slice(0, -1).join('/');
    for (const path of below(folder, start, disk)) {
      if (matches(path)) found.add(path);
      if (found.size >= maxFiles) break;
    }
  }
  return [...found].sort();
}
