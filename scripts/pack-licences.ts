/** Whoever receives our package receives the packages inside it: their names, versions and licences, word for word. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import unstated from './licences.json' with { type: 'json' };

/** `node_modules/a` or `node_modules/@a/b`, the innermost, from the path of a module; undefined for our own. */
export function packageOf(module: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module)?.[0];
}

interface Told {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly author?: string | { readonly name: string };
}

/** The text that came with the package; where none came, what its manifest states. No licence at all: nothing is packed. */
function textOf(folder: string, { name, license }: Told): string {
  const texts = globSync('{licen[cs]e,LICEN[CS]E,COPYING,NOTICE}*', { cwd: folder }).sort();
  if (texts.length > 0) return texts.map((path) => readFileSync(join(folder, path), 'utf8').trim()).join('\n\n');
  const text = (unstated as Readonly<Record<string, string>>)[name];
  if (text === undefined)
    throw new Error(`${name} (${license}) came without the text of its licence: nothing is packed`);
  return text;
}

/** THIRD-PARTY.txt, one section a package and version, in the order of their names. */
export function thirdParty(folders: Iterable<string>): string {
  const sections = [...new Set(folders)].map((folder) => {
    const told = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Told;
    return `${told.name} ${told.version} (${told.license})\n\n${textOf(folder, told)}\n`;
  });
  const line = '='.repeat(80);
  const opening = 'Packages that are inside the compiled code of Cloison, each with its licence.\n';
  return [opening, ...[...new Set(sections)].sort()].join(`\n${line}\n`);
}
