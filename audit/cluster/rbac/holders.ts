/** Whose principal it is: an operator of the estate, everybody, or somebody numbered. Names of people go no further. */
import type { Grant } from '../../../estate/index.ts';
import type { WhoIs } from '../../source.ts';
import { principalKey, type Principal } from './held.ts';
import type { Subject } from './rules.ts';

export type Holder = Pick<Grant, 'who' | 'id'>;
const open: Readonly<Record<string, Holder>> = {
  'Group system:unauthenticated': { who: 'everyone', id: 'everyone' },
  'User system:anonymous': { who: 'everyone', id: 'everyone' },
  'Group system:authenticated': { who: 'authenticated', id: 'authenticated' },
};

/** A service account answers to its full user name and to `namespace/name`. */
function operatorOf(place: string, { kind, namespace, name }: Subject, whoIs: WhoIs): string | undefined {
  if (kind === 'User') return whoIs(place, 'kubernetes-user', name);
  if (kind === 'Group') return whoIs(place, 'kubernetes-group', name);
  const names = [`system:serviceaccount:${namespace}:${name}`, `${namespace}/${name}`];
  return names.map((full) => whoIs(place, 'kubernetes-serviceaccount', full)).find((id) => id !== undefined);
}

export interface Holders {
  readonly of: (principal: Principal) => Holder;
  readonly known: number;
  readonly unknown: number;
}

/** Numbers follow the order of the names: the same cluster gives the same numbers. */
export function holdersOf(place: string, principals: ReadonlyMap<string, Principal>, whoIs: WhoIs): Holders {
  const holders = new Map<string, Holder>();
  let unknown = 0;
  let known = 0;
  for (const [key, { subject, listed }] of [...principals].sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (!listed) continue;
    const everybody = open[`${subject.kind} ${subject.name}`];
    const operator = everybody === undefined ? operatorOf(place, subject, whoIs) : undefined;
    if (everybody !== undefined) holders.set(key, everybody);
    else if (operator === undefined) holders.set(key, { who: 'identity', id: `identity-${(unknown += 1)}` });
    else {
      known += 1;
      holders.set(key, { who: 'operator', id: operator });
    }
  }
  return { of: ({ subject }) => holders.get(principalKey(subject))!, known, unknown };
}
