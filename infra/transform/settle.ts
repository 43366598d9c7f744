/** What a program gives a resource → plain values, and a mark where nobody knows or nobody may see. Never throws, never guesses. */
import { isSealed } from './hidden.ts';
import type { Plain } from './judge.ts';

/** Nobody knows it before apply. */
export const unknownMark = Object.freeze({ $unknown: true as const });
/** It is there and nobody's business: the value is dropped here. */
export const secretMark = Object.freeze({ $secret: true as const });

const opaque = ['__pulumiAsset', '__pulumiArchive', '__pulumiResource'];
/** Deeper than any provider's schema: a value that goes on is not understood. */
const deepest = 64;

interface Output {
  readonly __pulumiOutput: true;
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
  promise(withUnknowns: boolean): Promise<unknown>;
}

/** By their marks and not by their class: a program may have loaded two copies of the SDK. */
const isMarked = (value: object, mark: string): boolean => (value as Record<string, unknown>)[mark] === true;

async function opened(output: Output, depth: number): Promise<Plain> {
  if (await output.isSecret) return secretMark;
  return (await output.isKnown) ? settle(await output.promise(true), depth) : unknownMark;
}

/** Promises and outputs are waited for. What is neither a value nor a mark (a function, an asset) is unknown. */
export async function settle(given: unknown, depth = 0): Promise<Plain> {
  const value: unknown = await given;
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object' || depth > deepest || isMarked(value, '__pulumiUnknown')) return unknownMark;
  if (isMarked(value, '__pulumiOutput')) return opened(value as Output, depth);
  if (isSealed(value)) return secretMark;
  // Files are content, not properties; a resource that is passed whole is named by nobody here.
  if (opaque.some((mark) => isMarked(value, mark))) return unknownMark;
  if (Array.isArray(value)) return Promise.all(value.map((each) => settle(each, depth + 1)));
  // Code of a dynamic provider, and notes of the SDK to itself.
  const own = Object.entries(value).filter(([name, each]) => !name.startsWith('__') && each !== undefined);
  const settled = await Promise.all(own.map(async ([name, each]) => [name, await settle(each, depth + 1)] as const));
  return Object.fromEntries(settled);
}
