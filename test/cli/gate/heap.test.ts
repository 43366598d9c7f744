import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sparing } from '../../../cli/gate/input/heap.ts';

const heapFile = join(import.meta.dirname, '../../../cli/gate/input/heap.ts');
const megabyte = 1024 * 1024;

async function* pieces(count: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < count; at += 1) yield new Uint8Array(megabyte).fill(at);
}

/** Reads inputs of so many megabytes; what was asked of the engine meanwhile. `young`: its young space at each look. */
async function asked(sizes: readonly number[], young: readonly number[]): Promise<readonly string[]> {
  const flags: string[] = [];
  const looks = [...young];
  const spared = sparing(async () => ({
    young: () => (looks.shift() ?? 0) * megabyte,
    flag: (flag) => flags.push(flag),
  }));
  for (const size of sizes) {
    const seen: number[] = [];
    for await (const { 0: first } of spared({ name: 'plan', bytes: pieces(size) }).bytes) seen.push(first!);
    expect(seen).toEqual(Array.from({ length: size }, (_, at) => at));
  }
  return flags;
}

/** Peak of the young space, in megabytes, of a process that keeps much of what it makes. */
function peakOf(flags: string): number {
  const program = `
    import { getHeapSpaceStatistics } from 'node:v8';
    import { engineHeap } from ${JSON.stringify(heapFile)};
    const heap = await engineHeap();
    for (const flag of ${flags}) heap.flag(flag);
    const kept = [];
    let peak = 0;
    for (let at = 0; at < 1_500_000; at += 1) {
      kept.push({ at, name: 'n' + at });
      if (at % 50_000 === 0) peak = Math.max(peak, heap.young());
    }
    console.log(peak / ${megabyte}, kept.length);`;
  const words = ['--no-warnings', '--input-type=module', '-e', program];
  return Number(execFileSync(process.execPath, words, { encoding: 'utf8' }).split(' ')[0]);
}

describe('memory while large inputs are read', () => {
  it('asks nothing of the engine for what is small', async () => {
    expect(await asked([20], [])).toEqual([]);
  });

  it('holds back the young space once the inputs are large together and it has room enough, the old one later', async () => {
    const young = '--semi-space-growth-factor=1';
    const both = [young, expect.stringMatching(/^--heap-growing-percent=\d+$/)];
    expect(await asked([30], [50])).toEqual([young]);
    expect(await asked([20, 20], [1, 4, 40, 80])).toEqual([young]);
    expect(await asked([30], [1, 2, 3])).toEqual([]);
    expect(await asked([70], [50])).toEqual(both);
    expect(await asked([30, 30, 30], Array(90).fill(1))).toEqual(both.slice(1));
  });

  it('is heard by this engine after its start', () => {
    // Pages come and go while it is cleared: only that it stays far below what it would grow to is the same each time.
    expect(peakOf(`['--semi-space-growth-factor=1']`) * 2).toBeLessThan(peakOf('[]'));
  });
});
