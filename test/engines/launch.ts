import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { onPath } from './binary.ts';
import { lastLines } from './outcome.ts';

export interface LaunchOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** How long a polite stop may take before it is killed. */
  readonly patience?: number;
}

export interface Running {
  readonly name: string;
  readonly pid: number;
  readonly log: string;
  readonly lastLines: () => string;
  /** Throws, with the end of its log, when the process is no longer there. */
  readonly assertAlive: (when: string) => void;
  /** Settles when the process is gone, whatever the reason. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

const living = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/** Starts a foreground server that cannot outlive this process, not even when this process is killed. */
export function launch(
  name: string,
  command: string,
  args: readonly string[],
  log: string,
  { env = {}, cwd, patience = 10_000 }: LaunchOptions = {},
): Running {
  const output = openSync(log, 'a');
  // setpriv (util-linux) asks the kernel to kill the child with its parent, then becomes the command: same pid.
  const setpriv = onPath('setpriv');
  const [program, words] = setpriv ? [setpriv, ['--pdeathsig', 'KILL', command, ...args]] : [command, [...args]];
  const child = spawn(program, words, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', output, output] });
  closeSync(output);
  living.add(child);
  let ending: string | undefined;
  const ended = new Promise<void>((resolve) => {
    const conclude = (how: string) => {
      ending ??= how;
      living.delete(child);
      resolve();
    };
    child.once('error', (error) => conclude(error.message));
    child.once('exit', (code, signal) => conclude(signal ? `was ended by ${signal}` : `exited with ${code}`));
  });
  const tail = () => lastLines(readFileSync(log, 'utf8'));
  return {
    name,
    pid: child.pid ?? -1,
    log,
    ended,
    lastLines: tail,
    assertAlive(when) {
      if (ending) throw new Error(`${name} ${ending} ${when}; the end of its log:\n${tail()}`);
    },
    async stop() {
      if (ending) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), patience);
      await ended;
      clearTimeout(timer);
    },
  };
}
