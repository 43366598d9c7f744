/** The exact bytes of a file, as a digest and the first of them: never more of it in memory. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { CloisonFault, fault } from '../../../estate/index.ts';
import type { Edge } from '../../edge.ts';

export interface FileDigest {
  /** 64 hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** At most the first chunk that the disk gave. */
  readonly head: Uint8Array;
}

/** What is read once and gone (a pipe, a device) is nothing that another program could execute after us. */
async function* bytesAt(path: string): AsyncGenerator<Uint8Array> {
  // Not to wait for ever for whoever would write into a pipe.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await handle.stat()).isFile()) throw new Error('no plain file');
    yield* handle.createReadStream({ autoClose: false }) as AsyncIterable<Uint8Array>;
  } finally {
    await handle.close();
  }
}

/** `-` is the standard input. `keep` is given the very bytes that are digested. Throws `file-unreadable`, and what `keep` throws. */
export async function digestOfFile(
  path: string,
  { stdin }: Pick<Edge, 'stdin'>,
  keep: (chunk: Uint8Array) => Promise<unknown> = async () => {},
): Promise<FileDigest> {
  const hash = createHash('sha256');
  let bytes = 0;
  let head: Uint8Array = new Uint8Array();
  try {
    for await (const chunk of path === '-' ? stdin : bytesAt(path)) {
      if (bytes === 0) head = chunk;
      bytes += chunk.length;
      hash.update(chunk);
      await keep(chunk);
    }
  } catch (cause) {
    if (cause instanceof CloisonFault) throw cause;
    throw fault('file-unreadable', { file: path }, { cause });
  }
  return { sha256: hash.digest('hex'), bytes, head };
}
