/** What commands write: whole files that appear at once, or not at all. */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, rename, rm, stat } from 'node:fs/promises';

export interface WriteOptions {
  /** Permission bits, 0644 unless told. */
  readonly mode?: number;
  /** Refuse when anything is there: a key is never overwritten. */
  readonly isNew?: boolean;
}

/** What lies at a path; a link is told as one, never followed. */
export interface Standing {
  readonly kind: 'file' | 'link' | 'other';
  /** Its first kilobyte. */
  readonly start: string;
}

/** Errno errors come through as they are; whoever asks turns them into the fault `target-unwritable`. */
export interface Disk {
  /** Creates what is missing of the folder, closed to others. */
  readonly makeFolder: (path: string) => Promise<void>;
  readonly write: (
    path: string,
    pieces: Iterable<string> | AsyncIterable<string>,
    options?: WriteOptions,
  ) => Promise<void>;
  /** Undefined where nothing lies. */
  readonly standing: (path: string) => Promise<Standing | undefined>;
  /** The same text for two paths of one file, however they are spelt or linked; undefined where nothing can be reached. */
  readonly identity: (path: string) => Promise<string | undefined>;
}

/** Characters written at once: a line at a time would cost a call of the system each. */
const blockSize = 65_536;
/** As much as a revision may measure: what kind it is stands behind its payload. */
const startSize = 65_536;

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } = constants;

async function* blocksOf(pieces: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  let block = '';
  for await (const piece of pieces) {
    block += piece;
    if (block.length < blockSize) continue;
    yield block;
    block = '';
  }
  yield block;
}

async function startOf(path: string): Promise<string> {
  const handle = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(startSize) });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

export const realDisk: Disk = {
  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  async write(path, pieces, { mode = 0o644, isNew = false } = {}) {
    // A name that can be guessed could be laid there first, as a link to a file that we may write and others may not.
    const aside = isNew ? path : `${path}.${randomBytes(8).toString('hex')}.partial`;
    const handle = await open(aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
    try {
      for await (const block of blocksOf(pieces)) await handle.writeFile(block);
      await handle.sync();
      await handle.close();
      if (!isNew) await rename(aside, path);
    } catch (cause) {
      await handle.close().catch(() => {});
      await rm(aside, { force: true });
      throw cause;
    }
  },
  async standing(path) {
    const found = await lstat(path).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'ENOENT') throw cause;
    });
    if (found === undefined) return undefined;
    if (found.isFile()) return { kind: 'file', start: await startOf(path) };
    return { kind: found.isSymbolicLink() ? 'link' : 'other', start: '' };
  },
  async identity(path) {
    const found = await stat(path, { bigint: true }).catch(() => undefined);
    return found && `${found.dev}:${found.ino}`;
  },
};
