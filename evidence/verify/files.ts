/** Steps 1 and 2 of verification: limits, then the closed set of files and the digest of each. */
import { createHash } from 'node:crypto';
import type { BundleFolder } from '../bundle/folder.ts';
import { isPlace, reservedBytes } from '../bundle/layout.ts';
import { LimitReached, type VerifyLimits } from './limits.ts';
import type { Report } from './report.ts';

/** The files that are really there: regular, in their place, read once. */
export class BundleFiles {
  readonly digests = new Map<string, string>();
  readonly #folder: BundleFolder;
  readonly #limits: VerifyLimits;
  #bytes = 0;

  constructor(folder: BundleFolder, limits: VerifyLimits) {
    this.#folder = folder;
    this.#limits = limits;
  }

  read(path: string): AsyncIterable<Uint8Array> {
    return this.#folder.read(path);
  }

  /** A small document, or undefined when it is not there. */
  async whole(path: string): Promise<Uint8Array | undefined> {
    if (!this.digests.has(path)) return undefined;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of this.read(path)) {
      size += chunk.length;
      if (size > this.#limits.document) throw new LimitReached('document', path);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  async digest(path: string, report: Report): Promise<void> {
    const hash = createHash('sha256');
    let left = reservedBytes(path) ?? Number.POSITIVE_INFINITY;
    try {
      for await (const chunk of this.read(path)) {
        left -= chunk.length;
        if (left < 0) throw new LimitReached('reserved', path);
        this.#bytes += chunk.length;
        if (this.#bytes > this.#limits.bytes) throw new LimitReached('bytes', path);
        hash.update(chunk);
      }
    } catch (cause) {
      if (cause instanceof LimitReached) throw cause;
      report.add('MISSING', 'unreadable', { path, values: { errno: (cause as NodeJS.ErrnoException).code ?? '?' } });
      return;
    }
    this.digests.set(path, hash.digest('hex'));
  }
}

function ancestorsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Every regular file in a place that a bundle has; anything else is an item, and is never opened. */
async function placesOf(folder: BundleFolder, limits: VerifyLimits, report: Report): Promise<string[]> {
  const files: string[] = [];
  const folders: string[] = [];
  const seen = new Set<string>();
  for await (const { path, kind } of folder.entries()) {
    if (seen.size >= limits.files) throw new LimitReached('files', path);
    if (path.split('/').length > limits.depth) throw new LimitReached('depth', path);
    // A file system without case would keep one of the two, and not say which.
    if (seen.has(path.toLowerCase())) report.add('INVALID', 'case-collision', { path });
    seen.add(path.toLowerCase());
    if (kind === 'folder') folders.push(path);
    else if (kind === 'other') report.add('INVALID', 'not-a-file', { path });
    else if (isPlace(path)) files.push(path);
    else report.add('INVALID', 'out-of-place', { path });
  }
  const used = new Set(files.flatMap(ancestorsOf));
  for (const path of folders.sort()) if (!used.has(path)) report.add('INVALID', 'unlisted-folder', { path });
  return files.sort();
}

export async function inspectFiles(folder: BundleFolder, limits: VerifyLimits, report: Report): Promise<BundleFiles> {
  const files = new BundleFiles(folder, limits);
  for (const path of await placesOf(folder, limits, report)) await files.digest(path, report);
  return files;
}
