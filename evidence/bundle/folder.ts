/** A bundle as verification sees it: names, kinds and bytes. On disk, or in memory. */
import { constants, type Dirent } from 'node:fs';
import { open, opendir, realpath } from 'node:fs/promises';
import { join } from 'node:path';

export interface FolderEntry {
  /** Relative, with `/`. */
  readonly path: string;
  /** `other`: symlink, socket, device; never opened. */
  readonly kind: 'file' | 'folder' | 'other';
}

export interface BundleFolder {
  /** Everything inside, folders before what they hold, in no other order. */
  readonly entries: () => AsyncIterable<FolderEntry>;
  readonly read: (path: string) => AsyncIterable<Uint8Array>;
}

function kindOf(entry: Dirent): FolderEntry['kind'] {
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
}

async function* walk(root: string, within: string): AsyncGenerator<FolderEntry> {
  for await (const entry of await opendir(join(root, within))) {
    const path = within === '' ? entry.name : `${within}/${entry.name}`;
    const kind = kindOf(entry);
    yield { path, kind };
    if (kind === 'folder') yield* walk(root, path);
  }
}

/** A folder on disk. The folder itself may be a symlink; nothing inside may. Throws errno errors. */
export async function openFolder(path: string): Promise<BundleFolder> {
  const root = await realpath(path);
  // An errno now rather than in the middle of a verification that would call it tampering.
  await (await opendir(root)).close();
  return {
    entries: () => walk(root, ''),
    async *read(file) {
      const handle = await open(join(root, file), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
      yield* handle.createReadStream({ highWaterMark: 262_144 }) as AsyncIterable<Uint8Array>;
    },
  };
}

/** A bundle held in memory, for tests and for bundles that come over a wire. */
export function memoryFolder(files: ReadonlyMap<string, Uint8Array>): BundleFolder {
  const folders = new Set<string>();
  for (const path of files.keys()) {
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) folders.add(path.slice(0, at));
  }
  return {
    async *entries() {
      for (const path of folders) yield { path, kind: 'folder' };
      for (const path of files.keys()) yield { path, kind: 'file' };
    },
    async *read(path) {
      yield files.get(path)!;
    },
  };
}
