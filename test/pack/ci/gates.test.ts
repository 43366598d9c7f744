/** What people paste into their CI, run here as their CI would run it: the action, the GitLab job, the hooks of pre-commit. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { checkout, git, makeProject, read, runShell, type Project } from './project.ts';

let project: Project;
let out: string;
beforeAll(() => {
  project = makeProject();
  out = mkdtempSync(join(tmpdir(), 'cloison-runner-'));
});
afterAll(() => {
  for (const folder of [project.folder, out]) rmSync(folder, { recursive: true });
});

const patience = 180_000;
const codes = [0, 1, 2, 3, 4, 5, 70];
const version = (JSON.parse(read('package.json')) as { version: string }).version;
const lines = (text: string) => text.trimEnd().split('\n');

interface Step {
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
  readonly shell: string;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}
const action = parse(read('action.yml')) as Action;
const [step] = action.runs.steps as [Step];

describe('the action', () => {
  /** `${{ inputs.x }}` as the runner fills it; what the event says comes as `event`. */
  function environment(given: Readonly<Record<string, string>>, event: Readonly<Record<string, string>> = {}) {
    const value = (text: string) =>
      text.replace(
        /\$\{\{ inputs\.([a-z-]+) \}\}/,
        (_, name: string) => given[name] ?? action.inputs[name]?.default ?? '',
      );
    const filled = Object.fromEntries(Object.entries(step.env).map(([name, text]) => [name, value(text)]));
    return {
      ...filled,
      CLOISON_ACTION: checkout,
      CLOISON_DEFAULT_BRANCH: 'main',
      CLOISON_BASE: project.base,
      ...event,
    };
  }
  function run(given: Readonly<Record<string, string>>, event = {}, cwd = project.folder) {
    const at = (name: string) => join(out, `${name}-${Math.random()}`);
    const files = { GITHUB_OUTPUT: at('output'), GITHUB_STEP_SUMMARY: at('summary') };
    const offline = { command: project.command, ...given };
    const done = runShell(step.shell, ['-c', step.run], cwd, { ...environment(offline, event), ...files });
    const written = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
    return { ...done, output: written(files.GITHUB_OUTPUT), summary: written(files.GITHUB_STEP_SUMMARY) };
  }
  const said = (given: Readonly<Record<string, string>>, event = {}) =>
    lines(run({ inputs: 'p', command: project.echo, ...given }, event).stdout);

  it('is composite, runs nothing of others, and puts no input into its script', () => {
    expect(action.runs.using).toBe('composite');
    expect(action.runs.steps.flatMap((each) => Object.keys(each))).toEqual(['id', 'shell', 'env', 'run']);
    expect(step.run).not.toContain('${{');
    expect(read('ci/github/gate.sh')).not.toContain('${{');
  });

  it('hands every input on, and names exactly this version', () => {
    const named = [
      ...Object.values(step.env)
        .join(' ')
        .matchAll(/inputs\.([a-z-]+)/g),
    ].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(Object.keys(action.inputs)));
    expect(action.inputs['package']?.default).toBe(`cloison@${version}`);
  });

  it(
    'refuses what the gate refuses, annotates, summarises, and writes SARIF for who has code scanning',
    () => {
      const sarif = join(out, 'gate.sarif');
      const done = run({ inputs: 'plans/good.json\nplans/abroad.json', sarif });
      expect([done.status, done.output]).toEqual([1, `exit-code=1\nsarif=${sarif}\n`]);
      expect(done.stdout).toMatch(/^::error .*title=/m);
      expect(done.summary).toContain('residency/personal-data-stays-in-the-eea');
      expect((JSON.parse(readFileSync(sarif, 'utf8')) as { version: string }).version).toBe('2.1.0');
    },
    patience,
  );

  it(
    'judges with the estate before the change, which this change breaks, also in a shallow clone',
    () => {
      git(project.folder, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
      const shallow = join(out, 'shallow');
      git(out, 'clone', '--quiet', '--depth=1', pathToFileURL(project.folder).href, shallow);
      const good = { inputs: 'plans/good.json' };
      const broken = run(good, {}, shallow);
      expect(broken).toMatchObject({ status: 3, output: 'exit-code=3\nsarif=\n' });
      expect(broken.stdout).toContain('estate in the working folder does not read');
      expect(run({ ...good, 'estate-ref': 'HEAD' }, {}, shallow).status).toBe(2);
      git(shallow, 'checkout', '--quiet', project.base, '--', 'estate');
      expect(run(good, {}, shallow)).toMatchObject({ status: 0, output: 'exit-code=0\nsarif=\n' });
    },
    patience,
  );

  it.each(codes)('ends with the code of the gate: %i', (code) => {
    const done = run({ inputs: 'p', command: project.echo }, { CODE: String(code) });
    expect([done.status, done.output]).toEqual([code, `exit-code=${code}\nsarif=\n`]);
  });

  it('hands on what was asked, and takes estate and trust only from the commit before the change', () => {
    const files = { trust: 'trust.json', collection: '/c.jsonl', baseline: 'b.json' };
    const owners = { revision: 'revision.json', team: 'shop', lane: 'security' };
    const names = {
      ...owners,
      environment: 'live',
      place: 'k8s-paris',
      language: 'fr',
      observe: 'true',
      'allow-empty': 'true',
    };
    const words = said({ inputs: 'a b\n--estate\n', ...files, ...names });
    expect(words.join(' | ').replaceAll(project.base, '‹base›')).toBe(
      'gate | --estate | git:‹base›:estate | --lang | fr | --trust | git:‹base›:trust.json' +
        ' | --collection | /c.jsonl | --baseline | git:‹base›:b.json | --revision | git:‹base›:revision.json' +
        ' | --team | shop | --lane | security | --environment | live | --place | k8s-paris' +
        ' | --observe | --allow-empty | --format | github | -- | a b | --estate',
    );
  });

  it('takes a revision that comes with the change as it lies there, and its judge from no branch of one’s own', () => {
    expect(said({ revision: 'plans/good.json' }).join(' ')).toContain('--revision plans/good.json');
    const base = step.env['CLOISON_BASE']!;
    expect(base).toContain("format('origin/{0}', github.event.pull_request.base.ref)");
    expect(base).not.toContain('pull_request.base.sha');
    expect(base).toContain('(github.ref_name == github.event.repository.default_branch && github.event.before)');
  });

  it.each([
    ['a first push', { CLOISON_BASE: '0'.repeat(40) }],
    ['no event that names one', { CLOISON_BASE: '' }],
  ])('judges by the default branch after %s', (_, event) => {
    git(project.folder, 'update-ref', 'refs/remotes/origin/main', project.base);
    expect(said({}, event)).toContain(`git:${project.base}:estate`);
  });

  it.each([
    ['a tag', { package: 'cloison@latest', command: '' }, {}],
    ['a range', { package: 'cloison@^0.1.0', command: '' }, {}],
    ['another package', { package: 'claison@0.1.0', command: '' }, {}],
    ['shell in its name', { package: 'cloison@0.1.0; touch pwned', command: '' }, {}],
    ['no plan', { inputs: '\n' }, {}],
    ['no commit to judge by', {}, { CLOISON_BASE: 'f'.repeat(40) }],
  ])('refuses %s', (_, given, event) => {
    const done = run({ inputs: 'p', command: project.echo, ...given }, event);
    expect([done.status, done.output]).toEqual([2, 'exit-code=2\n']);
    expect(done.stdout).toContain('::error title=cloison gate::');
  });

  it('takes shell in a path for text', () => {
    const path = '$(touch pwned)`touch pwned`; touch pwned';
    expect(said({ inputs: path }).at(-1)).toBe(path);
    expect(existsSync(join(project.folder, 'pwned'))).toBe(false);
  });
});

interface Job {
  readonly variables: Readonly<Record<string, string>>;
  readonly script: readonly string[];
  readonly artifacts: {
    readonly when: string;
    readonly reports: { readonly codequality: string; readonly junit: string };
  };
}

describe('the GitLab job', () => {
  const [head, rest] = parseAllDocuments(read('ci/gitlab/gate.yml'));
  const header = head!.toJS() as {
    readonly spec: { readonly inputs: Readonly<Record<string, { readonly default?: string }>> };
  };
  const body = rest!.toJS() as { readonly 'cloison-gate': Job };
  const job = body['cloison-gate'];
  function run(given: Readonly<Record<string, string>>, event: Readonly<Record<string, string>>) {
    const { inputs } = header.spec;
    const value = (text: string) =>
      text.replace(/\$\[\[ inputs\.([a-z-]+) \]\]/, (_, name: string) => given[name] ?? inputs[name]?.default ?? '');
    const variables = Object.fromEntries(Object.entries(job.variables).map(([name, text]) => [name, value(text)]));
    // A runner joins the lines, and stops at the first that fails.
    return runShell('sh', ['-e', '-c', job.script.join('\n')], project.folder, { ...variables, ...event });
  }

  it('puts no input into its script, and names exactly this version', () => {
    expect(job.script.join('\n')).not.toContain('$[[');
    expect(header.spec.inputs['package']?.default).toBe(`cloison@${version}`);
  });

  it(
    'refuses what the gate refuses, and leaves both reports where the job says',
    () => {
      const { codequality, junit } = job.artifacts.reports;
      const given = { plans: 'plans/good.json\nplans/abroad.json\n', command: project.command };
      expect(run(given, { CI_COMMIT_BEFORE_SHA: project.base }).status).toBe(1);
      const found = JSON.parse(readFileSync(join(project.folder, codequality), 'utf8')) as { fingerprint: string }[];
      expect(found.length).toBeGreaterThan(0);
      expect(readFileSync(join(project.folder, junit), 'utf8')).toContain('<testsuite');
      expect(job.artifacts.when).toBe('always');
    },
    patience,
  );

  it.each(codes)('ends with the code of the gate: %i', (code) => {
    const event = { CI_MERGE_REQUEST_TARGET_BRANCH_SHA: project.base, CODE: String(code) };
    expect(run({ plans: 'p', command: project.echo }, event).status).toBe(code);
  });

  it('judges a first push by the default branch, and hands on what was asked', () => {
    git(project.folder, 'update-ref', 'refs/remotes/origin/main', project.base);
    const first = { CI_COMMIT_BEFORE_SHA: '0'.repeat(40), CI_DEFAULT_BRANCH: 'main' };
    const own = { baseline: 'b.json', revision: 'plans/good.json', team: 'shop', environment: 'prod' };
    const given = { plans: 'a b\n*', place: 'k8s-paris', trust: 'trust.json', command: project.echo, ...own };
    const words = lines(run(given, first).stdout);
    expect(words.join(' | ').replaceAll(project.base, '‹base›')).toBe(
      'gate | --estate | git:‹base›:estate | --lang | en | --trust | git:‹base›:trust.json' +
        ' | --baseline | git:‹base›:b.json | --revision | plans/good.json | --environment | prod | --team | shop' +
        ' | --place | k8s-paris | -- | a b | *',
    );
  });

  it.each([
    ['a version that is not exact', { package: 'cloison@latest', command: '' }],
    ['no plan', { plans: '\n' }],
  ])('refuses %s', (_, given) => {
    const event = { CI_COMMIT_BEFORE_SHA: project.base };
    expect(run({ plans: 'p', command: project.echo, ...given }, event).status).toBe(2);
  });
});

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly args?: readonly string[];
  readonly files: string;
  readonly pass_filenames?: boolean;
}

describe('the hooks of pre-commit', () => {
  const hooks = parse(read('.pre-commit-hooks.yaml')) as readonly Hook[];
  /** pre-commit splits the entry, adds the args, then the files that were staged. */
  function run(id: string, staged: readonly string[]) {
    const hook = hooks.find((each) => each.id === id)!;
    const chosen = staged.filter((path) => new RegExp(hook.files).test(path));
    const started = `npx --yes --package cloison@${version} -- cloison `;
    const words = [...hook.entry.slice(started.length).split(' '), ...(hook.args ?? [])];
    const files = hook.pass_filenames === false ? [] : chosen;
    // Of `node`, pre-commit installs the whole checkout and not what it packs: the command would start nothing.
    expect([hook.entry.slice(0, started.length), hook.language]).toEqual([started, 'system']);
    return { chosen, ...runShell(project.command, [...words, ...files], project.folder, {}) };
  }

  it(
    'the gate ends with its own code, on the plans among what was staged, by the estate of the last commit',
    () => {
      git(project.folder, 'checkout', '--quiet', project.base, '--', 'estate');
      git(project.folder, 'commit', '--quiet', '--all', '--message=estate again');
      const done = run('cloison-gate', ['plans/abroad.json', 'README.md', 'package.json']);
      expect([done.chosen, done.status]).toEqual([['plans/abroad.json'], 1]);
    },
    patience,
  );

  it(
    'the estate is checked when a file of it changes',
    () => {
      expect(run('cloison-estate', ['estate/datasets/results.yaml'])).toMatchObject({ status: 0 });
      writeFileSync(join(project.folder, 'estate/estate.yaml'), 'organisation: none\n');
      expect(run('cloison-estate', ['estate/estate.yaml']).status).toBe(2);
    },
    patience,
  );
});
