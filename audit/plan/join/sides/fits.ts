/** Of which type a leaf must be to be believed under a reading of the table. */
import type { Leaf } from '../../table/leaves.ts';
import type { Reading } from '../../table/shape.ts';

export const typeOf = <T>({ type, values }: Reading<T>): 'text' | 'boolean' | 'number' | 'block' => {
  if (type !== undefined) return type === 'addresses' || type === 'listed' ? 'text' : type;
  const keys = Object.keys(values ?? {});
  return keys.length > 0 && keys.every((key) => key === 'true' || key === 'false') ? 'boolean' : 'text';
};

export function fits(leaf: Leaf, type: ReturnType<typeof typeOf>): boolean {
  if (type === 'block') return typeof leaf === 'object';
  return typeof leaf === (type === 'text' ? 'string' : type);
}
