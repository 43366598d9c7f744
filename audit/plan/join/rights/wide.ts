/**
 * Rights that are given on a whole project, subscription or organisation: they stand at no container, and reach every one
 * of that provider that the role may be about.
 */
import type { Answer } from '../../../source.ts';
import type { Row } from '../../table/shape.ts';
import type { Joins } from '../links/joins.ts';
import type { Kept } from '../links/keep.ts';
import { bare } from '../links/spelt.ts';
import { segmentsOf } from '../../table/leaves.ts';
import wideRoles from './wideRoles.json' with { type: 'json' };

type Wide = NonNullable<Row['wide']>;
/** `services`: beginnings of roles, of which an empty one is that of all, and beginnings of the families that such a role may be about. */
interface Roles {
  readonly services: Readonly<Record<string, readonly string[]>>;
}
const roles: Readonly<Record<string, Roles>> = wideRoles.providers;

/** A role that is not known, or of nobody's list, may be about anything. */
function isAbout(role: Answer<string>, { provider, family }: NonNullable<Kept['entry']>): boolean {
  const text = role.value;
  const { services = {} } = roles[provider] ?? {};
  // The beginning of all of them is of every role, known or not.
  const known = Object.keys(services).filter((start) => text?.startsWith(start) ?? start === '');
  if (known.length === 0) return true;
  const longest = known.reduce((one, other) => (other.length > one.length ? other : one));
  return services[longest]!.some((start) => family.startsWith(start));
}

/** `azurerm_user_assigned_identity` of an address of Terraform, or the token in a URN of Pulumi. */
export const typeAt = (address: string): string =>
  (address.startsWith('urn:pulumi:') ? address.split('::')[2]?.split('$').at(-1) : bare(address).split('.').at(-2)) ??
  '';

/** Whoever is known only after apply is nobody where it is computed from identities of the program alone. */
function isOwn(kept: Kept, { nobody = [], who }: Wide, workloads: ReadonlySet<string>): boolean {
  const names = new Set(who.map((path) => segmentsOf(path)[0]!.replaceAll('_', '').toLowerCase()));
  const cited = Object.entries(kept.references).flatMap(([property, all]) =>
    names.has(
      property
        .replace(/[.[].*$/s, '')
        .replaceAll('_', '')
        .toLowerCase(),
    )
      ? all
      : [],
  );
  return (
    cited.length > 0 && cited.every((address) => nobody.includes(typeAt(address)) || workloads.has(typeAt(address)))
  );
}

interface Given {
  readonly kept: Kept;
  readonly who: readonly Answer<string>[];
  readonly roles: readonly Answer<string>[];
  /** The one container that it is about, where it says so. */
  readonly only: Kept | undefined;
}

export class WideGrants {
  readonly #given: readonly Given[];
  readonly #reached = new Map<Kept, Kept>();

  constructor(all: readonly Kept[], joins: Joins) {
    const granting = all.filter(({ entry, after }) => entry?.row.wide !== undefined && after?.wide !== undefined);
    const workloads = new Set(
      granting.length === 0
        ? []
        : all.flatMap(({ entry, planned }) => (entry?.row.kind === 'workload' ? planned.type : [])),
    );
    this.#given = granting.flatMap((kept): Given[] => {
      const { wide } = kept.entry!.row;
      const { who, roles: named } = kept.after!.wide!;
      const open = who.filter(({ value, code }) => value !== undefined || code !== 'after-apply');
      if (open.length === 0 && (who.length === 0 || isOwn(kept, wide!, workloads))) return [];
      const { parent, role } = kept.entry!.row;
      // A part, and a holder itself, speak of that one holder: of one that no input shows, of none here.
      const own = parent === undefined && role !== 'holds' ? undefined : joins.holderOf(kept);
      if (parent !== undefined && own === undefined) return [];
      const [used] = joins.usedBy(kept);
      return [{ kept, who, roles: named, only: own ?? (used && joins.holderOf(used)) }];
    });
  }

  /** Whoever is given something on it, as far as anybody can tell. */
  on(kept: Kept): readonly Answer<string>[] {
    const entry = kept.entry!;
    const reaching = this.#given.filter(
      (given) =>
        given.kept.entry!.provider === entry.provider &&
        (given.only === undefined || given.only === kept) &&
        (given.roles.length === 0 || given.roles.some((role) => isAbout(role, entry))),
    );
    for (const { kept: grant } of reaching) {
      const known = this.#reached.get(grant);
      if (known === undefined || kept.planned.address < known.planned.address) this.#reached.set(grant, kept);
    }
    return reaching.flatMap(({ who }) => who);
  }

  reachedBy(kept: Kept): Kept | undefined {
    return this.#reached.get(kept);
  }
}
