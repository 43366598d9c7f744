/** `cloison guard serve` as a process of its own, as it runs in production. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export interface Serving {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything it printed so far. */
  readonly out: () => string;
  readonly err: () => string;
  /** Waits until its messages match; fails at once when it has ended. */
  readonly told: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly stop: () => Promise<number | null>;
}

export async function serving(
  words: readonly string[],
  nodeWords: readonly string[] = [],
  cwd = root,
): Promise<Serving> {
  const program = [...nodeWords, join(root, 'cli/main.ts'), 'guard', 'serve', ...words];
  const child = spawn(process.execPath, program, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const told = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (let tries = 0; tries < 600; tries += 1) {
      const found = pattern.exec(err.join(''));
      if (found !== null) return found;
      if (child.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    child.kill('SIGKILL');
    throw new Error(`nothing like ${pattern} was told: ${err.join('')}`);
  };
  const [, url] = await told(/listens on (https?:\/\/\S+);/);
  return {
    url: url!,
    child,
    out: () => out.join(''),
    err: () => err.join(''),
    told,
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
