/** What a decision stood on, then and now: two questions, or two sets of reasons, leaf by leaf. Pure. */
import type { Json } from '../../estate/index.ts';

export interface FactChange {
  /** `location.country`, `holder.laws`. */
  readonly fact: string;
  /** Undefined where it was not there. */
  readonly was: string | undefined;
  readonly is: string | undefined;
}

/** Of the run and not of the world: it differs whenever something is looked at again. */
const passing: ReadonlySet<string> = new Set(['version', 'phase', 'asOf', 'observation', 'because', 'waivers']);
const isScalar = (value: Json): value is string | number | boolean | null =>
  typeof value !== 'object' || value === null;

function leavesOf(value: Json, path: string, into: Map<string, string>): Map<string, string> {
  if (isScalar(value)) return into.set(path, String(value));
  // A list of words is one fact, in whatever order it was seen.
  if (Array.isArray(value) && value.every((each) => isScalar(each as Json)))
    return into.set(path, value.map(String).sort().join(', '));
  for (const [name, inner] of Object.entries(value as Readonly<Record<string, Json>>))
    if (!passing.has(name)) leavesOf(inner, path === '' ? name : `${path}.${name}`, into);
  return into;
}

/** In the order of their names. */
export function changesOf(before: Json, after: Json): FactChange[] {
  const [was, is] = [leavesOf(before, '', new Map()), leavesOf(after, '', new Map())];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((fact) => was.get(fact) !== is.get(fact))
    .sort()
    .map((fact) => ({ fact, was: was.get(fact), is: is.get(fact) }));
}
