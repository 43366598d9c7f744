/**
 * Loads the modules of the packed command line from what an earlier run compiled. Node's own cache of compiled code is
 * made before a module runs, so it lacks every function that is compiled when it is first called, and that is most: a gate
 * of ten resources took 1.3 to 1.6 times as long with it as with this, in turn, of the processor and of the clock.
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { Script } from 'node:vm';
import { keep, readKept, type Origin } from './kept.ts';

type Exports = Record<string, unknown>;
type Require = ((id: string) => unknown) & {
  /** What the packer writes for an `import()` of what lies outside: text that is run has none of its own. */
  readonly outside?: (id: string) => Promise<unknown>;
};
/** What Node, too, puts around the text of such a module. */
type Body = (exports: Exports, require: Require, module: { exports: Exports }, file: string, folder: string) => void;

export interface Modules {
  readonly load: (path: string) => Exports;
  readonly hasNew: () => boolean;
  /** Writes into a folder what was compiled anew: at the end of a run, when each function that it needed has been. */
  readonly keepIn: (folder: string) => void;
}

const [head, tail] = [
  Buffer.from('(function (exports, require, module, __filename, __dirname) { '),
  Buffer.from('\n})'),
];

/**
 * The text of a module as a function, made a string once: put together of three strings, the engine copies all three
 * million characters when it first looks at them. It is ASCII: the packer sees to it.
 */
function bodyOf(path: string, size: number): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe(head.length + size + tail.length);
    head.copy(bytes);
    let end = head.length;
    for (let read = -1; read !== 0 && end < head.length + size; end += read)
      read = readSync(file, bytes, end, head.length + size - end, null);
    tail.copy(bytes, end);
    return bytes.toString('latin1', 0, end + tail.length);
  } finally {
    closeSync(file);
  }
}

/** `root`: absolute folder of the modules; `kept`: that of their code, where it can be trusted; `others`: loads the rest. */
export function modulesIn(root: string, kept: string | undefined, others: Require): Modules {
  const loaded = new Map<string, { exports: Exports }>();
  const anew: [Origin, Script][] = [];
  const compiled = (path: string): Body => {
    const { size, mtimeMs: changed } = statSync(path);
    const origin = { name: relative(root, path).split(sep).join('/'), size, changed };
    const cachedData = kept === undefined ? undefined : readKept(kept, origin);
    const script = new Script(bodyOf(path, size), {
      filename: path,
      ...(cachedData === undefined ? {} : { cachedData }),
    });
    if (cachedData === undefined || script.cachedDataRejected === true) anew.push([origin, script]);
    return script.runInThisContext() as Body;
  };
  const load = (path: string): Exports => {
    const known = loaded.get(path);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    loaded.set(path, module);
    const folder = dirname(path);
    const beside = (id: string) => (id.startsWith('.') ? load(join(folder, id)) : others(id));
    const require: Require = Object.assign(beside, { outside: (id: string) => import(id) as Promise<unknown> });
    try {
      compiled(path).call(module.exports, module.exports, require, module, path, folder);
    } catch (error) {
      // Whoever asks again must not get half of it.
      loaded.delete(path);
      throw error;
    }
    return module.exports;
  };
  const keepIn = (folder: string): void => {
    for (const [origin, script] of anew) keep(folder, origin, script.createCachedData());
  };
  return { load, hasNew: () => anew.length > 0, keepIn };
}
