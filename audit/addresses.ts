/**
 * Whom a list of addresses lets in. Wider than 256 addresses of IPv4, or than one site (/48) of IPv6, is no fixed origin:
 * strangers share it. Networks that the public internet does not carry (RFC 1918, 6598, 4193) let nobody in from there.
 */

/** Many narrow ranges are wide together: sixteen of the widest that one may have. */
const most = 16;
const widest = { v4: 24, v6: 48 } as const;

const inside: readonly (readonly [start: number, bits: number])[] = [
  [0x0a_00_00_00, 8],
  [0xac_10_00_00, 12],
  [0xc0_a8_00_00, 16],
  [0x64_40_00_00, 10],
  [0x7f_00_00_00, 8],
  [0xa9_fe_00_00, 16],
];

/** Undefined for what is no address of IPv4; servers differ in what they make of a zero in front. */
function v4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Addresses from the first to the last, both counted; 0 where all of them are private. */
function countedV4(first: number, last: number): number {
  if (last < first || first === 0) return Infinity;
  const isInside = inside.some(([start, bits]) => first >= start && last < start + 2 ** (32 - bits));
  return isInside ? 0 : last - first + 1;
}

const unitV4 = 2 ** (32 - widest.v4);

/**
 * How many of the widest fixed origins a range takes: `::ffff:0.0.0.0/96` is the whole of IPv4 behind a narrow-looking mask,
 * so what begins in zeros or holds an address of IPv4 pins nothing.
 */
function sizeOf(range: string): number {
  const [address = '', length, ...more] = range.trim().split('/');
  const isMask = length === undefined || /^\d{1,3}$/.test(length);
  if (!isMask || more.length > 0) return Infinity;
  const start = v4(address);
  if (start !== undefined) {
    const bits = length === undefined ? 32 : Number(length);
    const span = 2 ** (32 - bits);
    const first = Math.floor(start / span) * span;
    return bits > 32 ? Infinity : countedV4(first, first + span - 1) / unitV4;
  }
  const bits = length === undefined ? 128 : Number(length);
  const isWhole = /^[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7}$/i.test(address) && !/^(?:0+:|64:ff9b:)/i.test(address);
  if (!isWhole || bits > 128) return Infinity;
  const isPrivate = (/^f[cd]/i.test(address) && bits >= 7) || (/^fe[89ab]/i.test(address) && bits >= 10);
  return isPrivate ? 0 : 2 ** (widest.v6 - bits);
}

const isFixed = (sizes: readonly number[]): boolean =>
  sizes.every((size) => size <= 1) && sizes.reduce((sum, size) => sum + size, 0) <= most;

/** Whether ranges (`203.0.113.0/24`, an address, or what does not parse) let in only origins that are fixed. */
export const areFixed = (ranges: readonly string[]): boolean => isFixed(ranges.map(sizeOf));

/** The same of ranges that are told by their first and last address. `0.0.0.0` alone is a cloud's word for all its customers. */
export const spansAreFixed = (spans: readonly (readonly [first: string, last: string])[]): boolean =>
  isFixed(
    spans.map(([first, last]) => {
      const [start, end] = [v4(first.trim()), v4(last.trim())];
      return start === undefined || end === undefined ? Infinity : countedV4(start, end) / unitV4;
    }),
  );
