/** Writing for commands: an errno of the disk becomes a fault that says what to do. */
import { fault } from '../estate/index.ts';
import type { WriteOptions } from './disk.ts';
import type { Edge } from './edge.ts';

function isErrno(cause: unknown): cause is NodeJS.ErrnoException {
  return cause instanceof Error && typeof (cause as NodeJS.ErrnoException).syscall === 'string';
}

/** Throws `target-not-empty` when a new file is asked for and one is there, `target-unwritable` otherwise. */
export async function writeOut(
  { disk }: Edge,
  path: string,
  pieces: Iterable<string> | AsyncIterable<string>,
  options: WriteOptions = {},
): Promise<void> {
  try {
    await disk.write(path, pieces, options);
  } catch (cause) {
    if (!isErrno(cause)) throw cause;
    throw fault(cause.code === 'EEXIST' ? 'target-not-empty' : 'target-unwritable', {}, { subject: path, cause });
  }
}

export async function makeFolder({ disk }: Edge, path: string): Promise<void> {
  try {
    await disk.makeFolder(path);
  } catch (cause) {
    if (!isErrno(cause)) throw cause;
    throw fault('target-unwritable', {}, { subject: path, cause });
  }
}
