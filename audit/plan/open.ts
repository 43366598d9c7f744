/** Opens what the user handed to the gate: by what the bytes say, never by a name, and only once, as a pipe allows. */
import { isUtf8 } from 'node:buffer';
import type { Problem } from '../../estate/index.ts';
import { Bytes } from './bytes.ts';
import { encodingOf, utf8Of } from './encoding.ts';
import { seeHead } from './head.ts';
import type { PlanReader } from './reader.ts';
import { planReaders } from './readers.ts';
import type { Snapshot } from './terraform/snapshot/snapshot.ts';
import type { PlanInput, Told } from './told.ts';

export interface OpenOptions {
  readonly signal: AbortSignal;
  /** Those of this version, unless a test brings others. */
  readonly readers?: readonly PlanReader[];
  /** Configurations of binary plans: each counts for the plans that were made of it. */
  readonly snapshots?: readonly Snapshot[];
}

const isEncodingError = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA';

async function collected(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

interface Chosen {
  readonly reader: PlanReader;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Who reads it; or the one thing to say about it. */
async function choose(file: string, bytes: Bytes, readers: readonly PlanReader[]): Promise<Chosen | Problem> {
  const say = (code: string, values: Problem['values'] = {}): Problem => {
    return { code, file, line: 0, column: 0, path: '', values };
  };
  const { head: raw, isWhole } = await bytes.head();
  const encoding = encodingOf(raw);
  if (encoding === 'zip' || encoding === 'gzip' || encoding === 'binary') return say('plan-binary', { kind: encoding });
  // An even number of bytes, and half a pair at the end left for later: a head is cut anywhere.
  const even = raw.subarray(0, encoding === 'utf-8' || isWhole ? raw.length : raw.length - (raw.length % 2));
  const head = isWhole
    ? await collected(utf8Of(once(even), encoding))
    : Buffer.from(encoding === 'utf-8' ? await collected(utf8Of(once(even), encoding)) : looseText(even, encoding));
  if (isWhole && head.toString().trim() === '') return say('plan-empty');
  const seen = await seeHead(head, file, isWhole);
  const claiming = readers.filter((reader) => reader.claims(seen.head));
  const [reader] = claiming;
  if (reader !== undefined && claiming.length === 1) return { reader, bytes: utf8Of(bytes.rest(), encoding) };
  if (seen.problem !== undefined) return seen.problem;
  if (seen.head.shape === 'other' && isWhole && !isUtf8(head)) return say('plan-binary', { kind: 'binary' });
  return say('plan-unknown', { shape: claiming.length > 1 ? 'several' : seen.head.shape });
}

const looseText = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes);

const isList = (told: Told | readonly Told[]): told is readonly Told[] => Array.isArray(told);

async function* lists(
  input: PlanInput,
  { signal, readers = planReaders, snapshots }: OpenOptions,
): AsyncGenerator<readonly Told[]> {
  const bytes = new Bytes(input.bytes);
  let resources = 0;
  try {
    const chosen = await choose(input.name, bytes, readers);
    if (!('reader' in chosen)) {
      yield [{ tell: 'problem', problem: chosen }];
      return;
    }
    for await (const told of chosen.reader.read({ name: input.name, bytes: chosen.bytes }, signal, snapshots)) {
      const all = isList(told) ? told : [told];
      for (const { tell } of all) if (tell === 'resource') resources += 1;
      yield all;
      if (signal.aborted) break;
    }
    // A reader may stop early; the digest is of the whole input all the same.
    if (!signal.aborted) for await (const _ of bytes.rest());
  } catch (error) {
    if (!isEncodingError(error)) throw error;
    const problem = { code: 'plan-encoding', file: input.name, line: 0, column: 0, path: '', values: {} };
    yield [{ tell: 'problem', problem }];
    return;
  } finally {
    await bytes.close();
  }
  if (signal.aborted) yield [{ tell: 'short', short: { input: input.name, code: 'interrupted', values: {} } }];
  yield [{ tell: 'end', input: input.name, digest: bytes.digest(), bytes: bytes.read, resources }];
}

/**
 * Everything one input tells, its `end` last. Bad input is one problem, never a throw; what the source of the bytes throws
 * (a file that cannot be read) is thrown on.
 */
export async function* openPlan(input: PlanInput, options: OpenOptions): AsyncGenerator<Told> {
  for await (const all of lists(input, options)) yield* all;
}

/** Several inputs are one run: one after the other, each with its own `end`. Stops between two when asked to. */
export async function* openPlans(inputs: Iterable<PlanInput>, options: OpenOptions): AsyncGenerator<Told> {
  for await (const all of openPlanLists(inputs, options)) yield* all;
}

/** The same, list by list, as each part of the bytes tells it. */
export async function* openPlanLists(
  inputs: Iterable<PlanInput>,
  options: OpenOptions,
): AsyncGenerator<readonly Told[]> {
  for (const input of inputs)
    if (options.signal.aborted)
      yield [{ tell: 'short', short: { input: input.name, code: 'interrupted', values: {} } }];
    else yield* lists(input, options);
}
