/** Bytes → labels: open, decode, read into a tally, judge the tally. */
import type { Label } from '../estate/index.ts';
import type { Classified, Hint } from './classified.ts';
import { raised } from './decide/class.ts';
import { judge } from './decide/table.ts';
import { isData, redactName } from './names/redact.ts';
import { readCsv } from './readers/csv.ts';
import { gunzipped } from './readers/gunzip.ts';
import { decoded, headBytes, opened } from './readers/head.ts';
import { readJson, readJsonLines } from './readers/json.ts';
import { isGzip, kindOf } from './readers/kind.ts';
import { Watch } from './readers/limits.ts';
import { formatOf } from './readers/sniff.ts';
import { readText } from './readers/text.ts';
import type { Recognizer } from './recognizer.ts';
import { recognizers as all } from './recognizers/list.ts';
import { Tally } from './sampling/tally.ts';

/** Reads everything that the limits allow into `tally`; returns the name of the format. */
async function read(
  bytes: AsyncIterable<Uint8Array>,
  hint: Hint,
  watch: Watch,
  tally: Tally,
  recognizers: readonly Recognizer[],
): Promise<string> {
  const outer = await opened(bytes);
  const zipped = isGzip(outer.head);
  const suffix = zipped ? '+gzip' : '';
  const { head, all: source } = await opened(watch.bounded(zipped ? gunzipped(outer.all, watch) : outer.all));
  if (head.length === 0) return `empty${suffix}`;
  const kind = isGzip(head) ? { unread: 'gzip' } : kindOf(head);
  if ('unread' in kind) {
    watch.stop('unread');
    await source.return(undefined);
    return `${kind.unread}${suffix}`;
  }
  const texts = decoded(source, kind.encoding);
  const start = new TextDecoder(kind.encoding).decode(head, { stream: true });
  const found = formatOf(start, head.length < headBytes, hint.extension?.toLowerCase() ?? '');
  switch (found.format) {
    case 'csv':
      await readCsv(texts, found.layout, tally, watch, (name) => isData(name, recognizers));
      break;
    case 'json':
      await readJson(texts, tally, watch, (rest) => readText(rest, tally, watch));
      break;
    case 'jsonl':
      await readJsonLines(texts, tally, watch);
      break;
    case 'text':
      await readText(texts, tally, watch);
  }
  return `${found.format}${suffix}`;
}

/** One label per recognizer; counts add up, the class is the highest. */
function folded(labels: readonly Label[]): Label[] {
  const known = new Map<string, Label>();
  for (const label of labels) {
    const before = known.get(label.recognizer);
    if (before === undefined) known.set(label.recognizer, label);
    else
      known.set(label.recognizer, {
        ...before,
        hits: before.hits + label.hits,
        checked: before.checked + label.checked,
        prior: Math.max(before.prior, label.prior),
      });
  }
  return raised([...known.values()]);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += headBytes) yield bytes.subarray(at, at + headBytes);
}

/**
 * Looks at one object. Rejects only with what `bytes` itself throws: a failed read is the source's to record. Anything
 * else that stops the look (a limit, a format not read, a broken file) resolves with `fullPass: false` and a reason.
 */
export async function classify(
  bytes: AsyncIterable<Uint8Array> | Uint8Array,
  hint: Hint,
  recognizers: readonly Recognizer[] = all,
): Promise<Classified> {
  const watch = new Watch({ ...hint.budget, clock: hint.clock, signal: hint.signal });
  const tally = new Tally();
  const format = await read(bytes instanceof Uint8Array ? once(bytes) : bytes, hint, watch, tally, recognizers);
  if (tally.tooWide) watch.stop('too-wide');
  const { byColumn } = judge(tally.columns.values(), recognizers, () => watch.goOn());
  const labels = folded(byColumn.flatMap((column) => column.labels));
  const classes = new Map(labels.map((label) => [label.recognizer, label.class]));
  return {
    labels,
    byColumn: byColumn.map((column, at) => ({
      column: redactName(column.name, at + 1, recognizers),
      labels: column.labels.map((label) => ({ ...label, class: classes.get(label.recognizer) ?? label.class })),
    })),
    columns: byColumn.length,
    values: tally.values,
    fullPass: watch.unseen === undefined,
    ...(watch.unseen === undefined ? {} : { unseen: watch.unseen }),
    format,
  };
}
