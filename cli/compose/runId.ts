/** The id of a run: by itself, for a gate has no use for the reports of an audit. */
import type { Edge } from '../edge.ts';

/** Sorts by time, and tells nothing else: eight random bytes. */
export function runIdOf(now: string, { random }: Pick<Edge, 'random'>): string {
  return `${now.replaceAll(/[-:.]/g, '')}-${Buffer.from(random(8)).toString('hex')}`;
}
