/** Who will reach what once the change is applied and could not before, or no longer can. Pure. */
import type { Collection, Trust } from '../../../estate/index.ts';
import type { PlanReading } from '../../../audit/index.ts';
import { judge, remembering } from '../../../policies/index.ts';
import { groundOver } from '../../compose/ground.ts';
import { premisesOf, type Bench } from '../../compose/premises.ts';
import type { LoadedEstate } from '../../compose/loadEstate.ts';
import { reachDiff, type ReachChange } from '../../reach/diff.ts';
import { relocated } from '../../reach/relocated.ts';
import type { Ground } from '../../verbs/ground.ts';
import { relocationsOf } from './relocations.ts';

export interface Reach {
  /** With the ids of operators: for sealed evidence alone. Outputs take `shown`. */
  readonly changes: readonly ReachChange[];
  readonly more: number;
  readonly unplaced: number;
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

function groundOf(loaded: LoadedEstate, { collection, trust, bench, asOf }: ReachGiven): Ground {
  const premises = premisesOf(loaded, trust, asOf, bench);
  const judgement = judge(premises, collection, bench.engine, bench.catalogue);
  return groundOver(loaded, { premises, bench, collection, judgement });
}

/** Undefined where the inputs move no container of a dataset and no estate comes with them: there is nothing to tell. */
export function reachOf(given: ReachGiven): Reach | undefined {
  const { loaded, head = loaded, reading } = given;
  const { told, more, unplaced } = relocationsOf(reading, loaded.estate, head.estate);
  if (told.length === 0 && unplaced === 0 && given.head === undefined) return undefined;
  const after = { ...head, estate: relocated(head.estate, told) };
  const isSame = told.length === 0 && head.digest === loaded.digest;
  // Before and after mostly ask the same, and so do datasets of one class.
  const bench = { ...given.bench, engine: remembering(given.bench.engine) };
  const asked = { ...given, bench };
  const changes = isSame ? [] : reachDiff(groundOf(loaded, asked), groundOf(after, asked));
  return { changes, more, unplaced };
}

/** Without who the people are: a comment counts them, and no log keeps their ids. */
export function shown({ changes, more, unplaced }: Reach) {
  const counted = (rows: ReachChange['gained']) => rows.map(({ ids: _ids, ...row }) => row);
  return {
    changes: changes.map((each) => ({ ...each, gained: counted(each.gained), lost: counted(each.lost) })),
    more,
    unplaced,
  };
}

export type ReachShown = ReturnType<typeof shown>;
