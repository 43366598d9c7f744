/** Sentences and facts, kept as text until somebody asks: a run speaks one language, and nothing of the other need be made. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'rolldown';
import { quoted } from './pack-start.ts';

const imported = /^import (\w+) from '(\.[^']+\.json)' with \{ type: 'json' \};\n/gm;
const comments = /\/\*[^]*?\*\/|^\s*\/\/.*$/gm;

/**
 * The module again, where it makes one object of all the JSON files that it imports (`{ en, fr }`): each is read when it is
 * asked for. Undefined for every other module. `textOf`: the file at a path as the module names it.
 */
export function readingWhenAsked(code: string, textOf: (path: string) => string): string | undefined {
  const files = [...code.matchAll(imported)].map(([, name, path]) => ({ name: name!, path: path! }));
  const names = files.map(({ name }) => name).sort();
  const isWhole = (list: string) => list.split(', ').sort().join() === names.join();
  const [whole] = [...code.matchAll(/= \{ ([\w, ]+) \}/g)].find(([, list]) => isWhole(list!)) ?? [];
  if (names.length < 2 || whole === undefined) return undefined;
  const rest = code.replaceAll(imported, '').replaceAll(comments, '').split(whole);
  if (rest.length !== 2 || names.some((name) => rest.some((part) => new RegExp(`\\b${name}\\b`).test(part))))
    throw new Error(`a file is used beside the object that is made of it: ${names.join(', ')}`);
  const getters = files.map(({ name, path }) => {
    const text = quoted(JSON.stringify(JSON.parse(textOf(path))));
    return `get ${name}() { return (read.${name} ??= JSON.parse(${text})); }`;
  });
  return `const read: any = {};\n${rest[0]}= { ${getters.join(', ')} }${rest[1]}`;
}

export function readTextsWhenAsked(root: string): Plugin {
  return {
    name: 'read-texts-when-asked',
    transform(code, id) {
      if (!id.startsWith(root) || id.includes('node_modules') || !id.endsWith('.ts')) return undefined;
      return readingWhenAsked(code, (path) => readFileSync(join(dirname(id), path), 'utf8'));
    },
  };
}
