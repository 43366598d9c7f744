/** `cloison --version` is what scripts ask first: it loads one small package and costs little more than Node itself. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { read, root } from './tree.ts';

const folder = mkdtempSync(join(tmpdir(), 'cloison-version-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the bin with a module that is loaded before it. */
function version(before: string): void {
  const hook = join(folder, 'before.mjs');
  writeFileSync(hook, before);
  const words = ['--import', pathToFileURL(hook).href, join(root, 'bin/cloison.js'), '--version'];
  const { NODE_V8_COVERAGE: _, ...env } = process.env;
  const done = spawnSync(process.execPath, words, { encoding: 'utf8', env });
  const { version: wanted } = JSON.parse(read('package.json')) as { version: string };
  expect([done.stdout, done.status]).toEqual([`${wanted}\n`, 0]);
}

it('loads the reader of words, and no other package or room', () => {
  const list = join(folder, 'list');
  version(`
    import { registerHooks } from 'node:module';
    import { appendFileSync } from 'node:fs';
    registerHooks({ resolve(name, context, next) {
      const found = next(name, context);
      appendFileSync(${JSON.stringify(list)}, found.url + '\\n');
      return found;
    } });`);
  const urls = readFileSync(list, 'utf8').split('\n');
  const packages = urls.flatMap((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? []);
  expect([...new Set(packages)]).toEqual(['commander']);
  const rooms = urls.flatMap(
    (url) => /\/(estate|classifiers|audit|policies|evidence|guard|infra|stacks)\/[^/]+\.ts$/.exec(url)?.[1] ?? [],
  );
  expect(rooms).toEqual([]);
});

it('costs under 200 ms of CPU', () => {
  const spent = join(folder, 'spent');
  const runs = Array.from({ length: 5 }, () => {
    version(`
      import { writeFileSync } from 'node:fs';
      process.on('exit', () => {
        const { user, system } = process.cpuUsage();
        writeFileSync(${JSON.stringify(spent)}, String((user + system) / 1000));
      });`);
    return Number(readFileSync(spent, 'utf8'));
  });
  console.log(`cloison --version: ${Math.min(...runs)} ms of CPU at best, ${Math.max(...runs)} at worst`);
  // The best of five: a busy machine adds to a run, and nothing takes from one.
  expect(Math.min(...runs)).toBeLessThan(200);
});
