/**
 * What the policies of roles, users and groups give on the containers of a plan. A policy of an identity stands nowhere
 * near the container: whoever may act as the identity reaches it all the same.
 */
import { dayOf, type Estate, type FactValue, type Grant } from '../../../../estate/index.ts';
import { failed, value } from '../../../observe.ts';
import type { Answer } from '../../../source.ts';
import { merged } from '../../../store/grants.ts';
import { rightsByPolicy, type Right } from '../../../store/reach.ts';
import { aboutAny } from '../sides/combine.ts';
import { operatorNamed, type Within } from './named.ts';
import type { Joins } from '../links/joins.ts';
import { bareName } from '../sides/aim.ts';
import type { Kept } from '../links/keep.ts';
import { isNamedByPolicies, rightsIn } from './elsewhereRights.ts';
import { givingOf, type Giving } from './giving.ts';
import { WideGrants } from './wide.ts';

type Grants = Answer<FactValue<'grants'>>;
const notKnown: Grants = failed('unknown', 'principal-not-known');
const anybody = new Set(['*']);
const everyRight: readonly Right[] = ['list', 'read', 'write', 'delete', 'admin'];
const bucketFamily = 'aws_s3_bucket';

/** The buckets that it names outright; undefined where it may mean any: there are many policies and many more buckets. */
function bucketsOf({ statements }: Giving): readonly string[] | undefined {
  const allowed = statements?.filter(({ allow }) => allow);
  if (allowed?.every(({ notResource }) => !notResource) !== true) return undefined;
  const named = allowed.flatMap(({ resources }) => resources.map((resource) => bareName(resource).split('/')[0]!));
  return named.some((name) => /[*?$]/.test(name)) ? undefined : [...new Set(named)];
}

/** Undefined where nobody knows what it allows. */
function rightsOf({ statements }: Giving, kept: Kept, prefix: string): readonly Right[] | undefined {
  const { family } = kept.entry!;
  const name = kept.after?.name?.value;
  if (family !== bucketFamily) return statements && rightsIn(statements, family, name);
  const about = name === undefined ? statements?.map(aboutAny) : statements;
  return about && rightsByPolicy(about, anybody, { bucket: name ?? '', prefix });
}

export class Identities {
  readonly #wide: readonly Giving[];
  readonly #byBucket: ReadonlyMap<string, readonly Giving[]>;
  readonly #all: readonly Giving[];
  readonly #estate: Estate;
  readonly #day: string;
  readonly #everywhere: WideGrants;
  /** What a policy reaches first, in the order of addresses. */
  readonly #reached = new Map<Kept, Kept>();

  constructor(all: readonly Kept[], joins: Joins, estate: Estate, at: string) {
    const own = all.filter(({ entry }) => entry?.row.identity !== undefined);
    this.#all = own.flatMap((kept) => givingOf(kept, joins) ?? []);
    const named = this.#all.map((giving) => ({ giving, buckets: bucketsOf(giving) }));
    this.#wide = named.flatMap(({ giving, buckets }) => (buckets === undefined ? [giving] : []));
    const pairs = named.flatMap(({ giving, buckets = [] }) => buckets.map((bucket) => ({ giving, bucket })));
    const byBucket = Map.groupBy(pairs, ({ bucket }) => bucket);
    this.#byBucket = new Map([...byBucket].map(([bucket, each]) => [bucket, each.map(({ giving }) => giving)]));
    this.#everywhere = new WideGrants(all, joins);
    this.#estate = estate;
    this.#day = dayOf(at);
  }

  #reach(giving: Giving, kept: Kept): void {
    const known = this.#reached.get(giving.kept);
    if (known === undefined || kept.planned.address < known.planned.address) this.#reached.set(giving.kept, kept);
  }

  /** Those whose policies may speak of it. */
  #near(kept: Kept): readonly Giving[] {
    const { family } = kept.entry!;
    const name = kept.after?.name?.value;
    if (family !== bucketFamily) return isNamedByPolicies(family) ? this.#all : [];
    return name === undefined ? this.#all : [...this.#wide, ...(this.#byBucket.get(name) ?? [])];
  }

  /** Undefined where no identity of the plan is given anything on it. `within`: where it lies; a partition has principals of its own. */
  grantsOn(kept: Kept, { place, provider }: Within, prefix = ''): Grants | undefined {
    const grants: Grant[] = [];
    let isKnown = true;
    const waiting = new Set<string>();
    const within = { place, provider };
    for (const who of this.#everywhere.on(kept)) {
      const operator = who.value && operatorNamed(this.#estate, within, who.value, this.#day);
      if (operator) grants.push({ who: 'operator', id: operator.id, rights: [...everyRight], via: 'user-policy' });
      else if (who.state === 'unknown' && who.code !== undefined) waiting.add(who.code);
      else isKnown = false;
    }
    for (const giving of this.#near(kept)) {
      const rights = rightsOf(giving, kept, prefix);
      if (rights?.length === 0) continue;
      this.#reach(giving, kept);
      const operators = giving.who?.map((who) => operatorNamed(this.#estate, within, who, this.#day));
      if (rights === undefined || operators === undefined) isKnown = false;
      for (const operator of operators ?? [])
        if (operator && rights !== undefined)
          grants.push({ who: 'operator', id: operator.id, rights: [...rights], via: 'user-policy' });
        else isKnown = false;
    }
    if (!isKnown) return notKnown;
    // Whose names wait, and nothing else: then only they must be made known.
    const [code] = [...waiting].sort();
    if (code !== undefined) return failed('unknown', code);
    return grants.length === 0 ? undefined : value({ grants: merged(grants) });
  }

  /** The container on which it gives something, or may: asked once all containers were. */
  reachedBy(kept: Kept): Kept | undefined {
    return this.#reached.get(kept) ?? this.#everywhere.reachedBy(kept);
  }
}

/** Of one container both by what stands at it and by what stands elsewhere: what one of them does not know, nobody does. */
export function together(one: Grants | undefined, other: Grants | undefined): Grants | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (one.value === undefined || other.value === undefined) return one.value === undefined ? one : other;
  return value({ grants: merged([...one.value.grants, ...other.value.grants]) });
}
