/** The exact bytes of a file, as a digest and the first of them: never more of it in memory. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { fault } from '../../../estate/index.ts';
import type { Edge } from '../../edge.ts';

export interface FileDigest {
  /** 64 hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** At most the first chunk that the disk gave. */
  readonly head: Uint8Array;
}

/** `-` is the standard input. Throws `file-unreadable`. */
export async function digestOfFile(path: string, { stdin }: Pick<Edge, 'stdin'>): Promise<FileDigest> {
  const hash = createHash('sha256');
  let bytes = 0;
  let head: Uint8Array = new Uint8Array();
  try {
    for await (const chunk of path === '-' ? stdin : (createReadStream(path) as AsyncIterable<Uint8Array>)) {
      if (bytes === 0) head = chunk;
      bytes += chunk.length;
      hash.update(chunk);
    }
  } catch (cause) {
    throw fault('file-unreadable', { file: path }, { cause });
  }
  return { sha256: hash.digest('hex'), bytes, head };
}
