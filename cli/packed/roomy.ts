/**
 * A small run never needs its memory cleared. Left alone the engine starts with a young space of 1 MB, empties it six times
 * and clears the whole heap once in a gate of ten resources: a tenth of its time. Not for a large one, whose memory is held
 * back (`cli/gate/input/heap.ts`) and would not get this room back.
 */
import { statSync } from 'node:fs';

/** Bytes. */
const small = 4 * 1024 * 1024;

/** Bytes of a file; undefined: nothing of that name; Infinity: nobody knows how much. */
function sizeOf(path: string): number | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    return found.isFile() ? found.size : Number.POSITIVE_INFINITY;
  } catch {
    return undefined;
  }
}

/** Whether a command line names files, all of them small together. What comes through a pipe, and folders, may be large. */
export function isSmall(argv: readonly string[]): boolean {
  const isEstate = (at: number) => argv[at - 1] === '--estate';
  const sizes = argv.map((word, at) => (isEstate(at) ? undefined : sizeOf(word))).filter((size) => size !== undefined);
  return sizes.length > 0 && !argv.includes('-') && sizes.reduce((sum, size) => sum + size, 0) <= small;
}

/**
 * What is asked of the engine for a small run: sizes, each read when it is needed, so that it counts after the start too. No
 * optimiser is switched off: an estate may be large, and what runs long is still compiled anew, a little later.
 */
export const roomy: readonly string[] = [
  '--semi-space-growth-factor=16',
  // How often something runs before it is compiled anew. A run of a tenth of a second ends before that pays.
  '--baseline-batch-compilation-threshold=67108864',
  '--invocation-count-for-maglev=4000',
  '--wasm-tiering-budget=200000000',
];
