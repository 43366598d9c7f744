/**
 * The sources → `dist`: one file where a checkout has hundreds, split where a program does not need a part. Node reads a
 * few files instead of six hundred, and nothing is left to install.
 */
import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { rolldown, type CodeSplittingGroup, type OutputChunk, type Plugin } from 'rolldown';
import { prepareChecks } from './pack-checks.ts';
import { stateContracts } from './pack-contracts.ts';
import { leaveOut } from './pack-packages.ts';
import { startSoon } from './pack-start.ts';
import { writeTable } from './pack-table.ts';
import { readTextsWhenAsked } from './pack-texts.ts';

/** Stands in the code of a module for the folder it is bundled into, until the file that holds the module has a name. */
const placeholder = '__CLOISON_DIST__';
const posix = (path: string): string => path.split(sep).join('/');

/** `esm` for whoever imports a room, `cjs` for the command line, whose start keeps what it compiled (`cli/packed`). */
export type Form = 'esm' | 'cjs';
export const extensionOf = (form: Form): string => (form === 'esm' ? 'js' : 'cjs');

/** A module that names a file beside itself must find it although its code now lies in another file. */
function keepAddresses(root: string, form: Form, isExternal: (name: string) => boolean): Plugin {
  const here = form === 'esm' ? 'import.meta.url' : "process.getBuiltinModule('node:url').pathToFileURL(__filename)";
  return {
    name: 'keep-addresses',
    transform(code, id) {
      if (!id.startsWith(root) || id.includes('node_modules') || !code.includes('import.meta.')) return undefined;
      const own = posix(relative(root, id)).replace(/\.ts$/, `.${extensionOf(form)}`);
      const folder = `process.getBuiltinModule('node:url').fileURLToPath(new URL('./${own}/..', ${placeholder})).replace(/[\\\\/]$/, '')`;
      return code
        .replaceAll(/createRequire\(import\.meta\.url\)\('([^']+)'\)/g, (call, name: string) =>
          isExternal(name) ? call : `require('${name}')`,
        )
        .replaceAll('import.meta.url', `new URL('./${own}', ${placeholder}).href`)
        .replaceAll('import.meta.dirname', folder)
        .replaceAll('import.meta.main', 'false');
    },
    renderChunk(code, { fileName }) {
      if (!code.includes(placeholder)) return undefined;
      const up =
        fileName
          .split('/')
          .slice(1)
          .map(() => '../')
          .join('') || './';
      return code.replaceAll(placeholder, `new URL('${up}', ${here})`);
    },
  };
}

export interface Wanted {
  readonly form: Form;
  /** Path below `dist` → source, both without extension. */
  readonly entries: Readonly<Record<string, string>>;
  /** Packages asked for by name at run time. */
  readonly external: readonly string[];
  readonly groups?: readonly CodeSplittingGroup[];
  readonly plugins?: readonly Plugin[];
}

export async function bundle(
  root: string,
  { form, entries, external, groups = [], plugins = [] }: Wanted,
): Promise<OutputChunk[]> {
  const isExternal = (id: string) => external.some((name) => id === name || id.startsWith(`${name}/`));
  const build = await rolldown({
    cwd: root,
    platform: 'node',
    input: Object.fromEntries(Object.entries(entries).map(([path, source]) => [path, `${root}/${source}.ts`])),
    external: isExternal,
    plugins: [
      ...plugins,
      prepareChecks(root),
      stateContracts(root),
      writeTable(root),
      readTextsWhenAsked(root),
      leaveOut(),
      startSoon(form),
      keepAddresses(root, form, isExternal),
    ],
    preserveEntrySignatures: 'allow-extension',
    // Packages may lie behind a link, and the place it leads to is nobody's business.
    resolve: { symlinks: false },
    onLog(level, { code, message }) {
      // A part that is loaded late in one place and early in another is early in both: nothing is lost.
      if (level === 'warn' && code !== 'INEFFECTIVE_DYNAMIC_IMPORT') throw new Error(message);
    },
  });
  const extension = extensionOf(form);
  const { output } = await build.write({
    dir: `${root}/dist`,
    format: form,
    // Whoever reads the package reads its declarations; a start would read a tenth more of text for nothing.
    comments: { jsdoc: false },
    entryFileNames: `[name].${extension}`,
    chunkFileNames: ({ name }) => (name.includes('/') ? `[name].${extension}` : `parts/[name]-[hash].${extension}`),
    codeSplitting: {
      groups: [
        // Evidence names the digest of the joins that ran: they stay a file of their own, and nothing else lies in it.
        {
          name: 'policies/questions/joins',
          test: /policies[\\/]questions[\\/]/,
          includeDependenciesRecursively: false,
        },
        ...groups,
      ],
    },
  });
  await build.close();
  return output.filter((each): each is OutputChunk => each.type === 'chunk');
}

/** A worker is named by a path that no bundler rewrites: the code must know its compiled name too, and it must be there. */
export function namedSources(chunks: readonly OutputChunk[]): string[] {
  const built = chunks.map(({ fileName }) => `/${fileName}`);
  return chunks.flatMap(({ fileName, code }) =>
    [...code.matchAll(/['"`]\.{1,2}(\/[^'"`\n]*(?<!\.d))\.ts['"`]/g)]
      .map(([, name]) => `${name}.js`)
      .filter((name) => !code.includes(name) || !built.some((path) => path.endsWith(name)))
      .map((name) => `${fileName}: ${name}`),
  );
}

/** What a module reads beside itself must have been copied. */
export function missingAssets(chunks: readonly OutputChunk[]): string[] {
  return chunks.flatMap(({ fileName, code }) =>
    [...code.matchAll(/new URL\((["'])([^"'`]+\.(?!c?js|ts)[a-z]+)\1, new URL\((["'])([^"']+)\3/g)]
      .map(([, , name, , own]) => join('dist', own!, '..', name!))
      .filter((path) => !existsSync(path))
      .map((path) => `${fileName}: ${path}`),
  );
}
