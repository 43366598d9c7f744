/** What the bundle does so that a packed command starts sooner, and changes nothing of what it does. */
import type { ChunkingContext, Plugin } from 'rolldown';

const named = /^import \{([^}]*)\} from "(node:[a-z_/]+)";$/gm;
const whole = /^import (?:\* as )?(\w+) from "(node:[a-z_/]+)";$/gm;

/** `a as b` of an import → `a: b` of a pattern. */
const bound = (names: string): string => names.replaceAll(/(\w+) as (\w+)/g, '$1: $2');

/**
 * `import` of a module of Node reads every export of it, and some load another module when they are read (the whole of
 * Web Crypto, of workers, of the comparer of assertions): 10 ms of each start. Taken by name from the module itself,
 * nothing else is read.
 */
export function readingOnlyWhatIsNamed(code: string): string {
  const taken = code
    .replaceAll(
      named,
      (_, names: string, from: string) => `const {${bound(names)}} = process.getBuiltinModule("${from}");`,
    )
    .replaceAll(whole, 'const $1 = process.getBuiltinModule("$2");');
  const left = /^import [^;]*"node:[^"]*";$/m.exec(taken);
  if (left !== null) throw new Error(`an import of Node that the bundle cannot rewrite: ${left[0]}`);
  return taken;
}

const spawns = "const childProcess = require('node:child_process');";

/** Commander can run commands that are programs of their own: ours are not, and the module that starts them loads the network. */
export function withoutChildren(code: string): string {
  if (!code.includes(spawns)) throw new Error('commander asks for child processes in another way: look again');
  return code.replace(spawns, '').replaceAll(/\bchildProcess\./g, "require('node:child_process').");
}

export function startSoon(): Plugin {
  return {
    name: 'start-soon',
    transform: (code, id) => (/[\\/]commander[\\/]lib[\\/]command\.js$/.test(id) ? withoutChildren(code) : undefined),
    renderChunk: (code) => readingOnlyWhatIsNamed(code),
  };
}

/** Every module that is there when this one runs. */
function reached(from: string, context: ChunkingContext): Set<string> {
  const found = new Set([from]);
  for (const id of found) for (const next of context.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}

/**
 * Of a gate, everything in `cli/` that the command line itself does not need lies in one file: Node finds, opens and
 * checks each file it reads by itself, and a gate needed thirty of them.
 */
export function startGroup(root: string) {
  let inside: ReadonlySet<string> | undefined;
  const cli = `${root}/cli/`;
  return {
    debugName: 'gate',
    includeDependenciesRecursively: false,
    name: (id: string, context: ChunkingContext) => {
      inside ??= reached(`${cli}commands/gate.ts`, context).difference(reached(`${cli}main.ts`, context));
      return id.startsWith(cli) && inside.has(id) ? 'parts/gate' : null;
    },
  };
}
