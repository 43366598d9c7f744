/** The disk as the estate needs it: handed in, so that a test can be one. */
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import { fault } from '../fault.ts';

export type EntryKind = 'file' | 'folder' | 'link' | 'other';

export interface OpenedFile {
  readonly bytes: Uint8Array;
  /** Permission bits; undefined where the platform keeps none, and who may read a file stands elsewhere. */
  readonly mode: number | undefined;
}

export interface FileSystem {
  /** Undefined when nothing is there. Never follows a link. */
  kindOf(path: string): EntryKind | undefined;
  /** The path with every link followed; undefined when that leads nowhere. */
  realPath(path: string): string | undefined;
  /** Names and kinds inside a folder; empty when it cannot be read. */
  list(folder: string): readonly { readonly name: string; readonly kind: EntryKind }[];
  /** Throws `file-unreadable` (also for a link or a device) or `file-too-large`; never reads more than `limit` bytes. */
  read(path: string, limit: number): OpenedFile;
}

interface Kinded {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

function kind(of: Kinded): EntryKind {
  if (of.isSymbolicLink()) return 'link';
  if (of.isFile()) return 'file';
  return of.isDirectory() ? 'folder' : 'other';
}

function readWhole(descriptor: number, size: number): Uint8Array {
  const buffer = Buffer.alloc(size);
  let done = 0;
  for (let count = -1; count !== 0 && done < size; done += count)
    count = readSync(descriptor, buffer, done, size - done, done);
  return Uint8Array.from(buffer.subarray(0, done));
}

/** O_NOFOLLOW: the last component must not be a link. O_NONBLOCK: a named pipe must not hold us for ever. */
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

function opened(path: string, isWindows: boolean): number {
  // Windows knows no O_NOFOLLOW and opens what a link leads to: a link is looked for first, as well as that can be done.
  if (isWindows && lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true)
    throw fault('file-unreadable', { file: path });
  try {
    return openSync(path, flags);
  } catch (cause) {
    throw fault('file-unreadable', { file: path }, { cause });
  }
}

/** `platform`: as Node names it. */
export const diskOn = (platform: string): FileSystem => ({
  kindOf(path) {
    try {
      const found = lstatSync(path, { throwIfNoEntry: false });
      return found === undefined ? undefined : kind(found);
    } catch (cause) {
      // Below a file nothing lies.
      if ((cause as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
      throw cause;
    }
  },
  realPath(path) {
    try {
      return realpathSync(path);
    } catch {
      return undefined;
    }
  },
  list(folder) {
    try {
      return readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kind(entry) }));
    } catch {
      return [];
    }
  },
  read(path, limit) {
    const descriptor = opened(path, platform === 'win32');
    try {
      const { size, mode } = fstatSync(descriptor);
      if ((mode & constants.S_IFMT) !== constants.S_IFREG) throw fault('file-unreadable', { file: path });
      if (size > limit) throw fault('file-too-large', { file: path, limit });
      // Windows makes the bits up: 0666 for every file that may be written.
      return { bytes: readWhole(descriptor, size), mode: platform === 'win32' ? undefined : mode & 0o777 };
    } finally {
      closeSync(descriptor);
    }
  },
});

export const diskFiles: FileSystem = diskOn(process.platform);
