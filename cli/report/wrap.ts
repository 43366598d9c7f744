/** Breaks text into rows of a terminal, measured as a terminal draws it. Plain text in: colour comes after, or it would be counted. */
import { widthOf } from '../wide.ts';

export interface Indent {
  readonly first: string;
  readonly rest: string;
}

/** Behind these a long name may be broken: a reader sees that it goes on. */
const joint = /[/_.,:=@-]/;

/** What fits of the rows: up to the last joint, else as many characters as there is room for. */
function cutAt(word: string, width: number): string {
  let [fits, whole] = ['', ''];
  for (const char of word) {
    // One character at least, however wide: else nothing would ever be cut off.
    if (fits !== '' && widthOf(fits + char) > width) break;
    fits += char;
    if (joint.test(char)) whole = fits;
  }
  return whole === '' ? fits : whole;
}

/** A word wider than the row (a subject, a digest) is cut, never left to run over the edge. */
function pieces(word: string, width: number): string[] {
  const cut: string[] = [];
  let left = word;
  while (widthOf(left) > width) {
    const next = cutAt(left, width);
    cut.push(next);
    left = left.slice(next.length);
  }
  return [...cut, left];
}

/** Breaks at ordinary spaces only: those that French puts before a colon are bound to it. */
export function wrapped(text: string, width: number, { first, rest }: Indent = { first: '', rest: '' }): string[] {
  const room = Math.max(20, width) - Math.max(widthOf(first), widthOf(rest));
  const rows: string[] = [];
  for (const word of text.split(' ').flatMap((each) => pieces(each, room))) {
    const joined = rows.length === 0 ? word : `${rows.at(-1)} ${word}`;
    if (rows.length > 0 && widthOf(joined) <= room) rows[rows.length - 1] = joined;
    else rows.push(word);
  }
  return rows.map((row, at) => (at === 0 ? first : rest) + row);
}
