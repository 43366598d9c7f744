/** A repository with the quiet estate in `estate/`, committed on `main`, and a git that runs in it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { realGit, type Git } from '../../../cli/gate/judge/git.ts';
import { folder } from '../support.ts';

export function repository(): { root: string; git: Git; run: (...words: string[]) => void } {
  const root = folder();
  const run = (...words: string[]) =>
    void execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...words], {
      cwd: root,
      stdio: 'ignore',
    });
  mkdirSync(join(root, 'estate'));
  cpSync(join(import.meta.dirname, '../fixtures/quiet'), join(root, 'estate'), { recursive: true });
  run('init', '-q', '-b', 'main');
  run('add', '-A');
  run('commit', '-q', '-m', 'first');
  return { root, git: (words, limit) => realGit(['-C', root, ...words], limit), run };
}
