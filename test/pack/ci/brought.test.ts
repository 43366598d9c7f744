/** What a change could bring along so that something else than the reviewed gate, or another estate, judges it. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { bringOwnGate, checkout, git, makeProject, makeTarball, read, runShell, type Project } from './project.ts';

let project: Project;
let out: string;
beforeAll(() => {
  project = makeProject();
  out = mkdtempSync(join(tmpdir(), 'cloison-brought-'));
  git(project.folder, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  // A branch goes on from what protects; whoever may push tags gives its work the names of the protected branch.
  git(project.folder, 'branch', 'change');
  git(project.folder, 'update-ref', 'refs/heads/main', project.base);
  git(project.folder, 'symbolic-ref', 'HEAD', 'refs/heads/change');
  for (const name of ['main', 'origin/main']) git(project.folder, 'tag', name, 'change');
});
afterAll(() => {
  for (const folder of [project.folder, out]) rmSync(folder, { recursive: true });
});

interface Asked {
  readonly package?: string;
  readonly command?: string;
  readonly event?: Readonly<Record<string, string>>;
  readonly more?: Readonly<Record<string, string>>;
}
const environment = ({ package: named = '', command = '', more = {} }: Asked) => ({
  CLOISON_INPUTS: 'plans/good.json',
  CLOISON_ESTATE_PATH: 'estate',
  CLOISON_LANGUAGE: 'en',
  CLOISON_TRUST_PATH: '',
  CLOISON_BASELINE: '',
  CLOISON_REVISION: '',
  CLOISON_TEAM: '',
  CLOISON_PLACE: '',
  CLOISON_PACKAGE: named,
  CLOISON_COMMAND: command,
  ...more,
});
function action(cwd: string, asked: Asked) {
  const files = { GITHUB_OUTPUT: join(out, `output-${Math.random()}`) };
  const event = { CLOISON_BASE: '', CLOISON_DEFAULT_BRANCH: 'main', RUNNER_TEMP: out, ...asked.event };
  const script = join(checkout, 'ci/github/gate.sh');
  const done = runShell('bash', [script], cwd, { ...environment(asked), ...event, ...files });
  return { ...done, output: existsSync(files.GITHUB_OUTPUT) ? readFileSync(files.GITHUB_OUTPUT, 'utf8') : '' };
}
const [, rest] = parseAllDocuments(read('ci/gitlab/gate.yml'));
const { script } = (rest!.toJS() as { readonly 'cloison-gate': { readonly script: readonly string[] } })[
  'cloison-gate'
];
function job(cwd: string, asked: Asked) {
  const event = { CI_DEFAULT_BRANCH: 'main', ...asked.event };
  return runShell('sh', ['-e', '-c', script.join('\n')], cwd, { ...environment(asked), ...event });
}
const both = [
  ['the action', action],
  ['the GitLab job', job],
] as const;

function clone(name: string, ...words: readonly string[]): string {
  const folder = join(out, name);
  git(out, 'clone', '--quiet', '--branch=change', ...words, pathToFileURL(project.folder).href, folder);
  return folder;
}

describe.each(both)('%s', (name, run) => {
  it('runs the package that is named, and neither the shell nor the package that the change brings', () => {
    const folder = clone(`own-${name}`);
    bringOwnGate(folder);
    const done = run(folder, {
      package: makeTarball(join(out, `reviewed-${name}`)),
      event: { CLOISON_BASE: project.base },
    });
    expect(done.stdout).toContain(`the reviewed one, in ${folder}`);
    expect(done.stdout + done.stderr).not.toContain('the change speaks');
    // Code that a job of the change left in the cache of the account is not run either.
    expect(done.stdout).toContain('code kept: 1');
  }, 60_000);

  it('refuses a gate that lies in the folder of the change, under whatever name', () => {
    const folder = clone(`inside-${name}`);
    bringOwnGate(folder);
    makeTarball(folder);
    const link = join(out, `link-${name}`);
    symlinkSync(join(folder, 'shell.sh'), link);
    for (const asked of [{ command: './shell.sh' }, { command: link }, { package: './cloison-0.1.0.tgz' }]) {
      const done = run(folder, asked);
      expect([done.status, done.stdout + done.stderr]).toEqual([
        2,
        expect.stringMatching(/folder of the change.*outside/),
      ]);
    }
    expect(run(folder, { command: 'no-such-program' }).status).toBe(2);
  });

  it.each([
    ['a whole clone', []],
    ['a shallow one', ['--depth=1', '--no-tags']],
  ])('is judged by the protected branch in %s, and by no tag of its name', (kind, words) => {
    const done = run(clone(`tags-${name}-${kind}`, ...words), { command: project.echo });
    expect(done.stdout).toContain(`git:${project.base}:estate`);
  });
});

it('the action takes a name that is a branch and a tag for neither, and whole names for what they say', () => {
  const folder = clone('named');
  const by = (ref: string) => action(folder, { command: project.echo, more: { CLOISON_ESTATE_REF: ref } });
  expect([by('main').status, by('main').stdout]).toEqual([
    2,
    expect.stringContaining('write refs/heads/… or refs/tags/…'),
  ]);
  expect(by('refs/heads/main').stdout).toContain(`git:${project.base}:estate`);
  expect(by('HEAD^').stdout).toContain(`git:${project.base}:estate`);
  expect(by(project.base.slice(0, 8)).status).toBe(2);
});

it('the GitLab job judges by the tip of the target branch, wherever the branch began', () => {
  const folder = clone('tip');
  const later = git(project.folder, 'commit-tree', `${project.base}^{tree}`, '-p', project.base, '-m', 'tightened');
  git(project.folder, 'update-ref', 'refs/heads/main', later);
  const event = { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main', CI_MERGE_REQUEST_DIFF_BASE_SHA: project.base };
  expect(job(folder, { command: project.echo, event }).stdout).toContain(`git:${later}:estate`);
  git(project.folder, 'update-ref', 'refs/heads/main', project.base);
});

describe('a collection', () => {
  const asked = (path: string) => ({ command: project.echo, more: { CLOISON_COLLECTION: path } });
  it('of the repository is read from before the change, and one that the change adds is refused', () => {
    const folder = clone('collected');
    const tracked = action(folder, { ...asked('estate/estate.yaml'), event: { CLOISON_BASE: project.base } });
    expect(tracked.stdout).toMatch(/--collection\n.*collection\.jsonl\n/);
    expect(tracked.stdout).not.toContain('--collection\nestate/estate.yaml');
    writeFileSync(join(folder, 'mine.jsonl'), '');
    git(folder, 'add', 'mine.jsonl');
    symlinkSync('mine.jsonl', join(folder, 'hidden.jsonl'));
    for (const path of ['mine.jsonl', './mine.jsonl', 'hidden.jsonl'])
      expect(action(folder, asked(path)).stdout).toContain('the collection comes with the change');
  });

  it('that another job made is taken as it lies there', () => {
    const made = join(out, 'made.jsonl');
    writeFileSync(made, '');
    expect(action(clone('made'), asked(made)).stdout).toContain(`--collection\n${made}\n`);
  });
});

it('a SARIF file that the change brings is not handed on as found, also where the gate never ran', () => {
  const folder = clone('sarif');
  mkdirSync(join(folder, 'elsewhere'));
  const target = join(folder, 'elsewhere/kept.json');
  writeFileSync(target, '{}');
  symlinkSync(target, join(folder, 'gate.sarif'));
  const more = { CLOISON_SARIF: 'gate.sarif' };
  expect(action(folder, { command: project.echo, more })).toMatchObject({ output: 'exit-code=0\nsarif=\n' });
  writeFileSync(join(folder, 'gate.sarif'), '{}');
  expect(action(folder, { package: 'cloison@latest', more }).status).toBe(2);
  expect(existsSync(join(folder, 'gate.sarif'))).toBe(false);
  expect(readFileSync(target, 'utf8')).toBe('{}');
});
