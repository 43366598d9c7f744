import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadEstate } from '../../../cli/compose/loadEstate.ts';
import { realEdge, type Edge } from '../../../cli/edge.ts';
import { located } from '../../../cli/gate/judge/fromRef.ts';
import { originOf } from '../../../cli/gate/judge/ownEstate.ts';
import { realGit, type Git } from '../../../cli/gate/judge/git.ts';
import { folder } from '../support.ts';
import { repository } from './repository.ts';
import { bad, gate, good, planAt, preview } from './world.ts';

const edgeOf = (git: Git): Edge => ({ ...realEdge(new AbortController().signal), git });

function change(root: string, from: string, to: string): void {
  const path = join(root, 'estate/estate.yaml');
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

describe('an estate from a ref', () => {
  it.each(['git:main:estate', 'git:main:estate/', 'git:main:estate/estate.yaml', 'git:HEAD:./estate'])(
    'is read whole, people and all, from %s',
    async (word) => {
      const { root, git } = repository();
      const edge = edgeOf(git);
      const at = located(word, edge, '--estate');
      const { estate, digest } = await loadEstate(at.path, at.edge);
      const own = await loadEstate(join(root, 'estate'), edge);
      expect(digest).toBe(own.digest);
      expect(estate.operators.length).toBeGreaterThan(0);
      expect(await originOf(at, digest, edge)).toMatchObject({ differs: false, commit: at.commit });
    },
  );

  it('is the one of the ref when the change lowers a class, and that is said', async () => {
    const { root, git, run } = repository();
    run('branch', 'protected');
    change(root, 'class: D1', 'class: D0');
    run('commit', '-q', '-am', 'lower');
    const edge = edgeOf(git);
    const at = located('git:protected:estate', edge, '--estate');
    const { estate, digest } = await loadEstate(at.path, at.edge);
    expect(estate.datasets['staffing-figures']!.class).toBe('D1');
    expect(await originOf(at, digest, edge)).toMatchObject({ ref: 'protected', differs: true });
  });

  it('differs from a working folder that has none', async () => {
    const { root, git, run } = repository();
    run('branch', 'protected');
    run('rm', '-q', '-r', 'estate');
    writeFileSync(join(root, 'other'), '');
    const edge = edgeOf(git);
    const at = located('git:protected:estate', edge, '--estate');
    const { digest } = await loadEstate(at.path, at.edge);
    expect((await originOf(at, digest, edge)).differs).toBe(true);
  });

  it('follows no link of the tree', async () => {
    const { root, git, run } = repository();
    run('mv', 'estate/estate.yaml', 'estate/real.yaml');
    symlinkSync('real.yaml', join(root, 'estate/estate.yaml'));
    run('add', '-A');
    run('commit', '-q', '-m', 'link');
    const at = located('git:main:estate', edgeOf(git), '--estate');
    await expect(loadEstate(at.path, at.edge)).rejects.toMatchObject({ name: 'ProblemsFound' });
  });

  it('is resolved once: a ref that moves meanwhile changes nothing', async () => {
    const { root, git, run } = repository();
    const at = located('git:main:estate', edgeOf(git), '--estate');
    change(root, 'class: D1', 'class: D0');
    run('commit', '-q', '-am', 'lower');
    const { estate } = await loadEstate(at.path, at.edge);
    expect(estate.datasets['staffing-figures']!.class).toBe('D1');
  });

  it('is no replaced object: what `git replace` put in its place is not read', async () => {
    const { root, git, run } = repository();
    const oid = (path: string) => execFileSync('git', ['rev-parse', path], { cwd: root }).toString().trim();
    const before = oid('HEAD:estate/estate.yaml');
    change(root, 'class: D1', 'class: D0');
    run('commit', '-q', '-am', 'lower');
    run('replace', before, oid('HEAD:estate/estate.yaml'));
    const at = located('git:HEAD~1:estate', edgeOf(git), '--estate');
    const { estate } = await loadEstate(at.path, at.edge);
    expect(estate.datasets['staffing-figures']!.class).toBe('D1');
  });

  it.each([
    ['git:nowhere:estate', 'no-ref'],
    ['git:--upload-pack=touch%20x:estate', 'no-ref'],
    ['git:main:missing', 'not-in-ref'],
    ['git:main:../estate', 'not-in-ref'],
    ['git:', 'wrong-value'],
  ])('refuses %s as %s', (word, id) => {
    const { git } = repository();
    expect(() => located(word, edgeOf(git), '--estate')).toThrow(expect.objectContaining({ name: 'UsageError', id }));
  });

  it('is refused where a tag has the name of the branch: git would take the tag, which few protect', () => {
    const { git, run } = repository();
    run('checkout', '-q', '-b', 'change');
    run('commit', '-q', '--allow-empty', '-m', 'lowered');
    run('tag', 'main');
    for (const word of ['git:main:estate', 'git:main~0:estate'])
      expect(() => located(word, edgeOf(git), '--estate')).toThrow(
        expect.objectContaining({ id: 'many-refs', known: ['refs/heads/main', 'refs/tags/main'] }),
      );
    const full = located('git:refs/heads/main:estate', edgeOf(git), '--estate').commit;
    run('tag', '-d', 'main');
    expect(located('git:main:estate', edgeOf(git), '--estate').commit).toBe(full);
  });

  it('says so where git is not there, or no repository is', () => {
    const absent: Git = () => ({ status: undefined, stdout: new Uint8Array() });
    expect(() => located('git:main', edgeOf(absent), '--estate')).toThrow(expect.objectContaining({ id: 'no-git' }));
    const outside: Git = (words, limit) => realGit(['-C', dirname(folder()), ...words], limit);
    const refused = expect.objectContaining({ id: 'no-repository' });
    expect(() => located('git:main', edgeOf(outside), '--estate')).toThrow(refused);
  });
});

describe('the whole command', () => {
  const gateIn = (git: Git, words: readonly string[], plan: string) => gate([planAt(plan), ...words], { git });

  function own(): ReturnType<typeof repository> {
    const repo = repository();
    cpSync(join(import.meta.dirname, 'fixtures/estate'), join(repo.root, 'estate'), { recursive: true });
    repo.run('add', '-A');
    repo.run('commit', '-q', '-m', 'own');
    repo.run('branch', 'protected');
    return repo;
  }

  it('one change lowers a class and moves the container abroad: refused, and whose estate judged is said', async () => {
    const { root, git, run } = own();
    change(root, 'class: D3', 'class: D0');
    run('commit', '-q', '-am', 'lower and move');
    const plan = preview([{ ...bad, dataset: 'staffing-figures' }]);
    const fooled = await gateIn(git, ['--estate', join(root, 'estate')], plan);
    expect(fooled.out).not.toContain('residency/personal-data-stays-in-the-eea');
    const refused = await gateIn(git, ['--estate', 'git:protected:estate'], plan);
    expect(refused.out).toContain('residency/personal-data-stays-in-the-eea');
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('Judged with the estate of protected (');
    expect(refused.out).toContain('is another one, or none, and is not used');
    const told = await gateIn(git, ['--estate', 'git:protected:estate', '--json'], plan);
    expect(JSON.parse(told.out)).toMatchObject({
      run: { estate: { ref: 'protected', differs: true, path: 'estate' } },
    });
  });

  it('judges a lowered class though nobody named the change, and passes none that breaks or removes the estate', async () => {
    const { root, git, run } = own();
    const words = ['--estate', 'git:protected:estate', '--json'];
    const told = async () => {
      const { out, code } = await gateIn(git, words, preview([good]));
      const { findings, shorts } = JSON.parse(out) as { findings: { control: string }[]; shorts: { code: string }[] };
      return { code, found: [...findings.map(({ control }) => control), ...shorts.map((each) => each.code)] };
    };
    expect(await told()).toEqual({ code: 0, found: [] });
    change(root, 'class: D3', 'class: D0');
    const { code, found } = await told();
    expect(code).not.toBe(0);
    expect(found).toContain('register/only-the-owner-loosens-the-promise');
    const { out } = await gateIn(git, words, preview([]));
    expect(JSON.parse(out)).toMatchObject({ outcome: { containers: 0 } });
    writeFileSync(join(root, 'estate/estate.yaml'), 'organisation: none\n');
    expect(await told()).toEqual({ code: 3, found: ['own-estate-unreadable'] });
    run('rm', '-q', '-rf', 'estate');
    expect(await told()).toEqual({ code: 3, found: ['own-estate-missing'] });
  });

  it('leaves alone a branch that lags behind: what the ref tightened since, this change does not loosen', async () => {
    const { root, git, run } = own();
    run('checkout', '-q', 'protected');
    change(root, 'class: D1', 'class: D2');
    run('commit', '-q', '-am', 'tighten');
    run('checkout', '-q', 'main');
    const words = ['--estate', 'git:protected:estate', '--json'];
    const { out, code } = await gateIn(git, words, preview([good]));
    expect(JSON.parse(out)).toMatchObject({ run: { estate: { differs: true, own: 'behind' } } });
    expect(code).toBe(0);
  });

  it('takes trust, baseline and exceptions of the ref, never those of the change', async () => {
    const { root, git, run } = own();
    writeFileSync(join(root, 'trust.json'), '{"version":"cloison/trust/v1","keys":[]}');
    writeFileSync(join(root, 'baseline.json'), '{"findings":[],"version":"cloison/baseline/v1"}\n');
    run('add', '-A');
    run('commit', '-q', '-m', 'trust');
    run('branch', '-f', 'protected');
    const words = ['--estate', 'git:protected:estate', '--trust', 'git:protected:trust.json'];
    const plan = preview([bad]);
    const mine = join(root, 'baseline.json');
    await gate([planAt(plan), ...words, '--write-baseline', mine], { git });
    const brought = await gate([planAt(plan), ...words, '--baseline', mine], { git });
    expect([brought.code, brought.out]).toEqual([0, expect.stringContaining('where the change may have written it')]);
    const before = await gate([planAt(plan), ...words, '--baseline', 'git:protected:baseline.json'], { git });
    expect([before.code, before.out]).toEqual([1, expect.not.stringContaining('may have written it')]);
    const missing = await gate([planAt(plan), ...words, '--baseline', 'git:protected:nothing.json'], { git });
    expect(missing.code).toBe(2);
    expect(missing.err).toContain('“nothing.json” is not in protected (');
  });
});
