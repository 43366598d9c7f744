/** Words of the command line → what is read. A folder is walked; a file in it is a plan by what it holds, never by its name. */
import { join, resolve } from 'node:path';
import type { PlanInput } from '../../../audit/index.ts';
import { fault, type FileSystem } from '../../../estate/index.ts';
import type { Edge } from '../../edge.ts';
import { UsageError } from '../../usage.ts';
import { chunksOf } from './chunks.ts';
import { inputNames, named } from './inputNames.ts';
import { whyNoPlan } from './plans.ts';
import type { Skipped } from './leftOut.ts';

export interface Gathered {
  readonly inputs: readonly PlanInput[];
  /** Of folders: what was left out, and why. */
  readonly skipped: readonly Skipped[];
}

const deepest = 12;
/** Dependencies and caches of tools: what they hold is nobody's change. */
const left: ReadonlySet<string> = new Set(['node_modules', '.git', '.terraform', '.pulumi', '.terragrunt-cache']);

/** Files that tools apply by this name: one that is no plan to us may still be deployed, say one behind a long comment. */
const deployable = /\.(?:ya?ml|json|jsonl|ndjson)$/i;

async function reasonToSkip(path: string): Promise<Skipped['reason'] | undefined> {
  try {
    const problem = await whyNoPlan({ name: path, bytes: chunksOf(path) });
    if (problem === undefined) return undefined;
    if (problem.code === 'plan-binary' && problem.values['kind'] !== 'binary') return 'packed';
    return problem.code !== 'plan-empty' && deployable.test(path) ? 'unknown' : 'no-plan';
  } catch {
    return 'unreadable';
  }
}

async function* inFolder(folder: string, files: FileSystem, depth = 0): AsyncGenerator<string | Skipped> {
  if (depth > deepest) {
    yield { path: folder, reason: 'deep' };
    return;
  }
  const entries = [...files.list(folder)].sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const { name, kind } of entries) {
    const path = join(folder, name);
    if (kind === 'folder') {
      if (!left.has(name)) yield* inFolder(path, files, depth + 1);
    } else if (kind === 'file') {
      const reason = await reasonToSkip(path);
      yield reason === undefined ? path : { path, reason };
    } else yield { path, reason: kind === 'link' ? 'link' : 'unreadable' };
  }
}

/** A link that the user names is followed: pipes of a shell are links. */
function kindAt(path: string, files: FileSystem) {
  const kind = files.kindOf(path);
  if (kind !== 'link') return kind;
  const target = files.realPath(path);
  return target === undefined ? kind : files.kindOf(target);
}

function opened(path: string, name: string, edge: Edge): PlanInput {
  // Asked for only where it is read: it is opened when it is asked for.
  return { name, bytes: path === '-' ? edge.stdin : chunksOf(path) };
}

const isPiped = ({ stdin }: Edge): boolean => (stdin as { isTTY?: boolean }).isTTY !== true;

/** No word and a pipe: the pipe. Throws a `UsageError` where nothing is named, `file-unreadable` where nothing is there. */
export async function gathered(words: readonly string[], edge: Edge): Promise<Gathered> {
  const files = await edge.files();
  const asked = words.length === 0 && isPiped(edge) ? ['-'] : words;
  if (asked.length === 0) throw new UsageError('no-input', '');
  const paths: string[] = [];
  const skipped: Skipped[] = [];
  for (const word of asked) {
    const kind = word === '-' ? 'file' : kindAt(word, files);
    if (kind === undefined) throw fault('file-unreadable', { file: word });
    if (kind !== 'folder') paths.push(word);
    else
      for await (const found of inFolder(word, files))
        if (typeof found === 'string') paths.push(found);
        else skipped.push({ ...found, path: named(found.path) });
  }
  // One named twice, or beside its folder, is one input: its resources are not there twice.
  const own = [...new Map(paths.map((path) => [path === '-' ? path : resolve(path), path])).values()];
  const names = inputNames(own);
  return { inputs: own.map((path, at) => opened(path, names[at]!, edge)), skipped };
}
