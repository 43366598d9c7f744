/** What the bundle does so that a packed command starts sooner, and changes nothing of what it does. */
import type { ChunkingContext, CodeSplittingGroup, Plugin } from 'rolldown';

const named = /^import \{([^}]*)\} from "(node:[a-z\d_/]+)";$/gm;
const whole = /^import (?:\* as )?(\w+) from "(node:[a-z\d_/]+)";$/gm;

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

const late = /^let (node_\w+) = require\("(node:(?!(?:fs|path|url|util|buffer|module)")[a-z\d_/]+)"\);$/gm;

/** Modules that Node has not loaded by itself cost milliseconds each, and a gate uses few of those that it names: asked for at first use. */
export function askingAtFirstUse(code: string): string {
  const names: string[] = [];
  const asking = code.replaceAll(late, (_, name: string, from: string) => {
    names.push(name);
    return `let ${name}$of;\nconst ${name} = () => (${name}$of ??= globalThis.process.getBuiltinModule("${from}"));`;
  });
  return names.reduce((taken, name) => {
    // The name itself: no part of another, and no property of that name.
    const alone = String.raw`(?<![\w$])(?<!(?<!\.\.)\.)${name}(?![\w$])`;
    const used = taken.replaceAll(new RegExp(`${alone}\\.`, 'g'), `(${name}()).`);
    const left = new RegExp(String.raw`${alone}(?!\(\)\)\.| = \(\) => ).*`).exec(used);
    if (left !== null) throw new Error(`a use of ${name} that the bundle cannot rewrite: ${left[0]}`);
    return used;
  }, asking);
}

const asked = /\brequire\((["'])(node:[a-z\d_/]+|process|buffer)\1\)/g;

/** The same for code that asks by `require`, which makes the module ready for those who import it too. */
export const askingNodeItself = (code: string): string =>
  code.replaceAll(asked, 'globalThis.process.getBuiltinModule("$2")');

const outside = /\bimport\((?="[^"]+"\))/g;

/** A text that is run has no `import()`: its loader hands it one (`cli/packed/modules.ts`). */
export const importingByLoader = (code: string): string =>
  code.replaceAll(outside, '(require.outside ?? ((id) => import(id)))(');

/** A text as JavaScript writes it: between quotes that JSON is not full of, and that the bundler leaves alone. */
export const quoted = (text: string): string =>
  `\`${text.replaceAll(/[\\`]|\$\{/g, String.raw`\$&`).replaceAll('\r', String.raw`\r`)}\``;

const beyond = /[^\0-\x7f]/g;

/**
 * Texts and patterns mean the same by the numbers of their characters, and a file with one curly quote takes twice the
 * memory: written so, a start reads what it loads in 10 ms less.
 */
export function plain(code: string): string {
  // The one place where an escape is not what it stands for.
  const raw = [...code.matchAll(/\braw`[^`]*`/g)].find(([text]) => text.search(beyond) !== -1);
  if (raw !== undefined) throw new Error(`a raw text with a character beyond ASCII: ${raw[0]}`);
  return code.replaceAll(beyond, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const wrapped = /^(var require_\S+ = .*__commonJSMin\()\((\([\w$, ]*\) => \{\n[^]*?\n\})\)\);$/gm;

/**
 * Brackets around a function tell the engine to compile all of it at once: also the packages that a start never asks for.
 * One that is called where it stands keeps them.
 */
export function compilingOnCall(code: string): string {
  const taken = code.replaceAll(wrapped, '$1$2);');
  const left = /^var require_\S+ = .*__commonJSMin\(\(\(/m.exec(taken);
  if (left !== null) throw new Error(`a package is wrapped in another way: ${left[0]}`);
  return taken;
}

export function startSoon(form: 'esm' | 'cjs'): Plugin {
  return {
    name: 'start-soon',
    renderChunk: (code) =>
      form === 'esm' ? readingOnlyWhatIsNamed(code) : importingByLoader(askingNodeItself(askingAtFirstUse(code))),
    // Last of all: whatever prints the code again would print the characters.
    generateBundle(_, chunks) {
      for (const chunk of Object.values(chunks))
        if (chunk.type === 'chunk') chunk.code = plain(compilingOnCall(chunk.code));
    },
  };
}

/** Every module that is there when this one runs. */
function reached(from: string, context: ChunkingContext): Set<string> {
  const found = new Set([from]);
  for (const id of found) for (const next of context.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}

/**
 * Of a gate, everything that the command line itself does not need lies in one file: each file is found, opened and checked
 * by itself, and a gate needed thirty of them.
 */
export function startGroup(root: string): CodeSplittingGroup {
  let inside: ReadonlySet<string> | undefined;
  const cli = `${root}/cli/`;
  return {
    debugName: 'gate',
    includeDependenciesRecursively: false,
    name: (id: string, context: ChunkingContext) => {
      inside ??= reached(`${cli}commands/gate.ts`, context).difference(reached(`${cli}main.ts`, context));
      return inside.has(id) ? 'parts/gate' : null;
    },
  };
}
