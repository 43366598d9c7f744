/** Only a run that is surely small may take room that a large one would not get back. */
import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
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
  const { heap_size_limit: before } = getHeapStatistics();
  setFlagsFromString(roomy);
  setFlagsFromString('--semi-space-growth-factor=2');
  expect(getHeapStatistics().heap_size_limit).toBe(before);
  expect(roomy).toMatch(/^--semi-space-growth-factor=\d+$/);
});
