import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { untilAborted } from '../../../cli/gate/input/progress.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

describe('an input that an interrupt may end', () => {
  it('is let go of piece by piece: a plan of 500 MB is never held whole', async () => {
    const pieces: WeakRef<Uint8Array>[] = [];
    const bytes = (async function* read() {
      for (let at = 0; at < 50; at += 1) {
        const piece = new Uint8Array(64 * 1024);
        pieces.push(new WeakRef(piece));
        yield piece;
      }
    })();
    const { signal } = new AbortController();
    let [read, held] = [0, 0];
    for await (const piece of untilAborted({ name: 'plan', bytes }, signal).bytes) {
      read += 1;
      if (read < 50) continue;
      await new Promise((resolve) => setImmediate(resolve));
      collect();
      held = pieces.filter((each) => each.deref() !== undefined).length;
      expect(piece.length).toBe(64 * 1024);
    }
    expect(read).toBe(50);
    expect(held).toBeLessThan(5);
    expect(signal.aborted).toBe(false);
  });

  it('ends at once when interrupted, though the source stays silent', async () => {
    const stop = new AbortController();
    const silent = (async function* read() {
      yield new Uint8Array(1);
      await new Promise(() => {});
    })();
    const seen: number[] = [];
    for await (const piece of untilAborted({ name: '-', bytes: silent }, stop.signal).bytes) {
      seen.push(piece.length);
      setTimeout(() => stop.abort(), 5);
    }
    expect(seen).toEqual([1]);
  });

  it('hands on what the source throws', async () => {
    const broken = (async function* read(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(1);
      throw new Error('gone');
    })();
    const read = async () => {
      for await (const _ of untilAborted({ name: 'x', bytes: broken }, new AbortController().signal).bytes);
    };
    await expect(read()).rejects.toThrow('gone');
  });
});
