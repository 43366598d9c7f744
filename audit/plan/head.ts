/** What the first bytes of an input show to those who might read it. */
import type { Problem } from '../../estate/index.ts';
import { each, readJson } from './json/door.ts';
import type { Head } from './reader.ts';

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function shapeOf(text: string): Head['shape'] {
  const [first = ''] = text.trimStart();
  if (first === '{') return 'object';
  if (first === '[') return 'array';
  return /^\s*("|-?[0-9]+\s*$|true\s*$|false\s*$|null\s*$)/.test(text) ? 'scalar' : 'other';
}

export interface SeenHead {
  readonly head: Head;
  /** What is wrong with the JSON as far as the head shows it, its being cut left out. */
  readonly problem: Problem | undefined;
}

/** `bytes` are UTF-8; `isWhole`: nothing follows them. */
export async function seeHead(bytes: Buffer, file: string, isWhole: boolean): Promise<SeenHead> {
  const text = bytes.toString();
  const shape = shapeOf(text);
  const keys = new Set<string>();
  if (shape === 'other') return { head: { text, shape, keys }, problem: undefined };
  let problem: Problem | undefined;
  for await (const told of readJson(once(bytes), { file, wanted: [[each, each]] })) {
    if (told.tell === 'problem') {
      problem = told.problem;
      // The member in which the head ends: it is named, and its value never ends here.
      const [, name] = problem.path.split('/');
      if (name !== undefined && shape === 'object') keys.add(name.replaceAll('~1', '/').replaceAll('~0', '~'));
    } else if (told.tell !== 'torn' && shape === 'object' && typeof told.path[0] === 'string') keys.add(told.path[0]);
  }
  // A second document is nothing wrong: events come one a line.
  const { detail } = problem?.values ?? {};
  const isExpected = detail === 'trailing' || (!isWhole && (detail === 'truncated' || detail === 'utf8'));
  return { head: { text, shape, keys }, problem: isExpected ? undefined : problem };
}
