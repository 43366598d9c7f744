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

/** A package named cloison that says who it is and where it was started. Its tarball is packed, as the registry would hold it. */
export function makeTarball(folder: string): string {
  const from = join(folder, 'package');
  mkdirSync(from, { recursive: true });
  writeFileSync(join(from, 'package.json'), JSON.stringify({ name: 'cloison', version: '0.1.0', bin: 'it.js' }));
  writeFileSync(
    join(from, 'it.js'),
    '#!/usr/bin/env node\nconsole.log(`the reviewed one, in ${process.cwd()}`);\nconsole.log(`code kept: ${process.env.NODE_DISABLE_COMPILE_CACHE ?? "yes"}`);\n',
  );
  const tarball = join(folder, 'cloison-0.1.0.tgz');
  const done = spawnSync('tar', ['-czf', tarball, '-C', folder, 'package']);
  if (done.status !== 0) throw new Error(done.stderr.toString());
  return tarball;
}

/** What a change could commit so that its own gate runs: a shell for npm, and the package already installed. */
export function bringOwnGate(folder: string): void {
  const own = join(folder, 'node_modules/cloison');
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  mkdirSync(own);
  writeFileSync(join(own, 'package.json'), JSON.stringify({ name: 'cloison', version: '0.1.0', bin: 'it.js' }));
  for (const path of [join(own, 'it.js'), join(folder, 'node_modules/.bin/cloison'), join(folder, 'shell.sh')]) {
    writeFileSync(path, '#!/bin/sh\necho the change speaks\n');
    chmodSync(path, 0o755);
  }
  writeFileSync(join(folder, '.npmrc'), 'script-shell=./shell.sh\n');
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
