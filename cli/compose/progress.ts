/** Counts on the error stream while a person watches; nothing in a file or a pipe. */
import type { CollectionLine } from '../../audit/index.ts';
import type { Context } from '../context.ts';
import { visible } from '../report/visible.ts';

/** Erases the line (ECMA-48 EL) after going back to its start. */
const anew = '\r\u001B[2K';
const pause = 100;

function placeIn(line: CollectionLine): string | undefined {
  return 'subject' in line ? line.subject.split('/')[2] : undefined;
}

export async function* watched(
  lines: AsyncIterable<CollectionLine>,
  { edge, say }: Context,
): AsyncGenerator<CollectionLine> {
  if (!edge.stderr.isTerminal) {
    yield* lines;
    return;
  }
  let count = 0;
  let told = 0;
  try {
    for await (const line of lines) {
      count += 1;
      const place = placeIn(line);
      if (place !== undefined && edge.clock() - told >= pause) {
        told = edge.clock();
        edge.stderr.write(anew + visible(say('progress.place', { place, count })));
      }
      yield line;
    }
  } finally {
    if (told > 0) edge.stderr.write(anew);
  }
}
