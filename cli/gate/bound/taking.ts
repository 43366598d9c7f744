/**
 * What was verified, kept for the apply. Between `gate verify` and the apply whoever may write the artefact could exchange it:
 * so the very bytes that were digested are written meanwhile into a new folder that nobody else can open.
 */
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fault } from '../../../estate/index.ts';
import type { Edge } from '../../edge.ts';
import { UsageError } from '../../usage.ts';
import { digestOfFile } from './digest.ts';

export interface Taking {
  /** 64 hex of the artefact; its bytes are in the folder afterwards. */
  take(path: string, edge: Edge): Promise<string>;
  /** Where the apply finds them. */
  readonly paths: readonly string[];
  /** Of what may not be applied nothing stays. */
  undo(): Promise<void>;
}

const unwritable = (subject: string) => (cause: NodeJS.ErrnoException) => {
  throw fault(cause.code === 'EEXIST' ? 'target-not-empty' : 'target-unwritable', {}, { subject, cause });
};

/** Throws a `UsageError` where nothing is to be taken or two files have one name, `target-not-empty`, `target-unwritable`. */
export async function takingInto(folder: string, artifacts: readonly string[]): Promise<Taking> {
  const names = artifacts.map((path) => basename(path));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (names.length === 0) throw new UsageError('together', '--artifact', [], '--take');
  if (twice !== undefined) throw new UsageError('take-twice', twice, [], '--take');
  await mkdir(folder, { mode: 0o700 }).catch(unwritable(folder));
  const paths: string[] = [];
  return {
    paths,
    async take(path, edge) {
      const to = join(folder, basename(path));
      const handle: FileHandle = await open(to, 'wx', 0o400).catch(unwritable(to));
      try {
        const { sha256 } = await digestOfFile(path, edge, (chunk) => handle.writeFile(chunk).catch(unwritable(to)));
        paths.push(to);
        return sha256;
      } finally {
        await handle.close();
      }
    },
    undo: () => rm(folder, { recursive: true, force: true }),
  };
}
