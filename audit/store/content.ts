/** Reads the drawn objects of one container and folds what the classifier says; the bytes go no further. */
import type { FactValue } from '../../estate/index.ts';
import { extensionOf, LabelFold } from '../labels.ts';
import { failed, value } from '../observe.ts';
import type { Answer, SourceContext } from '../source.ts';
import type { Store } from './client.ts';
import type { Listed, StoredObject } from './objects.ts';

interface Cut {
  whole: boolean;
}

/** Passes on at most `most` bytes and says whether that was all. */
async function* atMost(body: AsyncIterable<Uint8Array>, most: number, cut: Cut): AsyncGenerator<Uint8Array> {
  let left = most;
  for await (const chunk of body) {
    yield chunk.length > left ? chunk.subarray(0, left) : chunk;
    if (chunk.length > left) {
      cut.whole = false;
      return;
    }
    left -= chunk.length;
  }
}

async function bytesOf(body: unknown): Promise<AsyncIterable<Uint8Array>> {
  if (body !== null && typeof body === 'object' && Symbol.asyncIterator in body)
    return body as AsyncIterable<Uint8Array>;
  return (async function* once() {
    if (body instanceof Uint8Array) yield body;
  })();
}

/** Objects under keys of their holder (SSE-C) or refused ones are missed: counted as skipped, and the pass is not full. */
async function readOne(
  store: Store,
  Bucket: string,
  object: StoredObject,
  context: SourceContext,
  fold: LabelFold,
): Promise<void> {
  const { ask, client, sdk } = store;
  const { classify, signal, budget, tally } = context;
  const which = { Bucket, Key: object.key, ...(object.version === undefined ? {} : { VersionId: object.version }) };
  const out = await ask((options) => client.send(new sdk.GetObjectCommand(which), options));
  if (out.value === undefined) {
    tally.skipped += 1;
    return fold.miss();
  }
  const cut: Cut = { whole: true };
  try {
    const bytes = atMost(await bytesOf(out.value.Body), budget.objectBytes, cut);
    const said = await classify!(bytes, { extension: extensionOf(object.key), signal });
    fold.add({ ...said, fullPass: said.fullPass && cut.whole });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof RangeError || error instanceof TypeError) throw error;
    tally.skipped += 1;
    fold.miss();
  }
}

export interface Content {
  readonly labels: Answer<FactValue<'labels'>>;
  readonly sampled: number;
  /** Something intelligible was read: the stored bytes are clear text. */
  readonly clear: boolean;
}

/** `everything`: the listing was complete and no older version can hide. */
export async function readContent(
  store: Store,
  bucket: string,
  listed: Listed,
  everything: boolean,
  context: SourceContext,
): Promise<Content> {
  if (context.classify === undefined) return { labels: failed('unknown', 'no-classifier'), sampled: 0, clear: false };
  const fold = new LabelFold();
  for (const { object } of listed.drawn) await readOne(store, bucket, object, context, fold);
  if (fold.objects === 0 && listed.drawn.length > 0)
    return { labels: failed('denied', 'no-object-read'), sampled: 0, clear: false };
  const all = everything && listed.drawn.length === listed.count;
  return { labels: value(fold.value(all)), sampled: fold.objects, clear: fold.values > 0 };
}
