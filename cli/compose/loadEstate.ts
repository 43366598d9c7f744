/** The promise from its path, or every problem of it. */
import { join, relative } from 'node:path';
import {
  byPlace,
  estateDigest,
  isError,
  readEstateFrom,
  type Estate,
  type EstateFolder,
  type Problem,
} from '../../estate/index.ts';
import { committedFacts } from '../../policies/index.ts';
import type { Edge } from '../edge.ts';
import { ProblemsFound } from '../problems.ts';
import { strangeNames } from './strangeNames.ts';

export interface LoadedEstate {
  readonly estate: Estate;
  /** `sha256:…`, as collections and revisions name it. */
  readonly digest: string;
  readonly folder: EstateFolder;
}

/**
 * An entity under the name of a provider of the facts would be believed in its place: an estate that writes
 * `aws: { country: FR }` could say of a real provider whatever it likes.
 */
function* takenNames({ positions }: EstateFolder): Generator<Problem> {
  const providers = new Set(committedFacts().rows.providers.statements.map(({ provider }) => provider));
  for (const id of providers) {
    const spot = positions.spot(`/entities/${id}`);
    if (spot !== undefined)
      yield { code: 'entity-takes-provider-name', ...spot, path: `/entities/${id}`, values: { id } };
  }
}

/** Problems with paths as the user would write them, so that a terminal makes each a link. */
export async function readEstateAt(path: string, edge: Edge): Promise<EstateFolder> {
  const { estate, ...folder } = readEstateFrom(path, await edge.files());
  const near = (file: string) => relative('', join(folder.folder, file));
  const taken = [...takenNames(folder)];
  const strange = estate === undefined ? [] : strangeNames(estate, folder.positions, committedFacts());
  const problems = [...folder.problems, ...taken, ...strange]
    .sort(byPlace)
    .map((each) => ({ ...each, file: near(each.file) }));
  return { ...folder, problems, ...(estate === undefined || taken.length > 0 ? {} : { estate }) };
}

/** Warnings are `estate check`'s to print: here only what refuses the estate counts. */
export async function loadEstate(path: string, edge: Edge): Promise<LoadedEstate> {
  const folder = await readEstateAt(path, edge);
  const { estate, problems } = folder;
  if (estate === undefined) throw new ProblemsFound(problems.filter(isError));
  return { estate, digest: estateDigest(estate), folder };
}
