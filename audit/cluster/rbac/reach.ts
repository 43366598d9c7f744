/** From principals to grants on one volume or on the secrets of one namespace, through every account they can become. */
import type { Grant } from '../../../estate/index.ts';
import type { Held, Principal, Right } from './held.ts';
import { principalKey } from './held.ts';
import type { Subject } from './rules.ts';

export type Target = { readonly namespace: string; readonly claim: string | undefined };
const order: readonly Right[] = ['list', 'read', 'write', 'delete', 'exec', 'admin'];

const covers = (held: Held, namespace: string): boolean => held.namespace === undefined || held.namespace === namespace;
const touches = (held: Held, { namespace, claim }: Target): readonly Right[] => {
  if (!covers(held, namespace)) return [];
  if (claim === undefined) return held.secrets;
  return held.claims === undefined || held.claims.includes(claim) ? held.volume : [];
};

/** The namespace of a service account, `*` for the group of them all; undefined for who is none. */
function accountSpace({ kind, name, namespace }: Subject): string | undefined {
  if (kind === 'ServiceAccount') return namespace ?? '';
  if (kind !== 'Group' || !/^system:serviceaccounts(:|$)/.test(name)) return undefined;
  return name.split(':')[2] ?? '*';
}

/** Rights by the role that gives them; for what an account one can become holds, the role that lets one become it. */
type ByRole = ReadonlyMap<string, ReadonlySet<Right>>;

export class Reach {
  readonly #principals: ReadonlyMap<string, Principal>;
  readonly #accounts: readonly Principal[];
  readonly #become = new Map<string, ReadonlySet<string>>();
  #index: ReadonlyMap<string, readonly Principal[]> | undefined;

  constructor(principals: ReadonlyMap<string, Principal>) {
    this.#principals = principals;
    this.#accounts = [...principals.values()].filter(({ subject }) => accountSpace(subject) !== undefined);
  }

  #accountsOf(held: readonly Held[]): readonly Principal[] {
    const ways = held.filter(({ becomes }) => becomes);
    return ways.length === 0
      ? []
      : this.#accounts.filter(({ subject }) => {
          const space = accountSpace(subject)!;
          return ways.some((way) => space === '*' || covers(way, space));
        });
  }

  /** Keys of all accounts that can be become from these, step after step. */
  #closure(start: readonly Principal[]): ReadonlySet<string> {
    const reached = new Set<string>();
    const open = [...start];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const key = principalKey(next.subject);
      if (reached.has(key)) continue;
      reached.add(key);
      open.push(...this.#accountsOf(next.held));
    }
    return reached;
  }

  #becomes(principal: Principal): ReadonlySet<string> {
    const key = principalKey(principal.subject);
    const known = this.#become.get(key) ?? this.#closure(this.#accountsOf(principal.held));
    this.#become.set(key, known);
    return known;
  }

  of(principal: Principal, target: Target): ByRole {
    const rows = new Map<string, Set<Right>>();
    const add = (via: string, rights: readonly Right[]) => {
      if (rights.length > 0) rows.set(via, new Set([...(rows.get(via) ?? []), ...rights]));
    };
    for (const held of principal.held) add(held.via, touches(held, target));
    const inherited = [...this.#becomes(principal)]
      .flatMap((key) => this.#principals.get(key)?.held ?? [])
      .flatMap((held) => touches(held, target));
    const way = principal.held.find(({ becomes }) => becomes);
    if (way !== undefined) add(way.via, inherited);
    return rows;
  }

  /** Listed principals by the namespaces they touch, `*` for those that touch all: a target asks only these. */
  #byNamespace(): ReadonlyMap<string, readonly Principal[]> {
    const found = new Map<string, Principal[]>();
    for (const principal of this.#principals.values()) {
      if (!principal.listed) continue;
      const inherited = [...this.#becomes(principal)].flatMap((key) => this.#principals.get(key)?.held ?? []);
      const spaces = new Set([...principal.held, ...inherited].map(({ namespace }) => namespace ?? '*'));
      for (const space of spaces.has('*') ? ['*'] : spaces) found.set(space, [...(found.get(space) ?? []), principal]);
    }
    return found;
  }

  /** What every principal that is no part of the platform holds on the target. */
  grants(target: Target, holderOf: (principal: Principal) => Pick<Grant, 'who' | 'id'>): Grant[] {
    this.#index ??= this.#byNamespace();
    const asked = [...(this.#index.get('*') ?? []), ...(this.#index.get(target.namespace) ?? [])];
    return asked.flatMap((principal) =>
      [...this.of(principal, target)].map(([via, rights]) => ({
        ...holderOf(principal),
        rights: order.filter((right) => rights.has(right)),
        via,
      })),
    );
  }
}
