/** The impure edge of the seal: what it asks of a disk, and the disk that keeps it. */
import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm, rmdir, type FileHandle } from 'node:fs/promises';

/** One new file. `finish` returns only when its bytes are on the medium. */
export interface Sink {
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly finish: () => Promise<void>;
  /** Lets go of a file that will not be finished. */
  readonly abandon: () => Promise<void>;
}

/** Every method throws an errno error when it could not do all of its work; nothing is retried. */
export interface SealDisk {
  /** A new folder, mode 0700; EEXIST when anything is there. */
  readonly makeFolder: (path: string) => Promise<void>;
  /** A new file, mode 0600; EEXIST when anything is there, ELOOP through a symlink. */
  readonly create: (path: string) => Promise<Sink>;
  /** Makes the names inside a folder durable. */
  readonly syncFolder: (path: string) => Promise<void>;
  /** Gives a finished folder its name; fails when a non-empty folder or anything else has it. */
  readonly publish: (from: string, to: string) => Promise<void>;
  readonly discard: (path: string) => Promise<void>;
  /** Names inside; undefined when nothing is there. */
  readonly list: (path: string) => Promise<readonly string[] | undefined>;
}

// O_NOFOLLOW with O_EXCL: a symlink planted under our name is an error, never a way out of the folder.
const newFile = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0);

function sinkOf(handle: FileHandle): Sink {
  return {
    async write(bytes) {
      for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at)).bytesWritten;
    },
    async finish() {
      try {
        // A failed fsync is data loss: a second one would succeed and lie.
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
    async abandon() {
      await handle.close();
    },
  };
}

async function freed(path: string): Promise<void> {
  await rmdir(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw cause;
  });
}

/**
 * `platform`: as Node names it. Windows flushes no folder (its file system keeps a journal of names), and puts nothing in
 * the place of an empty one: it is taken away first, which fails where something lies in it.
 */
export const diskOn = (platform: string): SealDisk => ({
  async makeFolder(path) {
    await mkdir(path, { mode: 0o700 });
  },
  async create(path) {
    return sinkOf(await open(path, newFile, 0o600));
  },
  async syncFolder(path) {
    if (platform === 'win32') return;
    const handle = await open(path, constants.O_RDONLY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  async publish(from, to) {
    if (platform === 'win32') await freed(to);
    await rename(from, to);
  },
  async discard(path) {
    await rm(path, { recursive: true, force: true });
  },
  async list(path) {
    try {
      return await readdir(path);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw cause;
    }
  },
});

export const realDisk: SealDisk = diskOn(process.platform);
