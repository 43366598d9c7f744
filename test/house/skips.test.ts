import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from './tree.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cloison-skips-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const reporter = JSON.stringify(join(root, 'test/house/skips.ts'));
  writeFileSync(
    join(folder, 'vitest.config.ts'),
    [
      `import { Skips } from ${reporter};`,
      // In pieces: no file of ours exports a default.
      [
        'export',
        'default',
        "{ test: { include: ['*.test.ts'], reporters: [new Skips(process.env.CI === 'true')] } };",
      ].join(' '),
    ].join('\n'),
  );
  const left = (name: string) => `it.skipIf(true)('${name}', () => {});`;
  writeFileSync(
    join(folder, 'some.test.ts'),
    `import { describe, it } from 'vitest';
     it('runs', () => {});
     ${left('needs a thing')}
     describe('with a server', () => { ${left('reads')} ${left('writes')} });`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(ci: string, ...words: string[]) {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const env = { ...process.env, CI: ci, NODE_V8_COVERAGE: '' };
  return spawnSync(process.execPath, [vitest, 'run', ...words], { cwd: folder, encoding: 'utf8', env });
}

it('a run names the steps it skipped, a whole suite in one line, and passes', () => {
  const { stdout, status } = run('');
  expect(stdout).toContain('needs a thing — some.test.ts');
  expect(stdout).toContain('with a server (2 of its tests) — some.test.ts');
  expect(stdout).not.toContain('with a server > reads');
  expect(status).toBe(0);
});

it('a skipped step is a failure in CI', () => {
  const { stdout, status } = run('true');
  expect(stdout).toContain('In CI a skipped step is a failure.');
  expect(status).toBe(1);
});

it('what was left out by asking for one test alone is no skipped step', () => {
  expect(run('true', '-t', 'runs')).toMatchObject({ status: 0 });
});
