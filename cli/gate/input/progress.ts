/** Inputs while a person watches: how much was read, on the error stream, and an end when they have seen enough. */
import type { Readable } from 'node:stream';
import type { PlanInput } from '../../../audit/index.ts';
import type { Say } from '../../../estate/index.ts';
import type { Edge } from '../../edge.ts';
import { visible } from '../../report/visible.ts';
import { withoutPeople } from '../people/door.ts';

/** Goes back to the start of the line and erases it (ECMA-48 EL). */
export const anew = '\r\u001B[2K';
/** Milliseconds between two rows; what is read faster is not worth a row. */
export const pause = 200;

/**
 * What comes, or nothing once the user interrupts. A race against one promise of the whole run would hold every chunk of
 * the input for as long as that promise is open: each is given a promise of its own.
 */
function orStopped<T>(coming: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve(undefined);
    const heard = () => signal.removeEventListener('abort', stop);
    signal.addEventListener('abort', stop, { once: true });
    coming.finally(heard).then(resolve, reject);
  });
}

/** Ends when the user interrupts, even while a pipe is silent: what came until then is judged, and told as partial. */
export function untilAborted(input: PlanInput, signal: AbortSignal): PlanInput {
  const through = async function* through(): AsyncGenerator<Uint8Array> {
    const source = input.bytes[Symbol.asyncIterator]();
    try {
      while (!signal.aborted) {
        const next = await orStopped(source.next(), signal);
        if (next === undefined || next.done === true) return;
        yield next.value;
      }
    } finally {
      // Neither is waited for: a silent pipe would never answer, and an open one would hold the process.
      void source.return?.();
      if (signal.aborted) (input.bytes as Partial<Pick<Readable, 'destroy'>>).destroy?.();
    }
  };
  return { ...input, bytes: through() };
}

export function watchedInput(input: PlanInput, { stderr, clock }: Edge, say: Say): PlanInput {
  if (!stderr.isTerminal) return input;
  const through = async function* through(): AsyncGenerator<Uint8Array> {
    let [read, told, isShown] = [0, clock(), false];
    const name = await withoutPeople(input.name);
    try {
      for await (const chunk of input.bytes) {
        read += chunk.length;
        if (clock() - told >= pause) {
          [told, isShown] = [clock(), true];
          const values = { input: name, megabytes: Math.round(read / 1e6) };
          stderr.write(anew + visible(say('gate.progress', values)));
        }
        yield chunk;
      }
    } finally {
      if (isShown) stderr.write(anew);
    }
  };
  return { ...input, bytes: through() };
}

/**
 * Work that waits for nothing hears no interrupt: every now and then the event loop is given its turn. Resolves to true once
 * the user has seen enough; undefined while it is too early to look.
 */
export function turns({ clock, signal }: Pick<Edge, 'clock' | 'signal'>): () => Promise<boolean> | undefined {
  let last = clock();
  // What came before an interrupt of the reading is judged to its end.
  const isLate = signal.aborted;
  return () => {
    if (clock() - last < pause) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        last = clock();
        resolve(signal.aborted && !isLate);
      });
    });
  };
}
