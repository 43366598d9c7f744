/** Counts what lies in a container, and draws some of it for reading in constant memory. */
import { createHash } from 'node:crypto';

/** Keys live here only until they are read, and never leave the room. */
export interface Listed<T> {
  count: number;
  bytes: number;
  readonly drawn: { readonly rank: string; readonly item: T }[];
}
export const nothingListed = <T>(): Listed<T> => ({ count: 0, bytes: 0, drawn: [] });

/** The same items are drawn on every run, and no place in the listing is favoured: lowest digests win. */
export function countIn<T>(listed: Listed<T>, item: T, name: string, size: number, most: number): void {
  listed.count += 1;
  listed.bytes += size;
  const { drawn } = listed;
  const rank = createHash('sha256').update(name).digest('hex');
  if (drawn.length >= most && (most === 0 || rank >= drawn.at(-1)!.rank)) return;
  const at = drawn.findIndex((other) => rank < other.rank);
  drawn.splice(at === -1 ? drawn.length : at, 0, { rank, item });
  if (drawn.length > most) drawn.pop();
}
