/** Feeds a linter with final bytes in bounded pieces, cut after a newline so that nothing it looks for is cut in two. */
import { fault } from '../../estate/index.ts';

/** What was found and where, never the text itself. `offset` is in bytes from the start of the piece handed in. */
export interface LintHit {
  readonly kind: string;
  readonly offset: number;
}
export type LintBytes = (path: string, bytes: Uint8Array) => readonly LintHit[];

const maxPiece = 1_048_576;
/** Longer than anything a linter looks for; carried over where a piece had to be cut inside a line. */
const overlap = 512;

export interface Pieces {
  /** Throws `personal-data-in-output` with path, kind and line at the first hit. */
  add(bytes: Uint8Array): void;
  end(): void;
}

function linesIn(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}

export function piecesOf(path: string, lint: LintBytes): Pieces {
  let held: Uint8Array = Buffer.alloc(0);
  let line = 1;
  const look = (bytes: Uint8Array): void => {
    const [hit] = bytes.length === 0 ? [] : lint(path, bytes);
    if (hit !== undefined) {
      const at = line + linesIn(bytes.subarray(0, hit.offset));
      throw fault('personal-data-in-output', { path, kind: hit.kind, line: at });
    }
  };
  return {
    add(bytes) {
      const all = Buffer.concat([held, bytes]);
      const newline = all.lastIndexOf(10) + 1;
      if (newline === 0 && all.length < maxPiece) {
        held = all;
        return;
      }
      const end = newline === 0 ? all.length : newline;
      const piece = all.subarray(0, end);
      look(piece);
      held = newline === 0 ? all.subarray(-overlap) : all.subarray(end);
      line += linesIn(piece);
    },
    end() {
      look(held);
    },
  };
}
