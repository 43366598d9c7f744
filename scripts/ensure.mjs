// Runs on any Node >= 20 before everything else: the README's two commands do all of their own set-up.
// The lock file is compared with what was last installed, so that a second run costs nothing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const stamp = 'node_modules/.cloison-installed';
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.error('cloison: installing pinned packages (once)…');
  const done = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    console.error('cloison: npm ci failed; nothing was run');
    process.exit(2);
  }
  writeFileSync(stamp, lock);
}
