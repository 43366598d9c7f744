/** Containers that are made now of others that lie elsewhere: restored, cloned, imported, replicated. For people to read; judged by what they hold. */
import type { Movement } from '../../reading.ts';
import type { Container } from './containers.ts';
import type { Kept } from '../links/keep.ts';
import { endOf, isElsewhere } from './movements.ts';
import type { Origins } from './origins.ts';

/** What nobody of the inputs shows comes from nobody knows where, and is said by the row that was not understood. */
export function copiesIn(containers: ReadonlyMap<Kept, Container>, origins: Origins): Movement[] {
  return [...containers].flatMap(([kept, { subject, address, placed }]) => {
    const sources = origins.sourcesNow(kept).flatMap((source) => containers.get(source) ?? []);
    const far = sources.filter((source) => isElsewhere(source.placed, placed)).map((source) => endOf(source.placed));
    // Several sources in one place are one movement to read.
    const ends = new Map(far.map((from) => [JSON.stringify(from), from])).values();
    return [...ends].map((from): Movement => ({ subject, address, kind: 'copy', from, to: endOf(placed) }));
  });
}
