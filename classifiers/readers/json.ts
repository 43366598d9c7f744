/** JSON documents and JSON lines: the paths are the columns. */
import type { Tally } from '../sampling/tally.ts';
import type { Watch } from './limits.ts';

const deepest = 64;
const longestDocument = 33_554_432;
/** An object with more keys than this is a map, and its keys are values. */
const fields = 200;
const valuesPerLook = 4_096;

/** `{"alice@example.org": …}`: keys with an address, many digits or much text are data, not names. */
const isValue = (key: string): boolean => key.length > 64 || key.includes('@') || /\d{3}/.test(key);

function* inside(value: object, path: string, tally: Tally): Generator<[string, unknown]> {
  if (Array.isArray(value)) {
    for (const item of value) yield [path, item];
    return;
  }
  const keys = Object.keys(value);
  for (const key of keys) {
    const hidden = keys.length > fields || isValue(key);
    if (hidden) tally.add(`${path}.*`, key);
    const own = hidden ? '*' : key.replaceAll('.', '_');
    yield [path === '' ? own : `${path}.${own}`, (value as Record<string, unknown>)[key]];
  }
}

/** Walks without recursion, so depth is a limit and never a crash. */
function walk(document: unknown, tally: Tally, watch: Watch): void {
  const open: { steps: Iterator<[string, unknown]> }[] = [];
  let met = 0;
  const visit = (path: string, value: unknown): void => {
    if (typeof value === 'string') tally.add(path, value);
    else if (typeof value === 'number' || typeof value === 'boolean') tally.add(path, String(value));
    else if (typeof value === 'object' && value !== null) {
      if (open.length >= deepest) watch.stop('too-deep');
      else open.push({ steps: inside(value, path, tally) });
    } else tally.meet(path);
  };
  visit('', document);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const step = top.steps.next();
    if (step.done === true) open.pop();
    else visit(...step.value);
    met += 1;
    if (met % valuesPerLook === 0 && !watch.goOn()) return;
  }
}

/** One document. What is no JSON, or too long to hold, is looked at as text and is not a full pass. */
export async function readJson(
  texts: AsyncIterable<string>,
  tally: Tally,
  watch: Watch,
  asText: (texts: AsyncIterable<string>) => Promise<void>,
): Promise<void> {
  let whole = '';
  const chunks = texts[Symbol.asyncIterator]();
  async function* held(): AsyncGenerator<string> {
    yield whole;
    whole = '';
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    whole += next.value;
    if (whole.length > longestDocument) {
      watch.stop('too-long');
      return asText(held());
    }
  }
  let document: unknown;
  try {
    document = JSON.parse(whole);
  } catch {
    watch.stop('malformed');
    return asText(held());
  }
  walk(document, tally, watch);
}

/** One document a line. A line that is none is text, and then this was no full pass. */
export async function readJsonLines(texts: AsyncIterable<string>, tally: Tally, watch: Watch): Promise<void> {
  let rest = '';
  const line = (text: string): void => {
    if (text.trim() === '') return;
    try {
      walk(JSON.parse(text), tally, watch);
    } catch {
      watch.stop('malformed');
      tally.add('', text);
    }
  };
  for await (const text of texts) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(line);
    if (rest.length > longestDocument) {
      watch.stop('too-long');
      return;
    }
    if (!watch.goOn()) return;
  }
  line(rest);
}
