/** What the npm typings of a Pulumi provider say exists: tokens, their properties, and the blocks inside them. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Property → text of its type, as written. */
export type Members = ReadonlyMap<string, string>;
export interface Typings {
  /** Name and version of the package. */
  readonly is: string;
  readonly tokens: ReadonlyMap<string, Members>;
  /** `inputs.s3.BucketGrant` → its members; the same for `outputs.`. */
  readonly blocks: ReadonlyMap<string, Members>;
}

function* files(folder: string): Generator<string> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      if (name !== 'node_modules' && name !== 'types') yield* files(path);
    } else if (name.endsWith('.js')) yield path;
  }
}

/** A map is written over several lines, of which the first is enough. */
const member = /^\s+(?:readonly |declare )*(\w+)\??: (.+?\{|.+(?=;))[;]?$/;
const token = /__pulumiType = '([^']+)'/;

/** Members of every class and interface of one resource's file: what it is, its state and its arguments. */
function membersOf(text: string): Members {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, type] = member.exec(line) ?? [];
    if (name !== undefined) found.set(name, `${found.get(name) ?? ''} ${type!}`);
  }
  return found;
}

function blocksOf(path: string, prefix: string, into: Map<string, Members>): void {
  if (!existsSync(path)) return;
  const spaces: string[] = [];
  let open: Map<string, string> | undefined;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const space = /^\s*(?:export declare )?(?:export )?namespace (\w+) \{/.exec(line)?.[1];
    const name = /^\s*(?:export )?interface (\w+) (?:extends .*)?\{/.exec(line)?.[1];
    if (space !== undefined) spaces.push(space);
    else if (name !== undefined) into.set([prefix, ...spaces, name].join('.'), (open = new Map()));
    else if (/^\s*\}$/.test(line)) {
      if (open === undefined) spaces.pop();
      open = undefined;
    } else if (open !== undefined) {
      const [, key, type] = member.exec(line) ?? [];
      if (key !== undefined) open.set(key, type!);
    }
  }
}

export function readTypings(folder: string): Typings {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>;
  const tokens = new Map<string, Members>();
  for (const path of files(folder)) {
    const type = token.exec(readFileSync(path, 'utf8'))?.[1];
    if (type !== undefined) tokens.set(type, membersOf(readFileSync(path.replace(/\.js$/, '.d.ts'), 'utf8')));
  }
  const blocks = new Map<string, Members>();
  blocksOf(join(folder, 'types/input.d.ts'), 'inputs', blocks);
  blocksOf(join(folder, 'types/output.d.ts'), 'outputs', blocks);
  return { is: `${name}@${version}`, tokens, blocks };
}
