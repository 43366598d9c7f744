/** What is read when it is asked for must be what was read at once, or must not be packed. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripTypeScriptTypes } from 'node:module';
import { expect, it } from 'vitest';
import { readingWhenAsked } from '../../scripts/pack-texts.ts';

const root = join(import.meta.dirname, '../..');
const rooms = '{estate,audit,policies,evidence,cli,guard}/**/{words,committed}.ts';

function run(code: string): Readonly<Record<string, object>> {
  const [name] = /(?<=export const )\w+/.exec(code)!;
  const text = stripTypeScriptTypes(code.replaceAll(/^import .*$/gm, '').replaceAll(/^export /gm, ''));
  // oxlint-disable-next-line typescript/no-implied-eval -- what the bundle runs is a text here
  return (new Function(`${text}; return ${name};`) as () => Readonly<Record<string, object>>)();
}

it('is every file of every lexicon and of the facts, each read once', () => {
  const files = globSync(rooms, { cwd: root });
  const taken = files.flatMap((file) => {
    const path = join(root, file);
    const textOf = (name: string) => readFileSync(join(dirname(path), name), 'utf8');
    const code = readFileSync(path, 'utf8');
    const late = readingWhenAsked(code, textOf);
    if (late === undefined) return [];
    expect(late).not.toMatch(/^import .*\.json/m);
    const read = run(late);
    for (const [, name, from] of code.matchAll(/^import (\w+) from '(.+\.json)'/gm)) {
      const isSame = JSON.stringify(read[name!]) === JSON.stringify(JSON.parse(textOf(from!)));
      expect(isSame, `${file}: ${name}`).toBe(true);
      expect(read[name!]).toBe(read[name!]);
    }
    expect(Object.keys(read)).toHaveLength([...code.matchAll(/\.json'/g)].length);
    return [file];
  });
  expect(taken).toEqual(
    expect.arrayContaining(['policies/facts/committed.ts', 'estate/words.ts', 'cli/gate/words.ts']),
  );
});

it('is left alone where a module does anything else with a file, and stops the packing where it does both', () => {
  const imports =
    "import en from './en.json' with { type: 'json' };\nimport fr from './fr.json' with { type: 'json' };\n";
  expect(readingWhenAsked('export const all = { a: 1 };', () => '{}')).toBeUndefined();
  expect(readingWhenAsked(`${imports}export const all = [en, fr];`, () => '{}')).toBeUndefined();
  expect(() => readingWhenAsked(`${imports}export const all = { en, fr };\nen.a;`, () => '{}')).toThrow(/beside/);
});
