/**
 * What the npm typings of a Terraform provider say exists (`@cdktf/provider-<name>`): the tokens and blocks of Terraform
 * itself, made from the provider's own schema. One folder a resource; names are in camelCase, as in Pulumi's.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Members, Typings } from './typings.ts';

const token = /tfResourceType = "([^"]+)"/;
const opening = /^export (?:declare class|interface) (\w+)/;
const property = /^\s+(?:readonly |get )(\w+)\??(?:\(\))?: (.+?);?$/;

/** `FlowLogOptions`, its list and its reference are one block. */
const bare = (name: string): string => name.replace(/(?:OutputReference|MapList|List|Map)$/, '');

/** A block is named inside its own file: the folder tells two of one name apart. */
const blockIn = (folder: string, type: string): string =>
  type.replace(/\b(?!cdktf\b|IResolvable\b)[A-Z]\w+/g, (name) => `outputs.${folder}.${bare(name)}`);

function read(path: string, folder: string, into: Map<string, Map<string, string>>): string | undefined {
  let open: Map<string, string> | undefined;
  const text = readFileSync(path, 'utf8');
  for (const line of text.split('\n')) {
    const name = opening.exec(line)?.[1];
    if (name !== undefined) {
      const block = `outputs.${folder}.${bare(name)}`;
      open = into.get(block) ?? new Map<string, string>();
      into.set(block, open);
      continue;
    }
    const [, key, type] = property.exec(line) ?? [];
    if (key === undefined || open === undefined) continue;
    open.set(
      key,
      `${open.get(key) ?? ''} ${/^(?:cdktf\.\w*Map|\{)$/.test(type!) ? '[key: string]' : blockIn(folder, type!)}`,
    );
  }
  return token.exec(text)?.[1];
}

/** Undefined where the folder holds no such package. */
export function readCdktf(folder: string): Typings | undefined {
  const about = join(folder, 'package.json');
  if (!existsSync(about)) return undefined;
  const { name, version } = JSON.parse(readFileSync(about, 'utf8')) as {
    readonly name: string;
    readonly version: string;
  };
  const provider = /^@cdktf\/provider-(.+)$/.exec(name)?.[1]?.replaceAll('-', '_');
  if (provider === undefined) return undefined;
  const tokens = new Map<string, Members>();
  const blocks = new Map<string, Map<string, string>>();
  for (const each of readdirSync(join(folder, 'lib'), { withFileTypes: true })) {
    const its = each.name.replaceAll('-', '_');
    if (!each.isDirectory() || its.startsWith(`data_${provider}_`)) continue;
    const files = readdirSync(join(each.parentPath, each.name), { recursive: true, encoding: 'utf8' });
    const types = files
      .filter((file) => file.endsWith('.d.ts'))
      .map((file) => read(join(each.parentPath, each.name, file), its, blocks));
    const type = types.find((found) => found !== undefined);
    if (type === undefined) continue;
    const own = [...blocks].filter(([block]) => block.startsWith(`outputs.${its}.`));
    const words = its.replaceAll('_', '');
    // The class of the resource and its configuration bear the name of the folder.
    const mine = own.filter(([block]) =>
      [words, `${words}config`, `${words}a`].includes(basename(block).split('.').at(-1)!.toLowerCase()),
    );
    tokens.set(type, new Map(mine.flatMap(([, members]) => [...members])));
  }
  return { is: `${name}@${version}`, tokens, blocks };
}
