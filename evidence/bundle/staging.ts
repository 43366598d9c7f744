/** A folder being written aside: every file digested and linted as its bytes go by, then the whole renamed at once. */
import { createHash } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import { fault } from '../../estate/index.ts';
import type { SealDisk, Sink } from './disk.ts';
import { piecesOf, type LintBytes } from './pieces.ts';

const bufferBytes = 262_144;

function unwritable(path: string, cause: unknown): Error {
  const errno = (cause as NodeJS.ErrnoException).code;
  return errno === undefined ? (cause as Error) : fault('target-unwritable', { path, detail: errno }, { cause });
}

export interface StagedFile {
  /** A promise only where it has to be waited for: most lines of a log go into memory. */
  write(content: Uint8Array | string): Promise<void> | undefined;
  finish(): Promise<void>;
}

export class Staging {
  /** SHA-256 of each finished file. */
  readonly digests = new Map<string, string>();
  readonly #folders = new Set<string>();
  readonly #open = new Set<Sink>();
  readonly #disk: SealDisk;
  readonly #lint: LintBytes;
  readonly #target: string;
  readonly #aside: string;

  constructor(target: string, disk: SealDisk, lint: LintBytes) {
    this.#target = resolve(target);
    this.#aside = join(dirname(this.#target), `.${basename(this.#target)}.sealing`);
    this.#disk = disk;
    this.#lint = lint;
  }

  /** Refuses a folder with anything in it: two runs in one folder are a bundle that accuses its maker. */
  async open(): Promise<void> {
    const there = await this.#try(this.#target, () => this.#disk.list(this.#target));
    if (there !== undefined && there.length > 0) throw fault('target-not-empty', { path: this.#target });
    try {
      // mkdir is atomic, so it is also the lock: a second writer of the same bundle stops here.
      await this.#disk.makeFolder(this.#aside);
    } catch (cause) {
      const locked = (cause as NodeJS.ErrnoException).code === 'EEXIST';
      throw locked
        ? fault('target-unwritable', { path: this.#aside, detail: 'locked' })
        : unwritable(this.#aside, cause);
    }
  }

  async file(path: string): Promise<StagedFile> {
    await this.#folder(dirname(path));
    const sink = await this.#try(path, () => this.#disk.create(join(this.#aside, path)));
    this.#open.add(sink);
    const hash = createHash('sha256');
    const pieces = piecesOf(path, this.#lint);
    let pending: Uint8Array[] = [];
    let [size, text] = [0, ''];
    const add = (bytes: Uint8Array): void => {
      pending.push(bytes);
      size += bytes.length;
    };
    // Lines are turned to bytes together: one at a time costs more than the writing.
    const settle = (): void => {
      if (text !== '') add(Buffer.from(text));
      text = '';
    };
    const flush = async (): Promise<void> => {
      settle();
      const bytes = Buffer.concat(pending);
      [pending, size] = [[], 0];
      hash.update(bytes);
      pieces.add(bytes);
      await this.#try(path, () => sink.write(bytes));
    };
    return {
      write: (content) => {
        if (typeof content === 'string') text += content;
        else {
          settle();
          add(content);
        }
        return size + text.length >= bufferBytes ? flush() : undefined;
      },
      finish: async () => {
        await flush();
        pieces.end();
        await this.#finish(path, sink, hash.digest('hex'));
      },
    };
  }

  async put(path: string, content: Uint8Array | string | AsyncIterable<Uint8Array>): Promise<void> {
    const file = await this.file(path);
    if (typeof content === 'string' || content instanceof Uint8Array) await file.write(content);
    else for await (const chunk of content) await file.write(chunk);
    await file.finish();
  }

  async publish(): Promise<string> {
    for (const folder of ['.', ...this.#folders]) {
      const path = join(this.#aside, folder);
      await this.#try(path, () => this.#disk.syncFolder(path));
    }
    await this.#try(this.#target, () => this.#disk.publish(this.#aside, this.#target));
    await this.#try(this.#target, () => this.#disk.syncFolder(dirname(this.#target)));
    return this.#target;
  }

  /** Removes what was written aside. Best effort: the reason for stopping matters more than the rubbish left. */
  async discard(): Promise<void> {
    for (const sink of this.#open) await sink.abandon().catch(() => undefined);
    await this.#disk.discard(this.#aside).catch(() => undefined);
  }

  async #finish(path: string, sink: Sink, sha256: string): Promise<void> {
    await this.#try(path, () => sink.finish());
    this.#open.delete(sink);
    this.digests.set(path, sha256);
  }

  async #folder(path: string): Promise<void> {
    if (path === '.' || this.#folders.has(path)) return;
    await this.#folder(dirname(path));
    await this.#try(path, () => this.#disk.makeFolder(join(this.#aside, path)));
    this.#folders.add(path);
  }

  async #try<T>(path: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      throw unwritable(path, cause);
    }
  }
}
