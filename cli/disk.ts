/** What commands write: whole files that appear at once, or not at all. */
import { mkdir, open, rename, rm } from 'node:fs/promises';

export interface WriteOptions {
  /** Permission bits, 0644 unless told. */
  readonly mode?: number;
  /** Refuse when anything is there: a key is never overwritten. */
  readonly isNew?: boolean;
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
}

/** Characters written at once: a line at a time would cost a call of the system each. */
const blockSize = 65_536;

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

export const realDisk: Disk = {
  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  async write(path, pieces, { mode = 0o644, isNew = false } = {}) {
    const aside = isNew ? path : `${path}.partial`;
    const handle = await open(aside, isNew ? 'wx' : 'w', mode);
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
};
