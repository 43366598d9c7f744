/** Whether a folder holds anything of a sealed run: a wrong path is a slip of the pen, and not somebody's tampering. */
import { join } from 'node:path';
import type { FileSystem } from '../../estate/index.ts';
import { UsageError } from '../usage.ts';

/** Any one of them, and the folder is judged as evidence, with everything that it lacks. */
const signs = [
  'bagit.txt',
  'bag-info.txt',
  'manifest-sha256.txt',
  'tagmanifest-sha256.txt',
  'data/attest',
  'data/log',
  'data/records',
];

/** What the gate seals, its evidence beside it. */
const isDecision = (folder: string, files: FileSystem): boolean =>
  files.kindOf(join(folder, 'decision.dsse.json')) !== undefined;

/** Of what is not there at all whoever opens it says so. */
export function refuseNoBundle(folder: string, files: FileSystem): void {
  if (files.kindOf(folder) === undefined) return;
  if (signs.every((sign) => files.kindOf(join(folder, sign)) === undefined))
    throw new UsageError(isDecision(folder, files) ? 'is-decision' : 'no-bundle', folder);
}
