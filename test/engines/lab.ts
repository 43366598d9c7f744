import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { launch } from './launch.ts';
import type { LaunchOptions, Running } from './launch.ts';

/** A temporary folder and the server processes that live in it; both go together. */
export interface Lab {
  readonly folder: string;
  /** Writes a private file into the folder, anything but text as JSON, and returns its path. */
  readonly write: (name: string, content: string | object) => string;
  /** Starts a server in the foreground; its output goes to `<folder>/log/<name>.out`. */
  readonly run: (name: string, command: string, args: readonly string[], options?: LaunchOptions) => Running;
  /** Runs a command to its end and returns what it printed; gives up at once when a server of this lab dies. */
  readonly command: (
    program: string,
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => Promise<string>;
  /** Waits until the probe says yes; fails at once when a server of this lab has died. */
  until(what: string, probe: () => Promise<boolean>, seconds: number): Promise<void>;
  /** Stops the servers, last started first, and deletes the folder. */
  readonly stop: () => Promise<void>;
}

/** Builds something in a fresh lab; when that fails, nothing of it stays behind. */
export async function inLab<T>(name: string, build: (lab: Lab) => Promise<T>): Promise<T> {
  const lab = openLab(name);
  try {
    return await build(lab);
  } catch (cause) {
    await lab.stop();
    throw cause;
  }
}

function openLab(label: string): Lab {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `cloison-${label}-`));
  mkdirSync(join(folder, 'log'));
  const running: Running[] = [];
  return {
    folder,
    write(name, content) {
      const path = join(folder, name);
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 });
      return path;
    },
    run(server, command, args, options = {}) {
      const started = launch(server, command, args, join(folder, 'log', `${server}.out`), options);
      running.unshift(started);
      return started;
    },
    async command(program, args, env = {}) {
      const crash = new AbortController();
      void Promise.race(running.map((server) => server.ended)).then(() => crash.abort());
      const options = {
        env: { ...process.env, ...env },
        signal: crash.signal,
        timeout: 60_000,
        killSignal: 'SIGKILL' as const,
      };
      try {
        return (await promisify(execFile)(program, args, options)).stdout;
      } catch (cause) {
        for (const server of running) server.assertAlive(`during ${basename(program)}`);
        throw cause;
      }
    },
    async until(what, probe, seconds) {
      const deadline = performance.now() + seconds * 1000;
      for (;;) {
        for (const server of running) server.assertAlive(`before ${what}`);
        if (await probe().catch(() => false)) return;
        if (performance.now() > deadline) {
          const logs = running.map((server) => `--- ${server.name}\n${server.lastLines()}`);
          throw new Error(`${label}: no ${what} after ${seconds} s\n${logs.join('\n')}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async stop() {
      for (const server of running.splice(0)) await server.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
