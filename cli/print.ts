/** The one point where lines for people leave: every piece is made visible, then styled, then wrapped to the width. */
import { styleText } from 'node:util';
import { widthOf } from './wide.ts';
import type { Output } from './edge.ts';
import { visible } from './report/visible.ts';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';
/** A text that may be foreign, with a style of ours. */
export type Piece = string | Styled;
export interface Styled {
  readonly text: string;
  readonly style?: Style | readonly Style[];
  /** A command line: where it does not fit, a backslash stands before the break, so that it can be pasted as it stands. */
  readonly isCommand?: true;
}

export interface Printer {
  /** One paragraph; further rows of it are indented by `indent` columns more than the first. */
  line(pieces?: Piece | readonly Piece[], indent?: number): void;
  /** Text that is ready: what a renderer or `visibleJson` made. */
  ready(text: string): void;
}

interface Word {
  readonly text: string;
  /** A further word of a command. */
  readonly continues?: boolean;
  readonly style: Style | readonly Style[] | undefined;
}

/** Blanks inside quotes belong to the word. */
const commandWord = / *(?:'[^']*'|\\.|[^ '\\])+/g;

/** A word with the blanks before it, so that indentation stays. */
function wordsOf(pieces: readonly Piece[]): Word[] {
  return pieces.flatMap((piece) => {
    const { text, style, isCommand }: Styled = typeof piece === 'string' ? { text: piece } : piece;
    if (isCommand === true)
      return (visible(text).match(commandWord) ?? []).map((word, at) => ({ text: word, style, continues: at > 0 }));
    return (visible(text).match(/ *[^ ]+| +$/g) ?? []).map((word) => ({ text: word, style }));
  });
}

/** How a shell is told that the command goes on. */
const broken = ' \\';

function rowsOf(words: readonly Word[], width: number, indent: number): Word[][] {
  const rows: Word[][] = [[]];
  let used = 0;
  for (const word of words) {
    const wide = widthOf(word.text);
    const isFirst = rows.at(-1)!.length === 0;
    const isCommand = word.continues !== undefined;
    if (!isFirst && used + wide > (isCommand ? width - broken.length : width)) {
      if (word.continues === true) rows.at(-1)!.push({ text: broken, style: word.style });
      const text = ' '.repeat(indent) + word.text.trimStart();
      rows.push([{ ...word, text }]);
      used = widthOf(text);
    } else {
      rows.at(-1)!.push(word);
      used += wide;
    }
  }
  return rows;
}

export function printerOf(output: Output, colour: boolean): Printer {
  const paint = ({ text, style }: Word): string =>
    style === undefined || !colour ? text : styleText(style as Style[], text, { validateStream: false });
  return {
    line(pieces = '', indent = 2) {
      const list = typeof pieces === 'string' || 'text' in pieces ? [pieces] : pieces;
      // A terminal breaks words; a file or a pipe gets each paragraph as one line, which tools expect.
      const rows = rowsOf(wordsOf(list), output.width ?? Number.POSITIVE_INFINITY, indent);
      output.write(`${rows.map((row) => row.map(paint).join('')).join('\n')}\n`);
    },
    ready: (text) => output.write(text.endsWith('\n') ? text : `${text}\n`),
  };
}

/** NO_COLOR (no-color.org) and `--no-colour` win over everything; FORCE_COLOR colours a pipe; else a terminal is coloured. */
export function isColoured(
  output: Output,
  env: Readonly<Record<string, string | undefined>>,
  wanted: boolean,
): boolean {
  if (!wanted || (env['NO_COLOR'] ?? '') !== '') return false;
  if (!['', '0', undefined].includes(env['FORCE_COLOR'])) return true;
  return output.isTerminal && env['TERM'] !== 'dumb';
}
