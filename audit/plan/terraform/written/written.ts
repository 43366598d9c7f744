/** From the address of a resource to the line that writes it: the root folder of a configuration and its local modules. */
import { posix } from 'node:path';
import type { Position } from '../../told.ts';
import { moduleOf, stepsOf, withoutKeys } from '../addresses.ts';
import { blocksIn, type Block } from './blocks.ts';

export interface ConfiguredFile {
  readonly name: string;
  readonly text: string;
}

/** The files of a folder that Terraform or OpenTofu read as configuration; undefined where not all of them can be read. */
export type ConfigurationFolder = (folder: string) => readonly ConfiguredFile[] | undefined;

/**
 * `position`: the one block that writes it. `missing`: the folder is wholly read, and does not write it. `unknown`: of a
 * module from elsewhere, of a folder with a file that is not understood or writes in JSON, or written twice: nothing rather than a guess.
 */
export type Written = { readonly position: Position } | 'missing' | 'unknown';

interface Module {
  /** `aws_s3_bucket.logs`, `data.aws_region.now`, by what it is in the module. */
  readonly blocks: ReadonlyMap<string, Position | 'unknown'>;
  /** Name of a call → folder of the module; undefined where it comes from elsewhere. */
  readonly calls: ReadonlyMap<string, string | undefined>;
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
  let isWhole = true;
  for (const { name, text } of files) {
    const file = posix.join(folder, name);
    const found = name.endsWith('.json') ? blocksInJson(text) : blocksIn(text);
    if (found === undefined) isWhole = false;
    for (const { kind, labels, line, source } of found ?? []) {
      const [first, second] = labels;
      if (kind === 'module' && first !== undefined) {
        const at =
          source !== undefined && isLocal(source) ? posix.join(folder, source).replace(/(?<=.)\/$/, '') : undefined;
        calls.set(first, calls.has(first) ? undefined : at);
      } else if ((kind === 'resource' || kind === 'data') && second !== undefined) {
        const key = `${kind === 'data' ? 'data.' : ''}${first}.${second}`;
        blocks.set(key, blocks.has(key) ? 'unknown' : { file, line });
      }
    }
  }
  return { blocks, calls, isWhole };
}

/** `root`: folder of the configuration, as its files are to be named. Each folder is read once, when an address asks. */
export function writtenIn(root: string, read: ConfigurationFolder): (address: string) => Written {
  const modules = new Map<string, Module | undefined>();
  const known = new Map<string, Written>();
  const moduleAt = (folder: string): Module | undefined => {
    if (!modules.has(folder)) modules.set(folder, moduleIn(folder, read));
    return modules.get(folder);
  };
  const find = (address: string): Written => {
    const path = moduleOf(address);
    let folder: string | undefined = root;
    for (const step of stepsOf(path)) {
      const name = step.slice('module.'.length);
      folder = folder === undefined ? undefined : moduleAt(folder)?.calls.get(name);
    }
    const module = folder === undefined ? undefined : moduleAt(folder);
    if (module === undefined) return 'unknown';
    const block = module.blocks.get(path === '' ? address : address.slice(path.length + 1));
    // A file that nobody could read may write it a second time.
    if (block === 'unknown' || !module.isWhole) return 'unknown';
    return block === undefined ? 'missing' : { position: block };
  };
  return (address) => {
    const configured = withoutKeys(address.replace(/ \(deposed [^)]*\)$/, ''));
    const before = known.get(configured);
    if (before !== undefined) return before;
    const found = find(configured);
    known.set(configured, found);
    return found;
  };
}
