/** JSON of the gate's inputs: what is asked for is handed over part by part, with the strictness of `parseJsonStrict`. */
import type { Json, Problem } from '../../../estate/index.ts';
import { portions } from './portions.ts';
import { Scanner } from './scanner.ts';
import type { Signal } from './stand.ts';
import type { JsonTold, Wanted } from './told.ts';
import { array } from './trail.ts';
import { wantsOf } from './wants.ts';

export { each, type JsonTold, type Wanted } from './told.ts';

/** How deep a value may lie below the root. Plans with many modules and schemas of custom resources stay under 60. */
const levels = 128;

interface Asked {
  readonly file: string;
  readonly wanted: readonly Wanted[];
  readonly refused?: ReadonlySet<string>;
}

/** The scanner and what it says, in the words of a reader. */
export class Door {
  readonly scanner: Scanner;
  readonly #file: string;
  readonly #refused: ReadonlySet<string>;

  constructor(file: string, wanted: readonly Wanted[], isLines: boolean, refused: ReadonlySet<string> = new Set()) {
    const all = [...wanted, ...[...refused].map((key) => [key])];
    this.scanner = new Scanner(wantsOf(all), { levels, isLines });
    this.#file = file;
    this.#refused = refused;
  }

  /** Of a value that is being taken everything is kept, of all else only what is not yet looked at. False: too much. */
  feed(chunk: Uint8Array): boolean {
    const { window, trail, tokens } = this.scanner;
    const from = !trail.isWalking && trail.isTaking ? trail.start - window.base : window.at;
    const isFed = window.feed(chunk, from);
    if (!isFed) tokens.wrong = { detail: 'size', at: window.at };
    return isFed;
  }

  problem(): Problem {
    const { window, trail, level, tokens } = this.scanner;
    const { detail, at } = tokens.wrong;
    return {
      code: 'plan-json',
      file: this.#file,
      ...window.placeOf(at),
      path: trail.pointer(level),
      values: { detail },
    };
  }

  value(path?: readonly (string | number)[]): JsonTold {
    const { window, trail, level } = this.scanner;
    const at = path ?? trail.path(level);
    if (at.length === 1 && this.#refused.has(at[0] as string)) return this.#refusal(at[0] as string);
    const text = window.bytes.toString(trail.isWide ? 'utf8' : 'latin1', trail.start - window.base, window.at);
    return { tell: 'value', path: at, value: JSON.parse(text) as Json, at: trail.place };
  }

  #refusal(key: string): JsonTold {
    const code = 'collection-configures-judge';
    return {
      tell: 'problem',
      problem: { code, file: this.#file, ...this.scanner.trail.place, path: `/${key}`, values: { key } },
    };
  }

  open(): JsonTold {
    const { window, trail, level } = this.scanner;
    const kind = trail.kinds[level] === array ? 'array' : 'object';
    return { tell: 'open', path: trail.path(level - 1), kind, at: window.placeOf(window.at - 1) };
  }
}

function* toldBy(door: Door): Generator<JsonTold, Signal> {
  for (;;) {
    const signal = door.scanner.run();
    if (signal === 'cut') yield door.value();
    else if (signal === 'open') yield door.open();
    else return signal;
  }
}

/**
 * One document. What nobody asked for is checked as strictly and dropped. `file` is how problems name the input. The
 * problem, if any, comes last; its path is a pointer as far as the names on it were still at hand. `refused`: names that
 * may not stand at the top, each a problem of its own after which reading goes on.
 */
export async function* readJson(bytes: AsyncIterable<Uint8Array>, asked: Asked): AsyncGenerator<JsonTold> {
  for await (const tells of readJsonPortions(bytes, asked)) yield* tells;
}

/**
 * The same, told portion by portion: a promise for each of a hundred thousand values would cost more than reading them.
 * Each is to be heard to its end before the next is asked for.
 */
export async function* readJsonPortions(
  bytes: AsyncIterable<Uint8Array>,
  { file, wanted, refused }: Asked,
): AsyncGenerator<Iterable<JsonTold>> {
  const door = new Door(file, wanted, false, refused);
  const state: { signal: Signal } = { signal: 'starve' };
  function* tells(): Generator<JsonTold> {
    state.signal = yield* toldBy(door);
  }
  for await (const part of portions(bytes)) {
    if (door.feed(part)) yield tells();
    else state.signal = 'wrong';
    if (state.signal === 'wrong') break;
  }
  door.scanner.window.last = true;
  if (state.signal !== 'wrong') yield tells();
  if (state.signal === 'wrong') yield [{ tell: 'problem', problem: door.problem() }];
}
