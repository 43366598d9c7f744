/** Where a configuration of Terraform writes its blocks: their labels and lines, and the source of a module call. */
import { Broken, Cursor, type Token } from './syntax.ts';

export interface Block {
  /** `resource`, `data`, `module`, `variable` … */
  readonly kind: string;
  readonly labels: readonly string[];
  /** 1-based. */
  readonly line: number;
  /** Of a module call: its source, where it is written as a plain text. */
  readonly source: string | undefined;
  /** What stands between its braces. */
  readonly body: string;
}

function lineFinder(text: string): (at: number) => number {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
  return (at) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

const isMark = (token: Token | undefined, value: string) => token?.kind === 'mark' && token.value === value;

/** The plain text that `source` alone is set to, on a line of its own. */
function sourceAmong(tokens: readonly Token[], lineOf: (at: number) => number): string | undefined {
  const set = tokens.flatMap((token, at) => {
    const isStart = at === 0 || lineOf(tokens[at - 1]!.at) < lineOf(token.at);
    return token.kind === 'word' && token.value === 'source' && isStart && isMark(tokens[at + 1], '=') ? [at] : [];
  });
  const [value, after] = [tokens[set[0]! + 2], tokens[set[0]! + 3]];
  const isAlone = after === undefined || (value !== undefined && lineOf(after.at) > lineOf(value.at));
  return set.length === 1 && value?.kind === 'text' && isAlone ? value.value : undefined;
}

function blockAt(first: Token, cursor: Cursor, text: string, lineOf: (at: number) => number): Block {
  // At the top of a file stand blocks and nothing else.
  if (first.kind !== 'word') throw new Broken();
  const labels: string[] = [];
  let token = cursor.next();
  for (; token !== undefined && !isMark(token, '{'); token = cursor.next()) {
    if (token.kind === 'mark' || token.value === undefined) throw new Broken();
    labels.push(token.value);
  }
  if (token === undefined) throw new Broken();
  const directly: Token[] = [];
  const kind = first.value!;
  const end = cursor.inside(0, (each) => kind === 'module' && directly.push(each));
  const body = text.slice(token.end, end);
  return { kind, labels, line: lineOf(first.at), source: sourceAmong(directly, lineOf), body };
}

/** Undefined where the text is not of this syntax: what stands behind the first doubt would be a guess. */
export function blocksIn(bytes: string): Block[] | undefined {
  const text = bytes.replace(/^\uFEFF/, '');
  // No line ends so: what a person or another reader sees as two lines is one.
  if (/\r(?!\n)/.test(text)) return undefined;
  const cursor = new Cursor(text);
  const lineOf = lineFinder(text);
  const blocks: Block[] = [];
  try {
    for (let token = cursor.next(); token !== undefined; token = cursor.next())
      blocks.push(blockAt(token, cursor, text, lineOf));
  } catch (cause) {
    if (cause instanceof Broken) return undefined;
    throw cause;
  }
  return blocks;
}
