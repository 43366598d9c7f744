/** Copies that name regions of the provider: which of the targets these are, and which is where the container lies itself. */
import type { FactValue } from '../../../../estate/index.ts';
import { failed, value } from '../../../observe.ts';
import type { Answer } from '../../../source.ts';
import { regionOf } from '../../place/region.ts';
import type { Side } from '../sides/side.ts';
import type { Placed } from './around.ts';

const none: readonly never[] = Object.freeze([]);

/** Of where its copies go, what are regions of its provider, as they are written. */
export function regionsOf(sides: readonly Side[]): readonly string[] {
  const found = sides.flatMap(({ copiesToRegions, says }) =>
    copiesToRegions === true ? says.replication.flatMap((said) => said.value ?? []) : [],
  );
  return found.length === 0 ? none : found;
}

type Replication = Answer<FactValue<'replication'>>;

/** A list of every region in which it lies names its own too: nothing is copied there. */
export function elsewhere(replication: Replication, sides: readonly Side[], placed: Placed): Replication {
  const regions = replication.value === undefined ? none : regionsOf(sides);
  const { provider, region } = placed;
  if (regions.length === 0 || provider === undefined || region.value === undefined) return replication;
  const isOwn = (target: string) => regions.includes(target) && regionOf(provider, target).value === region.value;
  const targets = replication.value!.targets.filter((target) => !isOwn(target));
  return targets.length === 0 ? failed('absent', 'no-target') : value({ targets });
}
