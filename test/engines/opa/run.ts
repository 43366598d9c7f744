import { spawnSync } from 'node:child_process';
import { requireEngine } from '../binary.ts';

export interface OpaOptions {
  /** Given to the process on standard input, as JSON unless it is text. */
  readonly input?: unknown;
  readonly cwd?: string;
}

/** Runs the pinned OPA and returns what it printed; throws with its own words when it fails. */
export function opa(args: readonly string[], { input, cwd }: OpaOptions = {}): string {
  const text = typeof input === 'string' ? input : JSON.stringify(input);
  const run = spawnSync(requireEngine('opa'), args, {
    cwd,
    input: input === undefined ? '' : text,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (run.status === 0) return run.stdout;
  const said = [run.stderr, run.stdout].map((part) => part?.trim()).filter(Boolean);
  throw new Error(`opa ${args.join(' ')} exited ${run.status ?? run.signal ?? run.error}\n${said.join('\n')}`);
}
