/** Keys of the tests: made from a fixed seed, so that every run signs the same bytes. */
import { newKey, type KeyRole, type NewKey } from '../../estate/index.ts';

export function testKey(role: KeyRole, ordinal = 1): NewKey {
  return newKey(role, '2024-01-01', new Uint8Array(32).fill(ordinal + role.length * 16));
}
