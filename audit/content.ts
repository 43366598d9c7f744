/** Reads the drawn objects of one container and folds what the classifier says; the bytes go no further. */
import type { FactValue } from '../estate/index.ts';
import type { Listed } from './drawn.ts';
import { extensionOf, LabelFold } from './labels.ts';
import { failed, value } from './observe.ts';
import type { Answer, Fingerprint, SourceContext } from './source.ts';

interface Cut {
  whole: boolean;
  /** The reader took every byte, so the print is that of the object. */
  ended: boolean;
}
type Print = ReturnType<Fingerprint>;

/** Passes on at most `most` bytes and says whether that was all. */
async function* atMost(
  body: AsyncIterable<Uint8Array>,
  most: number,
  cut: Cut,
  print: Print | undefined,
): AsyncGenerator<Uint8Array> {
  let left = most;
  for await (const chunk of body) {
    yield chunk.length > left ? chunk.subarray(0, left) : chunk;
    if (chunk.length > left) {
      cut.whole = false;
      return;
    }
    print?.update(chunk);
    left -= chunk.length;
  }
  cut.ended = left < most;
}

/** Prints kept per container: enough to show a copy, small enough for a line of the collection. */
const mostPrints = 64;

/** Opens one item: its name, for the format alone, and its bytes; undefined when it was refused. */
export type Open<T> = (
  item: T,
) => Promise<{ readonly name: string; readonly bytes: AsyncIterable<Uint8Array> } | undefined>;

export interface Content {
  readonly labels: Answer<FactValue<'labels'>>;
  readonly prints: Answer<FactValue<'content'>>;
  readonly sampled: number;
  /** Something intelligible was read: the stored bytes are clear text. */
  readonly clear: boolean;
}

/** What could not be opened or read to its end is counted as skipped, and the pass is not full. */
async function readOne<T>(
  item: T,
  open: Open<T>,
  context: SourceContext,
  fold: LabelFold,
  prints: string[],
): Promise<void> {
  const { classify, signal, budget, tally } = context;
  const miss = () => {
    tally.skipped += 1;
    fold.miss();
  };
  const opened = await open(item);
  if (opened === undefined) return miss();
  const cut: Cut = { whole: true, ended: false };
  const print = prints.length < mostPrints ? context.fingerprint?.() : undefined;
  try {
    const bytes = atMost(opened.bytes, budget.objectBytes, cut, print);
    const said = await classify!(bytes, { extension: extensionOf(opened.name), signal });
    fold.add({ ...said, fullPass: said.fullPass && cut.whole });
    if (cut.ended && cut.whole && print !== undefined) prints.push(print.digest());
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
  const unread = (answer: Answer<never>): Content => ({ labels: answer, prints: answer, sampled: 0, clear: false });
  if (context.classify === undefined) return unread(failed('unknown', 'no-classifier'));
  const fold = new LabelFold();
  const found: string[] = [];
  for (const { item } of listed.drawn) await readOne(item, open, context, fold, found);
  if (fold.objects === 0 && listed.drawn.length > 0) return unread(failed('denied', 'no-object-read'));
  const all = everything && listed.drawn.length === listed.count;
  return {
    labels: value(fold.value(all, listed.bytes)),
    prints: value({ prints: found.sort() }),
    sampled: fold.objects,
    clear: fold.values > 0,
  };
}
