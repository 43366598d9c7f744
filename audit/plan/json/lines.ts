/** Lines of JSON: a wrong one is told and the next is read, a last one that is cut is torn and not wrong. */
import type { Problem } from '../../../estate/index.ts';
import { Door } from './door.ts';
import { portions } from './portions.ts';
import type { JsonTold } from './told.ts';

const newline = 0x0a;

class Lines {
  readonly #door: Door;
  /** A line ended before its value did: torn if nothing follows. */
  #cut: Problem | undefined;
  /** The rest of a wrong line is being passed over. */
  #isPassing = false;

  constructor(file: string) {
    this.#door = new Door(file, [[]], true);
  }

  #pass(): boolean {
    const { window } = this.#door.scanner;
    const at = window.bytes.subarray(0, window.end).indexOf(newline, window.at);
    window.at = at === -1 ? window.end : at;
    this.#isPassing = at === -1;
    return at !== -1;
  }

  *#earlier(): Generator<JsonTold> {
    if (this.#cut !== undefined) yield { tell: 'problem', problem: this.#cut };
    this.#cut = undefined;
  }

  *#wrong(): Generator<JsonTold> {
    const { scanner } = this.#door;
    const { window, tokens } = scanner;
    yield* this.#earlier();
    const problem = this.#door.problem();
    if (tokens.wrong.detail === 'truncated') this.#cut = problem;
    else yield { tell: 'problem', problem };
    window.at = Math.max(window.at, Math.min(tokens.wrong.at, window.end));
    scanner.restart();
    this.#pass();
  }

  *tell(chunk: Uint8Array): Generator<JsonTold, boolean> {
    if (this.#door.feed(chunk)) {
      yield* this.#tell();
      return true;
    }
    yield* this.#earlier();
    yield { tell: 'problem', problem: this.#door.problem() };
    return false;
  }

  *#tell(): Generator<JsonTold> {
    const { scanner } = this.#door;
    if (this.#isPassing && !this.#pass()) return;
    for (;;) {
      const signal = scanner.run();
      if (signal === 'cut') {
        yield* this.#earlier();
        yield this.#door.value([scanner.trail.place.line - 1]);
      } else if (signal === 'wrong') {
        yield* this.#wrong();
        if (this.#isPassing) return;
      } else if (signal === 'done' && scanner.window.at < scanner.window.end) scanner.restart();
      else return;
    }
  }

  *end(): Generator<JsonTold> {
    this.#door.scanner.window.last = true;
    yield* this.#tell();
    if (this.#cut !== undefined) yield { tell: 'torn', at: { line: this.#cut.line, column: this.#cut.column } };
  }
}

/** One value a line, told under the path `[n]`, n counting lines from 0; blank lines are passed over. */
export async function* readJsonLines(
  bytes: AsyncIterable<Uint8Array>,
  { file }: { readonly file: string },
): AsyncGenerator<JsonTold> {
  const lines = new Lines(file);
  let isGood = true;
  for await (const part of portions(bytes)) {
    isGood = yield* lines.tell(part);
    if (!isGood) break;
  }
  if (isGood) yield* lines.end();
}
