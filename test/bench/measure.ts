/** Runs a program once and says what it cost, itself and whatever it started: GNU time tells what Node cannot of a child. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Cost {
  /** Seconds. */
  readonly wall: number;
  /** Seconds of processor, user and system together: what a busy machine does not change by much. */
  readonly cpu: number;
  /** Megabytes, at the highest. */
  readonly memory: number;
}

export interface Run extends Cost {
  readonly code: number | null;
  readonly stdout: string;
}

const timer = '/usr/bin/time';

export function measured(program: string, words: readonly string[], env: NodeJS.ProcessEnv = process.env): Run {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const told = join(folder, 'time');
    const done = spawnSync(timer, ['-o', told, '-f', '%e %U %S %M', program, ...words], {
      encoding: 'utf8',
      env,
      maxBuffer: 1024 * 1024 * 1024,
    });
    if (done.error !== undefined) throw new Error(`${timer} (Debian package time) is needed`, { cause: done.error });
    const last = readFileSync(told, 'utf8').trim().split('\n').at(-1)!;
    const [wall, user, system, kilobytes] = last.split(' ').map(Number) as [number, number, number, number];
    return { wall, cpu: user + system, memory: kilobytes / 1000, code: done.status, stdout: done.stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const middle = (all: readonly number[]): number =>
  all.toSorted((one, other) => one - other)[Math.floor(all.length / 2)]!;

/** Each figure by itself: the middle of an odd number of rounds. */
export function median(runs: readonly Cost[]): Cost {
  const of = (name: keyof Cost) => middle(runs.map((run) => run[name]));
  return { wall: of('wall'), cpu: of('cpu'), memory: of('memory') };
}
