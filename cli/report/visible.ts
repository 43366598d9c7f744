/**
 * The single print point of texts that came from outside. A bucket may be called `ESC]52;…`, a label may turn the line
 * round or start a new one with `::error::`: every code point that draws nothing, moves the cursor or changes direction
 * is shown as `\u{hex}` instead (kubectl CVE-2021-25743; CWE-150, CWE-77). `util.stripVTControlCharacters` leaves CR, BS,
 * BEL, NUL, payloads and bidi as they are, so it is not enough.
 */
const ranges = [
  [0x0, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f],
  [0xe0100, 0xe01ef],
] as const;

const point = (code: number) => `\\u{${code.toString(16)}}`;
const listed = ranges.map(([from, to]) => `${point(from)}-${point(to)}`).join('');
/** In Unicode mode `\p{Cs}` is a surrogate without its pair. */
const hidden = new RegExp(`[${listed}\\p{Cs}]`, 'gu');

export function visible(text: string): string {
  return text.replace(hidden, (char) => point(char.codePointAt(0)!));
}

/** The same code points as JSON escapes: exact for every reader of JSON, inert for a terminal that shows the file. */
export function inertJson(serialised: string): string {
  return serialised.replace(hidden, (char) =>
    char === '\n'
      ? char
      : Array.from({ length: char.length }, (_, unit) => char.charCodeAt(unit))
          .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
          .join(''),
  );
}
