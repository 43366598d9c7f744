/** Only a run that is surely small may take room that a large one would not get back. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isSmall, roomy } from '../../../cli/packed/roomy.ts';

const folder = mkdtempSync(join(tmpdir(), 'cloison-roomy-'));
function file(name: string, bytes: number): string {
  const path = join(folder, name);
  writeFileSync(path, '');
  truncateSync(path, bytes);
  return path;
}
const [plan, half, large] = [file('plan', 12_000), file('half', 3_000_000), file('large', 5_000_000)] as const;

it.each<[boolean, readonly string[]]>([
  [true, [plan, '--estate', folder, '--lang', 'en']],
  [true, [plan, half]],
  [false, [half, half]],
  [false, [large]],
  [false, [plan, folder]],
  [false, [plan, '-']],
  [false, []],
  [false, ['--estate', folder]],
  [false, [join(plan, 'below')]],
  [false, ['no\0path']],
])('%s: %j', (expected, argv) => {
  expect(isSmall(argv)).toBe(expected);
});

it('what is asked of the engine is something that it knows', () => {
  const known = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' }).stdout;
  for (const flag of roomy) {
    const [name, size] = flag.split('=');
    expect(known).toContain(`\n  ${name} (`);
    expect(size).toMatch(/^\d+$/);
  }
});
