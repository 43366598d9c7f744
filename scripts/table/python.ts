/** What the Python package of a Pulumi provider says exists: for providers whose npm package is in no registry. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Members, Typings } from './typings.ts';

const getter = /@pulumi\.getter(?:\(name="(\w+)"\))?\s+(?:@\S+\s+)*def (\w+)\(self\) -> (.+):/g;
const token = /super\(\w+, __self__\)\.__init__\(\s*'([^']+)'/;

/** One class of the package: its properties under the names that programs and plans write. */
function membersOf(text: string): Members {
  const found = new Map<string, string>();
  for (const [, named, own, type] of text.matchAll(getter)) {
    const name = named ?? own!;
    // A type of the package itself is written in quotes, bare among the blocks.
    const blocks = type!.replace(/'(?:outputs\.)?(\w+?)(?:Args)?'/g, 'outputs.$1');
    found.set(name, `${found.get(name) ?? ''} ${blocks}`);
  }
  return found;
}

const classesIn = (text: string): readonly (readonly [name: string, text: string])[] =>
  text
    .split(/^class /m)
    .slice(1)
    .map((part) => [/^\w+/.exec(part)![0], part] as const);

const isPackage = (folder: string): boolean => existsSync(join(folder, 'PKG-INFO'));

/** Undefined where the folder holds no unpacked Python package. */
export function readPython(folder: string): Typings | undefined {
  if (!isPackage(folder)) return undefined;
  const about = readFileSync(join(folder, 'PKG-INFO'), 'utf8');
  const said = (key: string) => new RegExp(`^${key}: (.+)$`, 'm').exec(about)![1]!.trim();
  const source = join(folder, said('Name').replaceAll('-', '_'));
  const tokens = new Map<string, Members>();
  const blocks = new Map<string, Members>();
  for (const name of readdirSync(source).filter((each) => each.endsWith('.py'))) {
    const text = readFileSync(join(source, name), 'utf8');
    const type = token.exec(text)?.[1];
    if (type !== undefined) tokens.set(type, membersOf(text));
    if (name === 'outputs.py') for (const [its, part] of classesIn(text)) blocks.set(`outputs.${its}`, membersOf(part));
  }
  return { is: `${said('Name')}@${said('Version')} (PyPI)`, tokens, blocks };
}
