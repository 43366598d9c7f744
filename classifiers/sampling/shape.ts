/** The shape of a text: what its characters are, not what they say. Rare values have rare shapes, so samples per shape keep them. */

const digit = 1;
const upper = 2;
const lower = 4;
const space = 8;
const other = 1024;
const foreign = 2048;
const single = new Map([
  ['@', 16],
  ['.', 32],
  ['-', 64],
  ['/', 128],
  ['+', 256],
  [':', 512],
]);

const kinds = Uint16Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCodePoint(code);
  if (char >= '0' && char <= '9') return digit;
  if (char >= 'A' && char <= 'Z') return upper;
  if (char >= 'a' && char <= 'z') return lower;
  if (code <= 32) return space;
  return single.get(char) ?? other;
});
/** Space, full stop and hyphen may stand inside one written number. */
const joins = space | 32 | 64;

export interface Shape {
  /** Mask, length, digits and longest run of digits in one integer. */
  readonly fine: number;
  /** Mask and longest run alone: at most 2^18 of them, far fewer in any column. */
  readonly coarse: number;
  readonly digits: number;
}

const bucket = (length: number): number => (length < 48 ? length : Math.min(63, 42 + Math.ceil(Math.log2(length))));

/** One look at every character. `fine` is an integer below 2^30. */
export function shapeOf(text: string): Shape {
  let mask = 0;
  let digits = 0;
  let run = 0;
  let longest = 0;
  let joined = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? (kinds[code] ?? other) : foreign;
    mask |= kind;
    if (kind === digit) {
      digits += 1;
      run += 1;
      joined = false;
      if (run > longest) longest = run;
    } else if ((kind & joins) !== 0 && !joined) joined = true;
    else {
      run = 0;
      joined = false;
    }
  }
  const reach = bucket(longest);
  return {
    fine: (mask << 18) | (bucket(text.length) << 12) | (bucket(digits) << 6) | reach,
    coarse: (mask << 6) | reach,
    digits,
  };
}
