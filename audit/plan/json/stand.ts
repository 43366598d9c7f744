/** Where a scanner stands between two runs, and the ways in which a run ends. */
import { bad, Tokens } from './tokens.ts';
import { Window } from './window.ts';

/** `starve`: feed the window. `cut`: a wanted value ends here. `open`: items wanted one by one follow. `wrong`: see `tokens.wrong`. */
export type Signal = 'starve' | 'cut' | 'open' | 'wrong' | 'done';

/** What must come next; `text`: the rest of a string. */
export const value = 0;
export const firstItem = 1;
export const firstKey = 2;
export const key = 3;
export const colon = 4;
export const comma = 5;
export const over = 6;
export const text = 7;

export class Stand {
  readonly window = new Window();
  readonly tokens = new Tokens();
  /** How many containers are open. */
  level = 0;
  state = value;
  readonly isLines: boolean;

  constructor(isLines: boolean) {
    this.isLines = isLines;
  }

  stop(signal: Signal, at: number, state: number, level: number): Signal {
    this.window.at = at;
    this.state = state;
    this.level = level;
    return signal;
  }

  wrong(detail: string, at: number, level: number): Signal {
    this.tokens.wrong = { detail, at };
    return this.stop('wrong', at, over, level);
  }

  /** A token is wrong, or goes on behind the last byte. */
  broken(why: number, at: number, state: number, level: number): Signal {
    if (why === bad) return this.stop('wrong', at, state, level);
    return this.window.last ? this.wrong('truncated', this.window.end, level) : this.stop('starve', at, state, level);
  }

  /** No byte is left. Of lines there may be none. */
  dry(at: number, state: number, level: number): Signal {
    if (!this.window.last) return this.stop('starve', at, state, level);
    const isOver = state === over || (this.isLines && state === value && level === 0);
    return isOver ? this.stop('done', at, state, level) : this.wrong('truncated', at, level);
  }
}
