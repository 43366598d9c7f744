/** The one place where git runs: reading only, no shell, no pager, no hook, no lazy fetch from a network. */
import { createRequire } from 'node:module';
import type * as ChildProcess from 'node:child_process';

export interface GitAnswer {
  /** Exit status; undefined where git is not there. */
  readonly status: number | undefined;
  readonly stdout: Uint8Array;
}

/** Runs `git` with these words in the working folder. */
export type Git = (words: readonly string[], limit: number) => GitAnswer;

/** A replaced object (`git replace`) would be read in place of the protected one; a prompt would hold a pipeline for ever. */
const quiet = {
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
};

export const realGit: Git = (words, limit) => {
  // Asked for here: most gates read no commit, and the module costs each of them milliseconds.
  const { spawnSync } = createRequire(import.meta.url)('node:child_process') as typeof ChildProcess;
  const { status, stdout, error } = spawnSync('git', ['--no-pager', ...words], {
    env: { ...process.env, ...quiet },
    maxBuffer: limit,
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
  });
  const isMissing = error !== undefined && 'code' in error && error.code === 'ENOENT';
  return { status: isMissing ? undefined : (status ?? 1), stdout: stdout ?? new Uint8Array() };
};
