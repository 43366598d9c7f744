/**
 * Rights that are given on a whole project, subscription or organisation: they stand at no container, and reach every one
 * of that provider that the role may be about.
 */
import { failed } from '../../../observe.ts';
import type { Answer } from '../../../source.ts';
import type { Row } from '../../table/shape.ts';
import type { Joins } from '../links/joins.ts';
import type { Kept } from '../links/keep.ts';
import { bare } from '../links/spelt.ts';
import { isAbout, definedIn } from './about.ts';
import { Actings, type Acting } from './acting.ts';
import ownPrincipals from './ownPrincipals.json' with { type: 'json' };

type Wide = NonNullable<Row['wide']>;
/** `azurerm_user_assigned_identity` of an address of Terraform, or the token in a URN of Pulumi. */
export const typeAt = (address: string): string =>
  (address.startsWith('urn:pulumi:') ? address.split('::')[2]?.split('$').at(-1) : bare(address).split('.').at(-2)) ??
  '';

/** As the provider names an identity of the program: what is cited of it, and what stands before. */
const ownNames: readonly (readonly [type: RegExp, before: string, attribute: RegExp])[] = ownPrincipals.names.map(
  ({ type, before = '', attribute }) => [new RegExp(`^${type}$`), before, new RegExp(`^${attribute}$`)],
);

/**
 * Whoever is known only after apply is nobody where it is an identity of the program, and nothing else. That it is computed
 * from one alone says nothing: `replace(google_service_account.a.email, …)` cites the same, and so does a list with a stranger.
 */
function isOwn({ bare: written = {} }: Kept, { nobody = [], who }: Wide, workloads: ReadonlySet<string>): boolean {
  const all = who.map((path) => written[String(path)] ?? []);
  return (
    all.every((each) => each.length > 0) &&
    all.flat().every(({ before, address, attribute, behind }) => {
      const type = typeAt(address);
      // Of one that is read, the program does not say whose it is.
      const isIdentity = !/(?:^|\.)data\./.test(address) && (nobody.includes(type) || workloads.has(type));
      return (
        isIdentity &&
        behind === '' &&
        ownNames.some(([of, start, what]) => of.test(type) && start === before && what.test(attribute))
      );
    })
  );
}

const computed: Answer<string> = failed('unknown', 'computed');

interface Given {
  readonly kept: Kept;
  readonly who: readonly Answer<string>[];
  readonly roles: readonly Answer<string>[];
  /** The one container that it is about, where it says so. */
  readonly only: Kept | undefined;
  readonly acting: readonly Acting[];
}

export class WideGrants {
  readonly #given: readonly Given[];
  readonly #reached = new Map<Kept, Kept>();
  readonly #defined: ReadonlySet<string>;

  constructor(all: readonly Kept[], joins: Joins) {
    const granting = all.filter(
      ({ entry, after }) => entry?.row.wide?.actsAs === undefined && after?.wide !== undefined,
    );
    const actings = new Actings(all);
    this.#defined = definedIn(all);
    const workloads = new Set(
      granting.length === 0
        ? []
        : all.flatMap(({ entry, planned }) => (entry?.row.kind === 'workload' ? planned.type : [])),
    );
    this.#given = granting.flatMap((kept): Given[] => {
      const { wide } = kept.entry!.row;
      const { who, roles: named } = kept.after!.wide!;
      const open = who.filter(({ value, code }) => value !== undefined || code !== 'after-apply');
      const acting = actings.for(kept);
      const isNobody = open.length === 0 && (who.length === 0 || isOwn(kept, wide!, workloads));
      if (isNobody && acting.length === 0) return [];
      // Its binary plan was read, and writes something else there than one identity.
      const asked = isNobody ? [] : who.map((each) => (each.code === 'after-apply' && kept.bare ? computed : each));
      const { parent, role } = kept.entry!.row;
      // A part, and a holder itself, speak of that one holder: of one that no input shows, of none here.
      const own = parent === undefined && role !== 'holds' ? undefined : joins.holderOf(kept);
      if (parent !== undefined && own === undefined) return [];
      const [used] = joins.usedBy(kept);
      return [{ kept, who: asked, roles: named, only: own ?? (used && joins.holderOf(used)), acting }];
    });
  }

  /** Whoever is given something on it, as far as anybody can tell. */
  on(kept: Kept): readonly Answer<string>[] {
    const entry = kept.entry!;
    const reaching = this.#given.filter(
      (given) =>
        given.kept.entry!.provider === entry.provider &&
        (given.only === undefined || given.only === kept) &&
        (given.roles.length === 0 || given.roles.some((role) => isAbout(role, entry, this.#defined))),
    );
    for (const grant of reaching.flatMap((given) => [given, ...given.acting].map((each) => each.kept))) {
      const known = this.#reached.get(grant);
      if (known === undefined || kept.planned.address < known.planned.address) this.#reached.set(grant, kept);
    }
    return reaching.flatMap((given) => [given, ...given.acting].flatMap(({ who }) => who));
  }

  reachedBy(kept: Kept): Kept | undefined {
    return this.#reached.get(kept);
  }
}
