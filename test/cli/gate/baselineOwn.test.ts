import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rendered, type GateFormat } from '../../../cli/gate/rendering.ts';
import { folder } from '../support.ts';
import { reportOf } from './fixture.ts';
import { bad, estateAt, gate, planAt, preview } from './world.ts';

const formats: readonly GateFormat[] = ['terminal', 'json', 'sarif', 'junit', 'codequality', 'markdown', 'github'];
const [estate, plan, baseline] = [estateAt(), planAt(preview([bad])), join(folder(), 'baseline.json')];
await gate([plan, '--estate', estate, '--write-baseline', baseline]);
const told = /working folder, where the change may have written it|"isOfRef": false/;

it.each(formats)('as %s, a baseline that the change under test may have written is warned of', async (format) => {
  const { out, code } = await gate([plan, '--estate', estate, '--baseline', baseline, '--format', format]);
  expect(out.replaceAll(/\s+/g, ' ')).toMatch(told);
  expect(code).toBe(0);
});

it.each(formats)('as %s, one of a ref is not', (format) => {
  const settled = { digest: `sha256:${'9'.repeat(64)}`, entries: 1, known: 1, fixed: [], unseen: [] };
  const how = { language: 'en', width: undefined, colour: false, profile: 'full', token: 'f00d', words: [] } as const;
  const of = (isOfRef: boolean) => rendered(reportOf({ baseline: { ...settled, isOfRef } }), format, how);
  expect(of(false)).toMatch(told);
  expect(of(true)).not.toMatch(told);
});

it('nor is one that is read from a ref by the command', async () => {
  const where = folder();
  copyFileSync(baseline, join(where, 'baseline.json'));
  const git = (...words: string[]) => execFileSync('git', ['-C', where, ...words], { stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '--quiet', '--message=b');
  const here = (words: readonly string[], limit: number) => {
    try {
      return { status: 0, stdout: execFileSync('git', ['-C', where, ...words], { maxBuffer: limit, stdio: 'pipe' }) };
    } catch {
      return { status: 1, stdout: new Uint8Array() };
    }
  };
  const words = [plan, '--estate', estate, '--baseline', 'git:main:baseline.json'];
  const { out, code } = await gate(words, { git: here });
  expect(out).toContain('Baseline sha256:');
  expect(out).not.toMatch(told);
  expect(code).toBe(0);
});
