/** Of logs that a change sends to a container of which nobody knows what it may hold: the line of the estate that says so. */
import type { Observation } from '../../../estate/index.ts';
import type { Settling } from '../telling/settling.ts';
import type { Unknown } from './makeKnown.ts';

const about = 'metadata:';
/** A name that may be written into a subject as it is. */
const plain = /^[a-z0-9][a-z0-9.-]{1,62}$/;

/** `seen`: what the plan tells of it. Undefined where they are no logs, or go where no store has a name. */
export function asLogs(
  { reasons, place, isMasked }: Pick<Unknown, 'reasons' | 'place' | 'isMasked'>,
  seen: readonly Observation[],
): Settling | undefined {
  const isAsked = reasons.some(({ values: { fact, state } }) => fact === 'replication' && state === 'unknown');
  const targets = seen.flatMap((each) => (each.fact === 'replication' ? (each.value?.targets ?? []) : []));
  const [name, ...more] = targets.flatMap((target) =>
    target.startsWith(about) ? [target.slice(about.length)] : [target, target],
  );
  if (!isAsked || isMasked || name === undefined || more.length > 0 || !plain.test(name)) return undefined;
  const lies = `["store://${place ?? '<place>'}/${name}"]`;
  return { where: 'estate', wishes: [{ table: 'datasets', id: '<dataset>', says: { lies } }] };
}
