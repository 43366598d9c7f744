/** Long texts are looked at through short windows, so that no pattern ever meets a long text. */

export const windowLength = 512;
/** Longer than any identifier we know with its separators and the words before it. */
export const overlap = 96;
const blank = /\s/;

/** First blank at or after `from`, or last blank at or before it; -1 when none within `overlap`. */
function blankNear(text: string, from: number, step: 1 | -1): number {
  for (let gone = 0; gone < overlap; gone += 1)
    if (blank.test(text.charAt(from + gone * step))) return from + gone * step;
  return -1;
}

/** Windows overlap, so what one cuts in two the next holds whole; they begin and end at blanks, or half numbers would look whole. */
export function* windowsOf(text: string): Generator<string> {
  if (text.length <= windowLength) {
    yield text;
    return;
  }
  for (let at = 0; at < text.length - overlap; at += windowLength - overlap) {
    const end = at + windowLength;
    const from = at === 0 ? 0 : Math.max(at, blankNear(text, at, 1));
    const until = end >= text.length ? text.length : blankNear(text, end, -1);
    yield text.slice(from, until === -1 ? end : until);
  }
}
