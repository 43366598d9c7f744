/** How the tests of this room look at a text. */
import { classify, recognizers, type Classified, type Recognizer } from '../../classifiers/index.ts';

export const generous = { budget: { bytes: 100_000_000, ms: 60_000 }, clock: () => performance.now() };

export function look(
  text: string | Uint8Array,
  extension?: string,
  chosen: readonly Recognizer[] = recognizers,
): Promise<Classified> {
  return classify(typeof text === 'string' ? Buffer.from(text) : text, { ...generous, extension }, chosen);
}

export const found = (seen: Classified): string[] => seen.labels.map((label) => label.recognizer);

/** Looks at one column: a header and its cells. */
export const lookAt = (header: string, cells: readonly string[]): Promise<Classified> =>
  look([header, ...cells.map((cell) => `"${cell}"`)].join('\n'), 'csv');

/** Draws that repeat: xorshift32, numbers from 0 up to 1. */
export function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

export const digits = (random: () => number, count: number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
