/** JSON of the gate's inputs: what is asked for is handed over part by part, with the strictness of `parseJsonStrict`. */
import { CloisonFault, parseJsonStrict, type Json, type Problem } from '../../../estate/index.ts';
import { each, type JsonTold, type Wanted } from './told.ts';

export { each, type JsonTold, type Wanted } from './told.ts';

/** Nesting that a plan may have: a root value lies at 0. */
const depth = 128;

async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function problemOf(error: unknown, file: string, line = 0): Problem {
  if (!(error instanceof CloisonFault)) throw error;
  const { detail, line: inner, column } = error.values;
  return {
    code: 'plan-json',
    file,
    line: line + Number(inner),
    column: Number(column),
    path: '',
    values: { detail: detail ?? '' },
  };
}

function* walk(value: Json, path: readonly (string | number)[], wanted: readonly Wanted[]): Generator<JsonTold> {
  const at = { line: 0, column: 0 };
  if (wanted.length === 0) return;
  if (wanted.some(({ length }) => length === path.length) || typeof value !== 'object' || value === null) {
    yield { tell: 'value', path, value, at };
    return;
  }
  const kind = Array.isArray(value) ? 'array' : 'object';
  if (wanted.some((one) => one[path.length] === each)) yield { tell: 'open', path, kind };
  for (const [key, inner] of Object.entries(value)) {
    const below = wanted.filter((one) => one[path.length] === each || one[path.length] === key);
    yield* walk(inner as Json, [...path, kind === 'array' ? Number(key) : key], below);
  }
}

/** One document. What nobody asked for is checked and dropped. `file` is how problems name the input. */
export async function* readJson(
  bytes: AsyncIterable<Uint8Array>,
  { file, wanted }: { readonly file: string; readonly wanted: readonly Wanted[] },
): AsyncGenerator<JsonTold> {
  try {
    yield* walk(parseJsonStrict(await whole(bytes), { depth }), [], wanted);
  } catch (error) {
    yield { tell: 'problem', problem: problemOf(error, file) };
  }
}

/** One value a line, told under the path `[n]`, n counting lines from 0; blank lines are passed over. */
export async function* readJsonLines(
  bytes: AsyncIterable<Uint8Array>,
  { file }: { readonly file: string },
): AsyncGenerator<JsonTold> {
  const lines = (await whole(bytes)).toString().split('\n');
  for (const [index, text] of lines.entries()) {
    if (text.trim() === '') continue;
    const at = { line: index + 1, column: 1 };
    try {
      yield { tell: 'value', path: [index], value: parseJsonStrict(text, { depth }), at };
    } catch (error) {
      if (index === lines.length - 1) yield { tell: 'torn', at };
      else yield { tell: 'problem', problem: problemOf(error, file, index) };
    }
  }
}
