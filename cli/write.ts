/** Writing for commands: an errno of the disk becomes a fault that says what to do. */
import { dirname, resolve, sep } from 'node:path';
import { fault } from '../estate/index.ts';
import type { WriteOptions } from './disk.ts';
import type { Edge } from './edge.ts';

/** What may be replaced: files of the kind that the command itself writes, told by how they begin. */
export const replaceable = {
  collection: /^\{"collectedAt":"[0-9TZ:.-]{24}","estate":"(?:none|sha256:[0-9a-f]{64})","sources":\[/,
  report:
    /^\{\s*"version": "cloison\/report\/v1",|^<!doctype html>\s+<html lang="[a-z]+">[^]{0,200}Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-/,
  gate: /^\{\s*"version": "cloison\/gate(?:-refused)?\/v1"|^\{\s*"\$schema": "https:\/\/json\.schemastore\.org\/sarif-2\.1\.0\.json"|^<\?xml [^>]*>\s*<testsuites name="cloison gate"|^\[(?:\]|\s*\{\s*"check_name": ")|^<!-- cloison gate -->/,
  baseline: /^\{"findings":\[(?:\{"control":"[^]*|\],"version":"cloison\/baseline\/v1")/,
  /** As Pulumi's own previews begin. */
  plan: /^\{\s*"config": \{[^]*?\},\s*"steps": \[/,
  revision: /^\{"payload":"[A-Za-z0-9+/=]+","payloadType":"application\/vnd\.cloison\.revision/,
  approval: /^\{"payload":"[A-Za-z0-9+/=]+","payloadType":"application\/vnd\.cloison\.bundle/,
} as const;

export interface Target {
  /** Of what kind an existing file must be to be replaced; an empty one always may. */
  readonly replaces: keyof typeof replaceable;
  /** Files that the run reads: never written over, under whatever name. Those left out are skipped. */
  readonly inputs?: readonly (string | undefined)[];
  /** The estate that is read: nothing of the kinds that an estate is made of is written into its folder. */
  readonly estate?: string;
  /** A folder that this run seals: nothing else belongs there. */
  readonly sealed?: string | undefined;
  /** Replace an ordinary file of any kind. Never an input, a link or a device. */
  readonly force?: boolean | undefined;
}

function isErrno(cause: unknown): cause is NodeJS.ErrnoException {
  return cause instanceof Error && typeof (cause as NodeJS.ErrnoException).syscall === 'string';
}

async function told<T>(path: string, done: Promise<T>): Promise<T> {
  try {
    return await done;
  } catch (cause) {
    if (!isErrno(cause)) throw cause;
    throw fault(cause.code === 'EEXIST' ? 'target-not-empty' : 'target-unwritable', {}, { subject: path, cause });
  }
}

async function isInside(path: string, folder: string, edge: Edge): Promise<boolean> {
  const files = await edge.files();
  const [place, within] = [
    files.realPath(dirname(path)) ?? resolve(dirname(path)),
    files.realPath(folder) ?? resolve(folder),
  ];
  return `${place}${sep}`.startsWith(within.endsWith(sep) ? within : `${within}${sep}`);
}

async function isRead(path: string, { inputs = [], estate, sealed }: Target, edge: Edge): Promise<boolean> {
  if (sealed !== undefined && (resolve(path) === resolve(sealed) || (await isInside(path, sealed, edge)))) return true;
  const files = await edge.files();
  if (estate !== undefined && /\.(?:ya?ml|csv|dsse\.json)$/i.test(path)) {
    const folder = files.kindOf(estate) === 'folder' ? estate : dirname(estate);
    if (await isInside(path, folder, edge)) return true;
  }
  const identity = await edge.disk.identity(path);
  const known = [...inputs, estate].flatMap((each) => (each === undefined || each === '-' ? [] : [each]));
  const others = await Promise.all(known.map((each) => edge.disk.identity(each)));
  return identity !== undefined && others.includes(identity);
}

/**
 * Asked before anything is read from outside: hours of collecting must not end here. Throws `target-unwritable` with the
 * reason `input`, `link`, `special` or `foreign`; without one where the disk itself refuses.
 */
export async function mayWrite(path: string, target: Target, edge: Edge): Promise<void> {
  const refused = (reason: string) => fault('target-unwritable', { reason }, { subject: path });
  const found = await told(path, edge.disk.standing(path));
  if (found?.kind === 'link') throw refused('link');
  if (await told(path, isRead(path, target, edge))) throw refused('input');
  if (found?.kind === 'other') throw refused('special');
  const isOurs = found === undefined || found.start === '' || replaceable[target.replaces].test(found.start);
  if (!isOurs && target.force !== true) throw refused('foreign');
}

/** Throws `target-not-empty` when a new file is asked for and one is there, `target-unwritable` otherwise. */
export async function writeOut(
  { disk }: Edge,
  path: string,
  pieces: Iterable<string> | AsyncIterable<string>,
  options: WriteOptions = {},
): Promise<void> {
  await told(path, disk.write(path, pieces, options));
}

export async function makeFolder({ disk }: Edge, path: string): Promise<void> {
  await told(path, disk.makeFolder(path));
}
