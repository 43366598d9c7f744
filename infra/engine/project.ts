/** `Pulumi.yaml` and the configuration of one stack, read as the language host of Pulumi would. */
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { isTree, type Wire } from './values.ts';
import { Unplannable } from './unplannable.ts';

export interface Project {
  /** Folder of the project file. */
  readonly root: string;
  readonly name: string;
  /** Folder in which the program runs, and its file there; `.` leaves the choice to the package. */
  readonly program: { readonly folder: string; readonly entry: string };
  readonly typescript: boolean;
  readonly nodeArguments: readonly string[];
  readonly stackFolder: string;
  /** What the project declares of its configuration. */
  readonly declared: Wire;
}

const extensions = ['yaml', 'yml', 'json'];
const tree = (value: unknown): Wire => (isTree(value) ? value : {});

function existing(folder: string, name: string): string | undefined {
  return extensions
    .map((extension) => join(folder, `${name}.${extension}`))
    .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

/** YAML holds JSON too. */
export function readDocument(path: string): Wire {
  try {
    return tree(parse(readFileSync(path, 'utf8'), { maxAliasCount: 100 }));
  } catch (cause) {
    throw new Unplannable('project-unreadable', { file: basename(path) }, cause);
  }
}

export function readProject(folder: string): Project {
  const root = resolve(folder);
  const file = existing(root, 'Pulumi');
  if (file === undefined) throw new Unplannable('project-missing', { folder });
  const { name, main, runtime, stackConfigDir, config } = readDocument(file);
  const { name: language, options } = typeof runtime === 'string' ? { name: runtime, options: {} } : tree(runtime);
  if (typeof name !== 'string') throw new Unplannable('project-unreadable', { file: basename(file) });
  if (language !== 'nodejs') throw new Unplannable('not-nodejs', { runtime: String(language) });
  const path = resolve(root, typeof main === 'string' ? main : '.');
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new Unplannable('program-missing', { main: String(main) });
  const { typescript, nodeargs } = tree(options);
  return {
    root,
    name,
    program: found.isDirectory() ? { folder: path, entry: '.' } : { folder: dirname(path), entry: basename(path) },
    typescript: typescript !== false,
    nodeArguments: typeof nodeargs === 'string' ? nodeargs.split(/\s+/).filter((word) => word !== '') : [],
    stackFolder: resolve(root, typeof stackConfigDir === 'string' ? stackConfigDir : '.'),
    declared: tree(config),
  };
}

/** File with the configuration of a stack; a stack without one is unknown. */
export function stackFile({ stackFolder }: Project, stack: string): string | undefined {
  return /^[\w.-]+$/.test(stack) ? existing(stackFolder, `Pulumi.${stack}`) : undefined;
}
