/**
 * Walks JSON byte by byte as it arrives, checks all of it and cuts out what is wanted. Flat, with numbers for states and
 * local copies of fields: every byte of a plan of hundreds of megabytes passes here.
 */
import { Keys } from './keys.ts';
import { colon, comma, firstItem, firstKey, key, over, Stand, text, value, type Signal } from './stand.ts';
import { Texts } from './texts.ts';
import { plain } from './tokens.ts';
import { array, object, Trail } from './trail.ts';
import type { Wants } from './wants.ts';

export class Scanner extends Stand {
  readonly trail: Trail;
  readonly #texts: Texts;
  readonly #keys: Keys;
  readonly #levels: number;

  /** `levels`: how deep a value may lie below the root, as in `parseJsonStrict`. */
  constructor(wants: Wants, { levels, isLines }: { readonly levels: number; readonly isLines: boolean }) {
    super(isLines);
    this.#levels = levels;
    this.#keys = new Keys(levels + 2);
    this.trail = new Trail(wants, levels + 2, this.window);
    this.#texts = new Texts(this.window, this.tokens, this.#keys, this.trail);
  }

  /** Before another line. */
  restart(): void {
    this.state = value;
    this.level = 0;
    this.trail.leave();
  }

  run(): Signal {
    const { window, trail, tokens } = this;
    const texts = this.#texts;
    const { bytes, end } = window;
    const { kinds, marks } = trail;
    let { at } = window;
    let { level } = this;
    let state = this.state;
    for (;;) {
      let byte = 0;
      if (state !== text) {
        for (; at < end; at += 1) {
          byte = bytes[at]!;
          if (byte > 0x20) break;
          if (byte === 0x0a) {
            if (this.isLines && state === over) return this.stop('done', at, state, level);
            if (this.isLines && level > 0) return this.wrong('truncated', at, level);
            window.newLine(at);
          } else if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09) break;
        }
        if (at === end) return this.dry(at, state, level);
      }
      switch (state) {
        case colon:
          if (byte !== 0x3a) return this.wrong('syntax', at, level);
          at += 1;
          state = value;
          continue;
        case comma:
          if (byte === 0x2c) {
            at += 1;
            if (kinds[level] === object) state = key;
            else {
              state = value;
              marks[level]! += 1;
            }
            continue;
          }
          if (byte !== (kinds[level] === object ? 0x7d : 0x5d)) return this.wrong('syntax', at, level);
          at += 1;
          level -= 1;
          break;
        case firstKey:
        case key:
          if (byte === 0x22) {
            const after = texts.name(at, level);
            if (after < 0) return this.broken(after, at, state, level);
            at = after;
            state = colon;
            // Most texts of machines have no spaces: one turn less.
            if (bytes[at] !== 0x3a || at >= end) continue;
            at += 1;
            state = value;
            continue;
          }
          if (state === key || byte !== 0x7d) return this.wrong('syntax', at, level);
          at += 1;
          level -= 1;
          break;
        case over:
          return this.wrong('trailing', at, level);
        case text: {
          const after = texts.body(at);
          if (after < 0) return this.broken(after, texts.reached, state, level);
          at = after;
          break;
        }
        default: {
          if (state === firstItem && byte === 0x5d) {
            at += 1;
            level -= 1;
            break;
          }
          if (level > this.#levels) return this.wrong('depth', at, level);
          const opens = byte === 0x7b || byte === 0x5b;
          const isTold = trail.floor < 0 && trail.begin(level, at, opens, byte === 0x5b);
          if (opens) {
            at += 1;
            level += 1;
            trail.enter(level, byte === 0x7b ? object : array);
            state = byte === 0x7b ? firstKey : firstItem;
            if (byte === 0x7b) this.#keys.open(level);
            if (isTold) return this.stop('open', at, state, level);
            continue;
          }
          if (byte === 0x22) {
            // Nearly every string is short and plain: it is over before anything needs to be remembered of it.
            let stop = at + 1;
            while (stop < end && plain[bytes[stop]!] === 1) stop += 1;
            if (stop === end || bytes[stop] !== 0x22) {
              texts.begin(at);
              state = text;
              at = stop;
              continue;
            }
            at = stop + 1;
            break;
          }
          const after = byte < 0x3a ? tokens.number(window, at) : tokens.word(window, at);
          if (after < 0) return this.broken(after, at, state, level);
          at = after;
        }
      }
      state = level === 0 ? over : comma;
      if (level !== trail.floor) continue;
      if (trail.leave()) return this.stop('cut', at, state, level);
    }
  }
}
