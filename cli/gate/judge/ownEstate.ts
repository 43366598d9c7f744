/**
 * The estate of the change under test, where the one of a ref judges: lowered there, it would judge every change after this
 * one, so it is judged now, asked for or not.
 */
import { join, relative, resolve } from 'node:path';
import { estateDigest } from '../../../estate/index.ts';
import type { PlanReading } from '../../../audit/index.ts';
import { readEstateAt } from '../../compose/loadEstate.ts';
import type { Edge } from '../../edge.ts';
import { rootOf, type EstateOrigin, type Located } from './fromRef.ts';
import { realGit, type Git } from './git.ts';
import { commitOf, gitFiles } from './gitFiles.ts';

/** Undefined where the estate of no ref judges, or no repository is there. */
function ownPath({ path, ref }: Located, git: Git): string | undefined {
  const root = ref === undefined ? undefined : rootOf(git);
  return root === undefined ? undefined : resolve(root, path);
}

/** Of the commit that ref and change have in common; undefined where a shallow clone lacks it. */
async function digestBefore({ path, commit }: Located, git: Git, edge: Edge): Promise<string | undefined> {
  const { status, stdout } = git(['merge-base', commit!, 'HEAD'], 65_536);
  if (status !== 0) return undefined;
  const files = gitFiles(commitOf(Buffer.from(stdout).toString('utf8').trim(), git), git);
  const { estate } = await readEstateAt(path, { ...edge, files: async () => files });
  return estate && estateDigest(estate);
}

/** How the estate that was read, of this digest, stands to the one of the change under test. */
export async function originOf(at: Located, digest: string, edge: Edge): Promise<EstateOrigin> {
  const { path, ref, commit } = at;
  if (ref === undefined || commit === undefined) return { path };
  const git = edge.git ?? realGit;
  const own = ownPath(at, git);
  if (own === undefined) return { path, ref, commit };
  const { estate } = await readEstateAt(own, edge);
  if (estate === undefined) {
    const isThere = (await edge.files()).kindOf(own) !== undefined;
    return { path, ref, commit, differs: true, own: isThere ? 'unreadable' : 'missing' };
  }
  const mine = estateDigest(estate);
  if (mine === digest) return { path, ref, commit, differs: false };
  const isBehind = mine === (await digestBefore(at, git, edge));
  return { path, ref, commit, differs: true, own: isBehind ? 'behind' : 'changed' };
}

/** The change that is judged though nobody named one. */
export function impliedChange(at: Located, { own }: EstateOrigin, { git = realGit }: Edge): string | undefined {
  const path = own === 'changed' ? ownPath(at, git) : undefined;
  return path && (relative('', path) || '.');
}

/** An estate that the change takes away or breaks cannot be judged, so the change is not passed. */
export function withOwnEstate(reading: PlanReading, { path, own }: EstateOrigin, change?: string): PlanReading {
  if (change !== undefined || (own !== 'missing' && own !== 'unreadable')) return reading;
  const short = {
    input: join(path),
    code: own === 'missing' ? 'own-estate-missing' : 'own-estate-unreadable',
    values: {},
  };
  return { ...reading, shorts: [...reading.shorts, short] };
}
