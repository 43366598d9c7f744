/** Draws that repeat: xorshift32 from a fixed seed, so that generated samples are the same bytes each time. */

let state = 0x2024_0726;
export function random(): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) / 2 ** 32;
}
export const below = (bound: number): number => Math.floor(random() * bound);
export const one = (list: readonly string[]): string => list[below(list.length)] ?? '';
export const two = (value: number): string => String(value).padStart(2, '0');
export const digits = (count: number): string => Array.from({ length: count }, () => below(10)).join('');
export const rows = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
