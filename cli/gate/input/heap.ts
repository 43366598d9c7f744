/**
 * Memory while a large input is read. Left alone the engine lets its young space grow to 128 MB and old space to twice of
 * what lives in it; what is kept of a hundred thousand resources is little, and a machine of CI is small.
 */
import type { PlanInput } from '../../../audit/index.ts';

/** What is asked of the engine, so that a test need not have a heap of its own. */
export interface Heap {
  /** Bytes of the space in which new objects are made. */
  readonly young: () => number;
  readonly flag: (flag: string) => void;
}

/** Bytes. Smaller inputs are through before any of it counts. */
const large = 24 * 1024 * 1024;
/** Bytes. Collecting often from the start would cost more than it spares. */
const huge = 64 * 1024 * 1024;
/** Bytes. A young space that holds little is emptied so often that what dies soon is carried into the old one. */
const roomy = 16 * 1024 * 1024;
/** Percent that old space may grow beyond what lives, before it is cleared again. */
const growth = 40;

export async function engineHeap(): Promise<Heap> {
  const { getHeapSpaceStatistics, setFlagsFromString } = await import('node:v8');
  const isYoung = ({ space_name: name }: { readonly space_name: string }) => name === 'new_space';
  return {
    young: () => getHeapSpaceStatistics().find(isYoung)?.physical_space_size ?? 0,
    // Only sizes, which the engine reads anew whenever it sizes a space: of how it works nothing may change once it runs.
    flag: setFlagsFromString,
  };
}

/** For all inputs of a run: spares memory once they are large together. Changes nothing of the bytes. */
export function sparing(heapOf: () => Promise<Heap> = engineHeap): (input: PlanInput) => PlanInput {
  let [read, isOldSpared, isYoungSpared] = [0, false, false];
  let heap: Heap | undefined;
  const spare = async (): Promise<void> => {
    heap ??= await heapOf();
    if (!isYoungSpared && heap.young() >= roomy) {
      heap.flag('--semi-space-growth-factor=1');
      isYoungSpared = true;
    }
    if (!isOldSpared && read >= huge) {
      heap.flag(`--heap-growing-percent=${growth}`);
      isOldSpared = true;
    }
  };
  return ({ bytes, ...input }) => {
    const through = async function* through(): AsyncGenerator<Uint8Array> {
      for await (const chunk of bytes) {
        read += chunk.length;
        if (read >= large && !(isYoungSpared && isOldSpared)) await spare();
        yield chunk;
      }
    };
    return { ...input, bytes: through() };
  };
}
