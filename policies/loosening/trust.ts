/** What a changed trust document would believe that the one before did not: a key more, or more of a key. Pure. */
import { keyStates, subjectOf, type Trust, type TrustedKey } from '../../estate/index.ts';
import type { Loosening } from './shape.ts';
import { any, text, type Turn } from './turns.ts';

const earlier: Turn = (from, to) => text(to) < text(from);
const later: Turn = (from, to) => to === undefined || (from !== undefined && text(to) > text(from));
/** Active counts for most, compromised for least. */
const believed: Turn = (from, to) =>
  (keyStates as readonly unknown[]).indexOf(to) < (keyStates as readonly unknown[]).indexOf(from);

const turns: Readonly<Record<keyof TrustedKey, Turn>> = {
  id: any,
  role: any,
  publicKey: any,
  from: earlier,
  until: later,
  state: believed,
  compromisedAt: later,
};

/** A key that goes is believed no more: that is tighter. One that comes, or whose role, period or state widens, is looser. */
export function trustLoosenings(base: Trust, head: Trust): Loosening[] {
  const before = new Map(base.keys.map((key) => [key.id, key]));
  return head.keys.flatMap((is): Loosening[] => {
    const was = before.get(is.id);
    const subject = subjectOf.named('key', is.id);
    if (was === undefined) return [{ code: 'added', subject, field: '' }];
    return (Object.keys(turns) as (keyof TrustedKey)[])
      .filter((field) => text(was[field]) !== text(is[field]) && turns[field](was[field], is[field]))
      .map((field) => ({ code: 'field', subject, field }));
  });
}
