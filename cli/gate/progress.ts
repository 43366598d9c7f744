/** How much was read, on the error stream while a person watches; nothing in a file or a pipe. */
import type { PlanInput } from '../../audit/index.ts';
import type { Say } from '../../estate/index.ts';
import type { Edge } from '../edge.ts';
import { visible } from '../report/visible.ts';

/** Goes back to the start of the line and erases it (ECMA-48 EL). */
const anew = '\r\u001B[2K';
/** Milliseconds between two rows; what is read faster is not worth a row. */
const pause = 200;

export function watchedInput(input: PlanInput, { stderr, clock }: Edge, say: Say): PlanInput {
  if (!stderr.isTerminal) return input;
  const through = async function* through(): AsyncGenerator<Uint8Array> {
    let [read, told, isShown] = [0, clock(), false];
    try {
      for await (const chunk of input.bytes) {
        read += chunk.length;
        if (clock() - told >= pause) {
          [told, isShown] = [clock(), true];
          const values = { input: input.name, megabytes: Math.round(read / 1e6) };
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
