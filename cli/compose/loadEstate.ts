/** The promise from its path, or every problem of it. */
import { join, relative } from 'node:path';
import { estateDigest, isError, readEstateFrom, type Estate, type EstateFolder } from '../../estate/index.ts';
import type { Edge } from '../edge.ts';
import { ProblemsFound } from '../problems.ts';

export interface LoadedEstate {
  readonly estate: Estate;
  /** `sha256:…`, as collections and revisions name it. */
  readonly digest: string;
  readonly folder: EstateFolder;
}

/** Problems with paths as the user would write them, so that a terminal makes each a link. */
export async function readEstateAt(path: string, edge: Edge): Promise<EstateFolder> {
  const folder = readEstateFrom(path, await edge.files());
  const near = (file: string) => relative('', join(folder.folder, file));
  return { ...folder, problems: folder.problems.map((problem) => ({ ...problem, file: near(problem.file) })) };
}

/** Warnings are `estate check`'s to print: here only what refuses the estate counts. */
export async function loadEstate(path: string, edge: Edge): Promise<LoadedEstate> {
  const folder = await readEstateAt(path, edge);
  const { estate, problems } = folder;
  if (estate === undefined) throw new ProblemsFound(problems.filter(isError));
  return { estate, digest: estateDigest(estate), folder };
}
