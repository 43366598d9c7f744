/** Reads the drawn objects of one container and folds what the classifier says; the bytes go no further. */
import type { FactValue } from '../estate/index.ts';
import type { Listed } from './drawn.ts';
import { extensionOf, LabelFold } from './labels.ts';
import { failed, value } from './observe.ts';
import type { Answer, SourceContext } from './source.ts';

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

/** Opens one item: its name, for the format alone, and its bytes; undefined when it was refused. */
export type Open<T> = (
  item: T,
) => Promise<{ readonly name: string; readonly bytes: AsyncIterable<Uint8Array> } | undefined>;

export interface Content {
  readonly labels: Answer<FactValue<'labels'>>;
  readonly sampled: number;
  /** Something intelligible was read: the stored bytes are clear text. */
  readonly clear: boolean;
}

/** What could not be opened or read to its end is counted as skipped, and the pass is not full. */
async function readOne<T>(item: T, open: Open<T>, context: SourceContext, fold: LabelFold): Promise<void> {
  const { classify, signal, budget, tally } = context;
  const miss = () => {
    tally.skipped += 1;
    fold.miss();
  };
  const opened = await open(item);
  if (opened === undefined) return miss();
  const cut: Cut = { whole: true };
  try {
    const bytes = atMost(opened.bytes, budget.objectBytes, cut);
    const said = await classify!(bytes, { extension: extensionOf(opened.name), signal });
    fold.add({ ...said, fullPass: said.fullPass && cut.whole });
  } catch {
    signal.throwIfAborted();
    miss();
  }
}

/** `everything`: the listing was complete and no older version can hide. */
export async function readContent<T>(
  listed: Listed<T>,
  everything: boolean,
  open: Open<T>,
  context: SourceContext,
): Promise<Content> {
  if (context.classify === undefined) return { labels: failed('unknown', 'no-classifier'), sampled: 0, clear: false };
  const fold = new LabelFold();
  for (const { item } of listed.drawn) await readOne(item, open, context, fold);
  if (fold.objects === 0 && listed.drawn.length > 0)
    return { labels: failed('denied', 'no-object-read'), sampled: 0, clear: false };
  const all = everything && listed.drawn.length === listed.count;
  return { labels: value(fold.value(all)), sampled: fold.objects, clear: fold.values > 0 };
}
