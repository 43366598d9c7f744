/** Who will reach what once the change is applied and could not before, or no longer can. Pure. */
import type { Collection, Trust } from '../../../estate/index.ts';
import type { PlanReading } from '../../../audit/index.ts';
import { judge, remembering } from '../../../policies/index.ts';
import { groundOver } from '../../compose/ground.ts';
import { premisesOf, type Bench } from '../../compose/premises.ts';
import type { LoadedEstate } from '../../compose/loadEstate.ts';
import { reachDiff, type ReachChange } from '../../reach/diff.ts';
import { relocated, type Relocation } from '../../reach/relocated.ts';
import type { Ground } from '../../verbs/ground.ts';
import { relocationsOf } from './relocations.ts';

export interface Reach {
  /** With the ids of operators: for sealed evidence alone. Outputs take `shown`. */
  readonly changes: readonly ReachChange[];
  readonly more: number;
  readonly unplaced: number;
  /** What was put where: with the two estates, all that the diff was made of where nothing was collected. */
  readonly relocations: readonly Relocation[];
}

export interface ReachGiven {
  readonly loaded: LoadedEstate;
  readonly head: LoadedEstate | undefined;
  readonly reading: PlanReading;
  readonly collection: Collection | undefined;
  readonly trust: Trust;
  readonly bench: Bench;
  readonly asOf: string;
}

type Asked = Omit<ReachGiven, 'reading' | 'head' | 'loaded'>;

function groundOf(loaded: LoadedEstate, { collection, trust, bench, asOf }: Asked): Ground {
  const premises = premisesOf(loaded, trust, asOf, bench);
  const judgement = judge(premises, collection, bench.engine, bench.catalogue);
  return groundOver(loaded, { premises, bench, collection, judgement });
}

/** From the one estate to the other, with the containers of the other put where a plan puts them. */
export function reachBetween(
  base: LoadedEstate,
  head: LoadedEstate,
  relocations: readonly Relocation[],
  given: Asked,
): ReachChange[] {
  if (relocations.length === 0 && head.digest === base.digest) return [];
  const after = { ...head, estate: relocated(head.estate, relocations) };
  // Before and after mostly ask the same, and so do datasets of one class.
  const asked = { ...given, bench: { ...given.bench, engine: remembering(given.bench.engine) } };
  return reachDiff(groundOf(base, asked), groundOf(after, asked));
}

/** Undefined where the inputs move no container of a dataset and no estate comes with them: there is nothing to tell. */
export function reachOf(given: ReachGiven): Reach | undefined {
  const { loaded, head = loaded, reading } = given;
  const { told, more, unplaced } = relocationsOf(reading, loaded.estate, head.estate);
  if (told.length === 0 && unplaced === 0 && given.head === undefined) return undefined;
  const { collection, trust, bench, asOf } = given;
  const changes = reachBetween(loaded, head, told, { collection, trust, bench, asOf });
  return { changes, more, unplaced, relocations: told };
}

/** Without who the people are: a comment counts them, and no log keeps their ids. */
export function shown({ changes, more, unplaced }: Pick<Reach, 'changes' | 'more' | 'unplaced'>) {
  const counted = (rows: ReachChange['gained']) => rows.map(({ ids: _ids, ...row }) => row);
  return {
    changes: changes.map((each) => ({ ...each, gained: counted(each.gained), lost: counted(each.lost) })),
    more,
    unplaced,
  };
}

export type ReachShown = ReturnType<typeof shown>;
