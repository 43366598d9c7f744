/**
 * What is derived of a container from what it and all around it say, its names left aside: of a hundred thousand
 * containers there are a handful of kinds, and each is derived once.
 */
import type { FactName, PlannedAt } from '../../../../estate/index.ts';
import { value } from '../../../observe.ts';
import type { Answer } from '../../../source.ts';
import type { Serving } from '../../place/configured.ts';
import { claimed } from '../sides/claims.ts';
import { encryptionOf, exposureOf, replicationOf } from '../sides/combine.ts';
import type { Around, Placed } from './around.ts';
import { givenIn } from '../rights/given.ts';
import type { Kept } from '../links/keep.ts';
import { handedTo, placedOf } from './placed.ts';
import type { Side } from '../sides/side.ts';
import { elsewhere } from './toRegions.ts';

export interface Alike {
  readonly facts: Readonly<Partial<Record<FactName, Answer<unknown>>>>;
  readonly planned: PlannedAt;
  readonly placed: Placed;
  readonly before: Placed | undefined;
}

/** Of one reading. A hostile plan makes every container another: what is remembered has an end. */
export class Alikes {
  readonly #known = new Map<string, Alike>();
  readonly #servings = new Map<Serving | undefined, number>();

  serving(serving: Serving | undefined): number {
    const known = this.#servings.get(serving) ?? this.#servings.size;
    this.#servings.set(serving, known);
    return known;
  }

  get(key: string): Alike | undefined {
    return this.#known.get(key);
  }

  set(key: string, alike: Alike): Alike {
    if (this.#known.size < 10_000) this.#known.set(key, alike);
    return alike;
  }
}

/** What a reading that remembers what it derived knows. */
export interface Remembering extends Around {
  readonly alikes: Alikes;
}

/** Undefined where somebody around says what is not remembered, or a policy, which may mean this name and no other. */
function idsOf(sides: readonly (Side | undefined)[]): string | undefined {
  let ids = '';
  for (const side of sides) {
    if (side === undefined) ids += ' -';
    else if (side.says.id === undefined || side.policies.length > 0) return undefined;
    else ids += ` ${side.says.id}`;
  }
  return ids;
}

/** Equal for two containers of which everything but names, subject and rights in a cluster is the same. */
function keyOf(kept: Kept, around: Remembering): string | undefined {
  const chain = around.within(kept);
  const after = idsOf([...chain.map((one) => one.after), ...around.about(kept)]);
  const before = idsOf(chain.map((one) => one.before));
  if (after === undefined || before === undefined) return undefined;
  const serving = around.alikes.serving(around.serving(kept));
  const claims = [handedTo(kept, around), kept.after!.claims, kept.before?.claims, kept.after!.dark];
  return `${serving}:${chain.length}${after}:${kept.before === undefined ? '' : before}:${claims.join('\0')}`;
}

const located = (answer: Answer<string>): Answer<unknown> =>
  answer.value === undefined ? answer : value({ region: answer.value });

/** `prefix`: of a declared prefix of the bucket, with its slash; what a policy says of another part of the bucket is not of it. */
export function derived(kept: Kept, around: Around, prefix = ''): Alike {
  const { estate } = around;
  const { row, provider } = kept.entry!;
  const { derived: place, ...placed } = placedOf(kept, 'after', around);
  const sides = [kept.after!, ...around.about(kept)];
  const name = kept.after!.name?.value;
  // A sovereign partition keeps the defaults of the API it serves; a store of one's own does not.
  const defaults = provider === 'own' || place.endpoint === undefined || place.provider === provider;
  // A volume has none but what is given to everybody: what else stands before it is told of it where it is found.
  const hasAddress = row.kind !== 'volume' || sides.some(({ says }) => says.doors.length > 0);
  const open = (wanted: 'read' | 'write') => exposureOf(sides, row, { name, prefix }, wanted, defaults);
  const versioning = sides.flatMap(({ says }) => says.versioning)[0];
  const whose = { place: placed.place, provider: placed.provider };
  const grants = givenIn(sides, { ...whose, name, prefix, at: around.at }, estate);
  const claims = claimed(estate, kept.after!.claims, 'after');
  const claimedBefore = claimed(estate, kept.before?.claims, 'before');
  return {
    facts: {
      location: located(placed.region),
      encryption: encryptionOf(sides, row, defaults),
      ...(hasAddress ? { publicRead: open('read'), publicWrite: open('write') } : {}),
      replication: elsewhere(replicationOf(sides, row, defaults), sides, placed),
      ...(versioning === undefined ? {} : { versioning }),
      ...(grants === undefined ? {} : { grants }),
    },
    planned: {
      ...(placed.provider === undefined ? {} : { provider: placed.provider }),
      ...(placed.zone === undefined ? {} : { zone: placed.zone }),
      ...(placed.place === undefined ? {} : { place: placed.place }),
      ...(claims === undefined ? {} : { claims }),
      ...(claimedBefore === undefined ? {} : { claimedBefore }),
    },
    placed,
    before: kept.before === undefined ? undefined : placedOf(kept, 'before', around),
  };
}

export function alikeOf(kept: Kept, around: Remembering): Alike {
  const key = keyOf(kept, around);
  if (key === undefined) return derived(kept, around);
  return around.alikes.get(key) ?? around.alikes.set(key, derived(kept, around));
}
