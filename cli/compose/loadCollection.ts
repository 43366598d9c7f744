/** The collection to judge: a file, the standard input, or the sources themselves; always through the one strict reader. */
import { createReadStream } from 'node:fs';
import { readCollection, writeCollection, type ReadCollection } from '../../audit/index.ts';
import { fault, type Collection } from '../../estate/index.ts';
import type { Context } from '../context.ts';
import { ProblemsFound } from '../problems.ts';
import { UsageError } from '../usage.ts';
import type { LoadedEstate } from './loadEstate.ts';
import { chosenScopes, type Chosen } from './scopes.ts';

export interface CollectionOptions extends Chosen {
  readonly collection?: string;
  readonly collectionOfOtherEstate?: boolean;
}

async function* bytesOf(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const line of lines) yield encoder.encode(line);
}

/** The recognizers and clients are loaded by whoever collects: a gate, or a collection on disk, needs none of them. */
async function collectNow(loaded: LoadedEstate, options: CollectionOptions, context: Context): Promise<ReadCollection> {
  const { linesOf } = await import('./collecting.ts');
  const lines = linesOf(chosenScopes(loaded, options, context.edge), loaded, context);
  return readCollection(bytesOf(writeCollection(lines)), context.say('collection.live'));
}

async function fromFile(path: string, { edge, say }: Context): Promise<ReadCollection> {
  if (path === '-') return readCollection(edge.stdin, say('collection.stdin'));
  try {
    return await readCollection(createReadStream(path), path);
  } catch (cause) {
    if (typeof (cause as NodeJS.ErrnoException).syscall !== 'string') throw cause;
    throw fault('file-unreadable', { file: path }, { cause });
  }
}

/** What chooses where to look says nothing about what was looked at before: silence would be read as "only these places". */
function refuseChoice({ collection, ...chosen }: CollectionOptions): void {
  if (collection === undefined) return;
  const [given] = (['place', 'source', 'profile'] as const).filter((name) => chosen[name] !== undefined);
  if (given !== undefined) throw new UsageError('already-collected', '--collection', [], `--${given}`);
}

/**
 * Throws `ProblemsFound`, or a `UsageError` when the collection was made from another version of the estate and nobody
 * asked for that: its accounts were mapped to operators, and its containers looked for, by another promise.
 */
export async function loadCollection(
  loaded: LoadedEstate,
  options: CollectionOptions,
  context: Context,
): Promise<Collection> {
  const { err, say } = context;
  refuseChoice(options);
  const read =
    options.collection === undefined
      ? await collectNow(loaded, options, context)
      : await fromFile(options.collection, context);
  if ('problems' in read) throw new ProblemsFound(read.problems);
  const { estate } = read.collection.header;
  if (estate === loaded.digest) return read.collection;
  const flag = '--collection-of-other-estate';
  if (options.collectionOfOtherEstate !== true) throw new UsageError('other-estate', estate, [], flag);
  err.line(say('audit.other-estate', { found: estate, expected: loaded.digest }));
  return read.collection;
}
