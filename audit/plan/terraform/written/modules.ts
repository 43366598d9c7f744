/** The modules of a folder of configuration: its root, and what calls read from `./…`. */
import { posix } from 'node:path';
import type { Position } from '../../told.ts';
import { stepsOf } from '../addresses.ts';
import { blocksIn, type Block } from './blocks.ts';
import { removedBy } from './removed.ts';

export interface ConfiguredFile {
  readonly name: string;
  readonly text: string;
}

/** The files of a folder that Terraform or OpenTofu read as configuration; undefined where not all of them can be read. */
export type ConfigurationFolder = (folder: string) => readonly ConfiguredFile[] | undefined;

export interface Module {
  /** `aws_s3_bucket.logs`, `data.aws_region.now`, by what it is in the module. */
  readonly blocks: ReadonlyMap<string, Position | 'unknown'>;
  /** Name of a call → folder of the module; undefined where it comes from elsewhere. */
  readonly calls: ReadonlyMap<string, string | undefined>;
  /** Kinds of provisioners that `removed` blocks write, by what they take out, as it is in the module. */
  readonly removed: ReadonlyMap<string, readonly string[]>;
  readonly isWhole: boolean;
}

const placed = ['resource', 'data', 'module'];

/** JSON has no lines that a person wrote: only one that writes neither resources nor calls leaves the others certain. */
export function writesNothing(text: string, kinds: readonly string[] = placed): boolean {
  try {
    const json = JSON.parse(text) as unknown;
    const isOther = typeof json === 'object' && json !== null && !Array.isArray(json);
    return isOther && !kinds.some((name) => name in json);
  } catch {
    return false;
  }
}
const blocksInJson = (text: string): Block[] | undefined => (writesNothing(text) ? [] : undefined);

const isLocal = (source: string): boolean => /^\.\.?\//.test(source);

function moduleIn(folder: string, read: ConfigurationFolder): Module | undefined {
  const files = read(folder);
  if (files === undefined) return undefined;
  const blocks = new Map<string, Position | 'unknown'>();
  const calls = new Map<string, string | undefined>();
  const removed = new Map<string, readonly string[]>();
  let isWhole = true;
  for (const { name, text } of files) {
    const file = posix.join(folder, name);
    const found = name.endsWith('.json') ? blocksInJson(text) : blocksIn(text);
    if (found === undefined) isWhole = false;
    for (const { kind, labels, line, source, body } of found ?? []) {
      const [first, second] = labels;
      if (kind === 'module' && first !== undefined) {
        const at =
          source !== undefined && isLocal(source) ? posix.join(folder, source).replace(/(?<=.)\/$/, '') : undefined;
        calls.set(first, calls.has(first) ? undefined : at);
      } else if ((kind === 'resource' || kind === 'data') && second !== undefined) {
        const key = `${kind === 'data' ? 'data.' : ''}${first}.${second}`;
        blocks.set(key, blocks.has(key) ? 'unknown' : { file, line });
      } else if (kind === 'removed') {
        const taken = removedBy(body);
        if (taken === undefined) isWhole = false;
        else removed.set(taken.address, [...(removed.get(taken.address) ?? []), ...taken.provisioners]);
      }
    }
  }
  return { blocks, calls, removed, isWhole };
}

/** By path without keys. Each folder is read once, when it is asked for; undefined for a module from elsewhere. */
export function modulesIn(root: string, read: ConfigurationFolder): (path: string) => Module | undefined {
  const modules = new Map<string, Module | undefined>();
  const moduleAt = (folder: string): Module | undefined => {
    if (!modules.has(folder)) modules.set(folder, moduleIn(folder, read));
    return modules.get(folder);
  };
  return (path) => {
    let folder: string | undefined = root;
    for (const step of stepsOf(path)) {
      const name = step.slice('module.'.length);
      folder = folder === undefined ? undefined : moduleAt(folder)?.calls.get(name);
    }
    return folder === undefined ? undefined : moduleAt(folder);
  };
}
