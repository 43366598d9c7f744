/** Everything impure that a command may touch enters here, once: a test hands in another one. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Source, Transport } from '../audit/index.ts';
import type { FileSystem } from '../estate/index.ts';
import { realDisk, type Disk } from './disk.ts';
import type { Machine } from './doctor/machine.ts';
import { startedAs } from './started.ts';
import type { Git } from './gate/judge/git.ts';

export interface Output {
  write(text: string): void;
  /** A person watches. */
  readonly isTerminal: boolean;
  /** Columns; undefined where there is no terminal. */
  readonly width: number | undefined;
}

export interface Edge {
  readonly now: () => Date;
  /** Milliseconds that only grow. */
  readonly clock: () => number;
  /** How this tool is called here, for lines to paste: `cloison`, `npx cloison`, `node bin/cloison.js`. */
  readonly command: string;
  readonly random: (bytes: number) => Uint8Array;
  /** Environment variables. `look --kubeconfig` sets one for the Kubernetes client, which reads nothing else. */
  readonly env: Record<string, string | undefined>;
  readonly disk: Disk;
  /** The reading disk of the estate; asked for when a command needs it, for it comes with the whole language. */
  readonly files: () => Promise<FileSystem>;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
  /** Left out: the clients' own network. */
  readonly transport?: Transport;
  /** Left out: the git of this machine. */
  readonly git?: Git;
  /** Left out: the machine that this runs on. */
  readonly machine?: Machine;
  /** Left out: every source of the tool. */
  readonly sources?: readonly Source[];
}

function outputOf(stream: NodeJS.WriteStream & { readonly fd: number }): Output {
  // Of the stream: it knows what it is, and the module that looks at a number costs each start milliseconds.
  const isTerminal = Boolean((stream as { readonly isTTY?: boolean }).isTTY);
  return {
    write: (text) => void stream.write(text),
    isTerminal,
    // A terminal that nobody has told its size (docker -t, script) says 0 columns.
    width: isTerminal && stream.columns > 0 ? stream.columns : undefined,
  };
}

/** Sources run as they are only in a checkout: the published package is compiled. */
function calledAs(): string {
  const isCheckout = import.meta.url.endsWith('.ts');
  const bin = isCheckout ? join(import.meta.dirname, '../bin/cloison.js') : undefined;
  return startedAs({ script: process.argv[1] ?? '', folder: process.cwd(), bin });
}

export function realEdge(signal: AbortSignal): Edge {
  return {
    now: () => new Date(),
    // Not `performance`, which loads six modules of Node to tell the same.
    clock: () => Number(process.hrtime.bigint()) / 1e6,
    command: calledAs(),
    random: (bytes) => randomBytes(bytes),
    env: process.env,
    disk: realDisk,
    files: async () => (await import('../estate/index.ts')).diskFiles,
    get stdin() {
      return process.stdin as Readable;
    },
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    signal,
  };
}
