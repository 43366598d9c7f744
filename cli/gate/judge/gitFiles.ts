/** The tree of one commit as a disk that can only be read: estate, trust and policies may come from a protected ref. */
import { posix, sep } from 'node:path';
import { fault, type EntryKind, type FileSystem } from '../../../estate/index.ts';
import { UsageError } from '../../usage.ts';
import type { Git } from './git.ts';

const maxTreeBytes = 256 * 1024 * 1024;

interface Entry {
  readonly kind: EntryKind;
  readonly object: string;
}

export interface Commit {
  readonly ref: string;
  /** Object id, 40 or 64 hex digits. */
  readonly id: string;
}

const families = ['refs/tags/', 'refs/heads/', 'refs/remotes/'];

/**
 * The full names that a short one may stand for. Git takes the tag before the branch, and whoever may not push to the
 * protected branch may often push a tag of its name.
 */
function namesakes(ref: string, git: Git): readonly string[] {
  const short = /^[^~^@:]*/.exec(ref)![0];
  const wanted = new Set(families.map((family) => family + short));
  const { status, stdout } = git(['for-each-ref', '--format=%(refname)', '--', ...wanted], 65_536);
  if (status !== 0) return [];
  const found = Buffer.from(stdout).toString('utf8').split('\n');
  return found.filter((name) => wanted.has(name));
}

/** Throws a `UsageError` where git, the repository or the ref is missing, or where the name stands for several refs. */
export function commitOf(ref: string, git: Git): Commit {
  const { status, stdout } = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], 4096);
  if (status === undefined) throw new UsageError('no-git', ref);
  const id = Buffer.from(stdout).toString('latin1').trim();
  if (status !== 0 && git(['rev-parse', '--git-dir'], 65_536).status !== 0) throw new UsageError('no-repository', ref);
  if (status !== 0 || !/^[0-9a-f]{40,64}$/.test(id)) throw new UsageError('no-ref', ref);
  const several = namesakes(ref, git);
  if (several.length > 1) throw new UsageError('many-refs', ref, several);
  return { ref, id };
}

/** A link would lead to what the ref does not hold; a submodule is another repository. Both are there, and are not read. */
const kinds: Readonly<Record<string, EntryKind>> = { '100644': 'file', '100755': 'file', '120000': 'link' };

function entriesOf({ id, ref }: Commit, git: Git): Map<string, Entry> {
  const { status, stdout } = git(['ls-tree', '-r', '-z', '--full-tree', id], maxTreeBytes);
  if (status !== 0) throw new UsageError('no-ref', ref);
  const entries = new Map<string, Entry>();
  for (const row of Buffer.from(stdout).toString('utf8').split('\0')) {
    const { mode, object, path } = /^(?<mode>\d+) \w+ (?<object>[0-9a-f]+)\t(?<path>.+)$/s.exec(row)?.groups ?? {};
    if (path !== undefined) entries.set(path, { kind: kinds[mode!] ?? 'other', object: object! });
  }
  return entries;
}

/** Folder → names inside it with their kinds. */
function foldersOf(entries: ReadonlyMap<string, Entry>): Map<string, Map<string, EntryKind>> {
  const folders = new Map<string, Map<string, EntryKind>>([['.', new Map()]]);
  for (const [path, { kind }] of entries) {
    for (let [at, as]: [string, EntryKind] = [path, kind]; at !== '.'; at = posix.dirname(at), as = 'folder') {
      const above = posix.dirname(at);
      const names = folders.get(above) ?? new Map<string, EntryKind>();
      const isKnown = names.has(posix.basename(at));
      folders.set(above, names.set(posix.basename(at), as));
      if (isKnown && as === 'folder') break;
    }
  }
  return folders;
}

/** Paths are those of the tree, from its root. */
export function gitFiles(commit: Commit, git: Git): FileSystem {
  const entries = entriesOf(commit, git);
  const folders = foldersOf(entries);
  const inTree = (path: string) => posix.normalize(path.split(sep).join('/')).replace(/(?<=.)\/$/, '');
  return {
    kindOf: (path) => (folders.has(inTree(path)) ? 'folder' : entries.get(inTree(path))?.kind),
    realPath: (path) => {
      const at = inTree(path);
      // Rooted, so that whatever lies in the tree lies inside its root.
      if (!folders.has(at) && entries.get(at)?.kind !== 'file') return undefined;
      return sep + (at === '.' ? '' : at.split('/').join(sep));
    },
    list: (folder) => [...(folders.get(inTree(folder)) ?? [])].map(([name, kind]) => ({ name, kind })),
    read: (path, limit) => {
      const at = inTree(path).replace(/^\//, '');
      const entry = entries.get(at);
      const file = `${commit.ref}:${at}`;
      if (entry?.kind !== 'file') throw fault('file-unreadable', { file });
      const { status, stdout } = git(['cat-file', 'blob', entry.object], limit + 1);
      if (stdout.length > limit) throw fault('file-too-large', { file, limit });
      if (status !== 0) throw fault('file-unreadable', { file });
      return { bytes: Uint8Array.from(stdout), mode: 0o644 };
    },
  };
}
