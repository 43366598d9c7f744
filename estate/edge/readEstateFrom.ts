/** A path → the estate that lies there: the file, or a folder's `estate.yaml`, with includes, tables and signed papers. */
import { basename, dirname, join, sep } from 'node:path';
import { CloisonFault } from '../fault.ts';
import { maxPaperBytes } from '../papers/signedPaper.ts';
import type { Problem } from '../problem.ts';
import { byPlace, isError } from '../problem.ts';
import { maxProblems } from '../read/flaw.ts';
import type { Openings } from '../read/include.ts';
import { readEstate, type EstateReading } from '../read/readEstate.ts';
import { maxTableBytes, maxYamlBytes, type Files } from '../read/text.ts';
import { wantedFiles } from '../read/wants.ts';
import type { FileSystem } from './fileSystem.ts';
import { findMatches } from './findMatches.ts';

export interface EstateFolder extends EstateReading {
  /** Everything that was read, for papers and waivers. */
  readonly files: Files;
  /** Path of the root document inside `files`. */
  readonly root: string;
  /** The folder that `files` are relative to. */
  readonly folder: string;
}

/** All files together: ten thousand small ones must not fill the memory either. */
const maxEstateBytes = 96 * 1024 * 1024;

class Loader {
  readonly files = new Map<string, Uint8Array>();
  readonly problems: Problem[] = [];
  readonly #tried = new Set<string>();
  #left = maxEstateBytes;
  readonly #folder: string;
  readonly #disk: FileSystem;

  constructor(folder: string, disk: FileSystem) {
    this.#folder = folder;
    this.#disk = disk;
  }

  #refuse(code: string, file: string, values: Problem['values']): void {
    this.problems.push({ code, file, line: 0, column: 0, path: '', values });
  }

  /** A link may lead elsewhere inside the folder (mounted configuration does), never out of it. */
  #inside(path: string): string | undefined {
    const folder = this.#disk.realPath(this.#folder);
    const target = this.#disk.realPath(join(this.#folder, path));
    if (folder === undefined || target === undefined) return undefined;
    return target.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? target : undefined;
  }

  load(path: string, limit: number): void {
    if (this.#tried.has(path)) return;
    this.#tried.add(path);
    if (this.#disk.kindOf(join(this.#folder, path)) === undefined) return;
    const target = this.#inside(path);
    if (target === undefined) {
      this.#refuse('file-outside', path, { path });
      return;
    }
    try {
      const { bytes } = this.#disk.read(target, Math.min(limit, this.#left));
      this.#left -= bytes.length;
      this.files.set(path, bytes);
    } catch (error) {
      if (!(error instanceof CloisonFault)) throw error;
      const code = error.code === 'file-too-large' ? 'file-too-large' : 'file-unreadable';
      this.#refuse(code, path, code === 'file-too-large' ? { limit: limit / 1024 / 1024 } : { path });
    }
  }
}

function limitOf(path: string): number {
  if (path.endsWith('.csv')) return maxTableBytes;
  return path.endsWith('.dsse.json') ? maxPaperBytes : maxYamlBytes;
}

/** What the disk said is the cause; that the reader then misses the file is no second problem. */
function joined(reading: EstateReading, refused: readonly Problem[]): EstateReading {
  if (refused.length === 0) return reading;
  const known = new Set(refused.map(({ file }) => file));
  const others = reading.problems.filter(
    ({ code, values }) => code !== 'file-missing' || !known.has(String(values['path'])),
  );
  const problems = [...others, ...refused].sort(byPlace).slice(0, maxProblems);
  const { estate: _, ...rest } = reading;
  return problems.some(isError) ? { ...rest, problems } : { ...reading, problems };
}

/** `path`: a file or a folder. `disk`: `diskFiles`, or one of a test. */
export function readEstateFrom(path: string, disk: FileSystem): EstateFolder {
  const isFolder = disk.kindOf(path) === 'folder';
  const folder = isFolder ? path : dirname(path);
  const root = isFolder ? 'estate.yaml' : basename(path);
  const loader = new Loader(folder, disk);
  loader.load(root, maxYamlBytes);
  const openings: Openings = new Map();
  const { globs } = wantedFiles(loader.files, root, openings);
  for (const match of findMatches(folder, globs, disk)) loader.load(match, maxYamlBytes);
  for (const named of wantedFiles(loader.files, root, openings).files) loader.load(named, limitOf(named));
  const reading = readEstate(loader.files, root, openings);
  return { ...joined(reading, loader.problems), files: loader.files, root, folder };
}
