/** Breaks text into rows of a terminal, measured as a terminal draws it. Plain text in: colour comes after, or it would be counted. */
import stringWidth from 'string-width';

export interface Indent {
  readonly first: string;
  readonly rest: string;
}

/** A word wider than the row (a subject, a digest) is cut, never left to run over the edge. */
function pieces(word: string, width: number): string[] {
  if (stringWidth(word) <= width) return [word];
  const cut: string[] = [''];
  for (const char of word) {
    if (stringWidth(cut.at(-1)! + char) > width) cut.push('');
    cut[cut.length - 1] += char;
  }
  return cut;
}

/** Breaks at ordinary spaces only: those that French puts before a colon are bound to it. */
export function wrapped(text: string, width: number, { first, rest }: Indent = { first: '', rest: '' }): string[] {
  const room = Math.max(20, width) - Math.max(stringWidth(first), stringWidth(rest));
  const rows: string[] = [];
  for (const word of text.split(' ').flatMap((each) => pieces(each, room))) {
    const joined = rows.length === 0 ? word : `${rows.at(-1)} ${word}`;
    if (rows.length > 0 && stringWidth(joined) <= room) rows[rows.length - 1] = joined;
    else rows.push(word);
  }
  return rows.map((row, at) => (at === 0 ? first : rest) + row);
}
