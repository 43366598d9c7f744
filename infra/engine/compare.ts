/** What a program asks for against what a state holds: without the provider, so only what is equal is called the same. */
import type { Prior } from './state.ts';
import type { Registration } from './registration.ts';
import { isOpaque, isTree, type Wire } from './values.ts';

/** Bridged providers list here what they filled in by themselves: not the program's, so no change of it. */
const filled = '__defaults';

function filledIn(value: Wire): ReadonlySet<unknown> {
  const list = value[filled];
  return new Set(Array.isArray(list) ? list : []);
}

/** Nothing that is unknown or closed equals anything: it may have changed. */
function isEqual(before: unknown, after: unknown): boolean {
  if (isOpaque(before) || isOpaque(after)) return false;
  if (Array.isArray(before) && Array.isArray(after))
    return before.length === after.length && before.every((each, at) => isEqual(each, after[at]));
  if (isTree(before) && isTree(after)) return changedKeys(before, after).length === 0;
  return before === after;
}

function changedKeys(before: Wire, after: Wire): string[] {
  const supplied = filledIn(before);
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => {
    if (key === filled || (supplied.has(key) && !(key in after))) return false;
    return !(key in before && key in after) || !isEqual(before[key], after[key]);
  });
}

/** What the program says to leave alone keeps the value of the state: top-level names and `*`; a deeper path counts as changed. */
export function withIgnored(inputs: Wire, prior: Prior | undefined, ignored: readonly string[]): Wire {
  if (prior === undefined || ignored.length === 0) return inputs;
  if (ignored.includes('*')) return prior.inputs;
  const kept = Object.fromEntries(Object.entries(inputs).filter(([key]) => !ignored.includes(key)));
  for (const key of ignored) if (key in prior.inputs) kept[key] = prior.inputs[key];
  return kept;
}

/** Names of the inputs that differ, in the order of the alphabet. */
export function differences({ inputs }: Pick<Registration, 'inputs'>, prior: Prior): readonly string[] {
  return changedKeys(prior.inputs, inputs).sort();
}
