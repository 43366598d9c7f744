/** The accounts of a store, as one shape for every store; no secret ever enters it. */
import type { Grant } from '../../../estate/index.ts';
import type { WhoIs } from '../../source.ts';
import type { Statement } from '../policy.ts';

export type Holder = Pick<Grant, 'who' | 'id'>;

/** What a store tells of one account, before anybody asks whose it is. */
export interface RawAccount {
  /** The account's own name, then its access key ids: each may be mapped by the estate. */
  readonly user: string;
  readonly keys: readonly string[];
  /** As policies name it. */
  readonly names: readonly string[];
  /** As ACLs and owners name it. */
  readonly ids: readonly string[];
  /** `root`, `admin`, `system`, `caps`: reaches every bucket whatever its papers say. */
  readonly power?: string;
  readonly policies?: readonly Statement[];
}

export interface Account extends Pick<RawAccount, 'power' | 'policies'> {
  readonly names: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
  readonly holders: readonly Holder[];
}

export interface IdentityPlane {
  readonly accounts: readonly Account[];
  readonly known: number;
  readonly unknown: number;
  /** On this store a bucket policy replaces ACL and ownership. */
  readonly policyAlone: boolean;
  /** For a name in a policy that is no account of the store: its operator, or `identity-0`. */
  readonly stranger: (name: string) => Holder;
}

function operatorsOf(place: string, { user, keys }: RawAccount, whoIs: WhoIs): string[] {
  const found = [whoIs(place, 's3-user', user), ...keys.map((key) => whoIs(place, 's3-access-key', key))];
  return [...new Set(found.filter((id) => id !== undefined))].sort();
}

/** Accounts nobody knows are numbered in the order of their names: the same store gives the same numbers. */
export function planeOf(place: string, raw: readonly RawAccount[], whoIs: WhoIs, policyAlone: boolean): IdentityPlane {
  let next = 0;
  const anonymous = (): Holder => ({ who: 'identity', id: `identity-${(next += 1)}` });
  const accounts = [...raw]
    .sort((one, other) => (one.user < other.user ? -1 : 1))
    .map((account): Account => {
      const operators = operatorsOf(place, account, whoIs).map((id): Holder => ({ who: 'operator', id }));
      const { power, policies } = account;
      const ways = { ...(power === undefined ? {} : { power }), ...(policies === undefined ? {} : { policies }) };
      const holders = operators.length > 0 ? operators : [anonymous()];
      return { names: new Set(account.names), ids: new Set(account.ids), holders, ...ways };
    });
  // One number for all of them: who is no account of the store cannot be counted, and papers are read in no fixed order.
  const stranger = (name: string): Holder => {
    const operator = whoIs(place, 's3-user', name.replace(/^.*[/:]/, ''));
    return operator === undefined ? { who: 'identity', id: 'identity-0' } : { who: 'operator', id: operator };
  };
  const unknown = accounts.filter(({ holders }) => holders[0]?.who === 'identity').length;
  return { accounts, known: accounts.length - unknown, unknown, policyAlone, stranger };
}
