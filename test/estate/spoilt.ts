/** Documents with one thing put out of shape: for whoever must refuse them. */
import fc from 'fast-check';

type Step = readonly [name: string, value: unknown];

/** A good document with one thing of it, at any depth, put out of shape; or, with `undefined`, taken away. */
export function spoilt(value: unknown, way: readonly number[], [name, put]: Step): unknown {
  if (typeof value !== 'object' || value === null) return put;
  const [first = 0, ...rest] = way;
  const keys = Object.keys(value);
  const key = keys[first % (keys.length + 1)];
  const copy: Record<string, unknown> = { ...value };
  if (key === undefined || rest.length === 0) copy[key ?? name] = put;
  else copy[key] = spoilt(copy[key], rest, [name, put]);
  return Array.isArray(value) ? Object.values(copy) : copy;
}

const put = fc.oneof(
  fc.constantFrom('D2', 'plan', 'value', 'bucket', '', 'x'),
  fc.integer(),
  fc.constant(0.5),
  fc.constant(NaN),
  fc.boolean(),
  fc.constantFrom(null, undefined, [], {}, ['x'], [1]),
);
export const step = fc.tuple(fc.constantFrom('state', 'extra', 'place', 'toString'), put);
