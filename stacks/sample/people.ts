/** Operators and identities of the sample: 5,300 rows from a fixed seed. Ids only; no person is behind any of them. */
import { below, one, rows, two } from './draws.ts';
import people from './people.json' with { type: 'json' };

interface Crowd {
  readonly employer: string;
  /** Empty: the employer's own authority. */
  readonly authority: string;
  readonly count: number;
  readonly worksIn: readonly string[];
  readonly roles: readonly string[];
}

/** Most work in France; the rest where a real event would find them. */
const crowds: readonly Crowd[] = people.crowds;

interface Named {
  readonly id: string;
  readonly employer: string;
  readonly authority: string;
  readonly worksIn: string;
  readonly role: string;
  readonly clearance: string;
  /** Place, kind, name. */
  readonly accounts: readonly (readonly string[])[];
}

/** Those who hold accounts, first in the table. */
const named: readonly Named[] = people.named;

/** The one contract among them that is over: whoever still gives it a right gives it too late. */
const ended: Readonly<Record<string, string>> = { 'op-00012': '2026-09-30' };

export function operatorRows(): string[][] {
  const first = named.map(({ id, employer, authority, worksIn, role, clearance }) => [
    id,
    employer,
    authority,
    worksIn,
    role,
    clearance,
    ended[id] ?? '2029-12-31',
  ]);
  const crowd = crowds.flatMap(({ employer, authority, count, worksIn, roles }) =>
    rows(count, () => [
      employer,
      authority,
      one(worksIn),
      one(roles),
      below(4) === 0 ? 'vetted' : '',
      `202${6 + below(4)}-${two(1 + below(12))}-28`,
    ]),
  );
  const rest = crowd
    .slice(0, 5300 - first.length)
    .map((row, at) => [`op-${String(at + first.length + 1).padStart(5, '0')}`, ...row]);
  return [...first, ...rest];
}

export function identityRows(): string[][] {
  return named.flatMap(({ id, accounts }) => accounts.map((account) => [id, ...account, '2026-01-01', '']));
}
