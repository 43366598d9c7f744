import { spawnSync } from 'node:child_process';
import { onPath } from './binary.ts';
import { lastLines } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import type { DebianRecipe } from './recipes.ts';

/** Installs Debian packages when a command is missing and we may; says what to do when we may not. */
export function installFromDebian({ commands, packages }: DebianRecipe): Outcome {
  const lacking = () => commands.filter((command) => !onPath(command));
  if (lacking().length === 0) return { state: 'warm', detail: installedVersion(packages) };
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  const wanted = `${lacking().join(', ')} not found`;
  if (!onPath('apt-get'))
    return { state: 'skipped', detail: `${wanted} and no apt-get here; install ${packages.join(', ')}` };
  if (process.getuid?.() !== 0) return { state: 'skipped', detail: `${wanted}; as root: apt-get ${install.join(' ')}` };
  for (const step of [['update'], install]) {
    const run = spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...step], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (run.status !== 0)
      return { state: 'failed', detail: `apt-get ${step[0]} failed:\n${lastLines(run.stderr || run.stdout)}` };
  }
  if (lacking().length > 0) return { state: 'failed', detail: `${packages.join(', ')} installed, still ${wanted}` };
  return { state: 'installed', detail: installedVersion(packages) };
}

function installedVersion(packages: readonly string[]): string {
  const asked = spawnSync('dpkg-query', ['-W', '-f', '${Version}\n', ...packages], { encoding: 'utf8' });
  const versions = new Set((asked.stdout ?? '').split('\n').filter(Boolean));
  return [...versions].join(' ') || 'version unknown to dpkg';
}
