/** The blocks of all modules of a configuration, by where they stand. Written twice (an override file), nobody knows which one counts. */
import { joined } from '../addresses.ts';
import { blocksIn, type Block } from '../written/blocks.ts';
import { bodyOf, type Expression } from '../written/body.ts';
import { removedBy } from '../written/removed.ts';
import { writesNothing, type ConfiguredFile } from '../written/modules.ts';
import type { Modules } from './archive.ts';

/** Undefined: written more than once. */
type Bodies = Map<string, string | undefined>;

export interface Blocks {
  /** Of resources and data, by address without keys. */
  readonly written: Bodies;
  /** By path of the called module. */
  readonly calls: Bodies;
  /** By path of the module and name. */
  readonly outputs: Bodies;
  readonly variables: Bodies;
  readonly locals: Map<string, Expression | undefined>;
  /** Kinds of provisioners, by the address that is taken out. */
  readonly removed: Map<string, readonly string[]>;
}

/** Of which one more may say something else. */
const kinds = ['resource', 'data', 'module', 'output', 'variable', 'locals', 'removed'];

class Broken extends Error {}

const once = <T>(all: Map<string, T | undefined>, key: string, value: T): void => {
  all.set(key, all.has(key) ? undefined : value);
};

function add(module: string, { kind, labels, body }: Block, all: Blocks): void {
  const [first, second] = labels;
  if ((kind === 'resource' || kind === 'data') && labels.length === 2)
    once(all.written, joined(module, kind === 'data' ? 'data' : '', first!, second!), body);
  else if (kind === 'module' && labels.length === 1) once(all.calls, joined(module, 'module', first!), body);
  else if (kind === 'output' && labels.length === 1) once(all.outputs, joined(module, first!), body);
  else if (kind === 'variable' && labels.length === 1) once(all.variables, joined(module, first!), body);
  else if (kind === 'locals') {
    const own = bodyOf(body);
    if (own === undefined) throw new Broken();
    for (const [name, expression] of own.attributes) once(all.locals, joined(module, name), expression);
  } else if (kind === 'removed') {
    const taken = removedBy(body);
    if (taken === undefined) throw new Broken();
    const address = joined(module, taken.address);
    all.removed.set(address, [...(all.removed.get(address) ?? []), ...taken.provisioners]);
  }
}

function everyBlock(files: readonly ConfiguredFile[]): Block[] {
  return files.flatMap(({ name, text }) => {
    const found = name.endsWith('.json') ? (writesNothing(text, kinds) ? [] : undefined) : blocksIn(text);
    if (found === undefined) throw new Broken();
    return found;
  });
}

/** Undefined where a file cannot be read, or writes in JSON: then it may write anything. */
export function blocksOf(modules: Modules): Blocks | undefined {
  const all: Blocks = {
    written: new Map(),
    calls: new Map(),
    outputs: new Map(),
    variables: new Map(),
    locals: new Map(),
    removed: new Map(),
  };
  try {
    for (const [module, files] of modules) for (const block of everyBlock(files)) add(module, block, all);
  } catch (cause) {
    if (cause instanceof Broken) return undefined;
    throw cause;
  }
  return all;
}
