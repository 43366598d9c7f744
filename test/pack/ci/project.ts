/** A project of somebody who gates their changes: an estate in its first commit, a change in its second, plans on disk. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const checkout = resolve(import.meta.dirname, '../../..');
export const read = (path: string): string => readFileSync(join(checkout, path), 'utf8');

interface Bucket {
  readonly bucket: string;
  readonly region: string;
}

/** A Terraform plan of one bucket, as `terraform show -json` writes it. Constructed. */
function plan({ bucket, region }: Bucket): string {
  const expressions = { region: { constant_value: region } };
  const resource = { address: 'aws_s3_bucket.it', mode: 'managed', type: 'aws_s3_bucket', name: 'it' };
  const after = { bucket, tags: { 'cloison-dataset': bucket } };
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    errored: false,
    resource_changes: [
      { ...resource, provider_name: 'aws', change: { actions: ['create'], before: null, after, after_unknown: {} } },
    ],
    configuration: {
      provider_config: { aws: { name: 'aws', full_name: 'aws', expressions } },
      root_module: { resources: [{ ...resource, provider_config_key: 'aws', expressions: {} }] },
    },
  });
}

const plans: Readonly<Record<string, string>> = {
  'plans/good.json': plan({ bucket: 'people', region: 'eu-central-1' }),
  'plans/abroad.json': plan({ bucket: 'people', region: 'ap-southeast-1' }),
};

export interface Project {
  readonly folder: string;
  readonly base: string;
  /** A cloison that needs no network: that of the checkout. */
  readonly command: string;
  /** Says the words that it was given, one a line, and ends with $CODE: for what is about the shell and not the gate. */
  readonly echo: string;
}

export function git(folder: string, ...words: readonly string[]): string {
  const own = ['-c', 'user.name=somebody', '-c', 'user.email=somebody@example', '-c', 'commit.gpgsign=false'];
  const done = spawnSync('git', [...own, ...words], { cwd: folder, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`git ${words.join(' ')}: ${done.stderr}`);
  return done.stdout.trim();
}

export function makeProject(): Project {
  const folder = mkdtempSync(join(tmpdir(), 'cloison-project-'));
  git(folder, 'init', '--quiet', '--initial-branch=main');
  // A small one: what is looked at here is who asks the gate, and how.
  cpSync(join(checkout, 'test/bench/estate'), join(folder, 'estate'), { recursive: true });
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message=estate');
  const base = git(folder, 'rev-parse', 'HEAD');
  mkdirSync(join(folder, 'plans'));
  for (const [path, text] of Object.entries(plans)) writeFileSync(join(folder, path), text);
  // The change also writes an estate of its own, one that nobody could judge by: it is not the one that counts.
  writeFileSync(join(folder, 'estate/estate.yaml'), 'organisation: none\n');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message=change');
  const command = join(folder, '.git/cloison');
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${join(checkout, 'bin/cloison.js')}' "$@"\n`);
  chmodSync(command, 0o755);
  const echo = join(folder, '.git/echo');
  writeFileSync(echo, `#!/bin/sh\nprintf '%s\\n' "$@"\nexit "\${CODE:-0}"\n`);
  chmodSync(echo, 0o755);
  return { folder, base, command, echo };
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function runShell(shell: string, words: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Ran {
  const { PATH, HOME, TMPDIR } = process.env;
  const done = spawnSync(shell, words, { cwd, encoding: 'utf8', env: { PATH, HOME, TMPDIR, LANG: 'C.UTF-8', ...env } });
  return { status: done.status, stdout: done.stdout, stderr: done.stderr };
}
