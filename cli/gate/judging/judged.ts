/** From the options to one judgement: the estate and its papers, then whoever else judges, then the inputs; in that order. */
import type { Snapshot } from '../../../audit/index.ts';
import { timesOf } from '../../compose/day.ts';
import { loadCollection, type CollectionOptions } from '../../compose/loadCollection.ts';
import { loadEstate, type LoadedEstate } from '../../compose/loadEstate.ts';
import { loadTrust } from '../../compose/loadTrust.ts';
import type { Chosen } from '../../compose/scopes.ts';
import { closePolicies } from '../../compose/policyBundles.ts';
import { benchOf } from '../../compose/premises.ts';
import type { Context } from '../../context.ts';
import { UsageError } from '../../usage.ts';
import { toolVersion } from '../../version.ts';
import type { Ahead, GateGround } from '../ground.ts';
import { answered } from './answering.ts';
import { openedFrom } from '../judge/bundles.ts';
import { loadChange, type ChangeOptions } from '../change/load.ts';
import { reachOf } from '../change/reach.ts';
import { entered, type Beside } from './entered.ts';
import type { Following } from './following.ts';
import { located } from '../judge/fromRef.ts';
import { gathered } from '../input/inputs.ts';
import { withGaps } from '../input/leftOut.ts';
import { impliedChange, originOf, withOwnEstate } from '../judge/ownEstate.ts';
import { readPlans, refuseProblems, withCut } from '../input/plans.ts';
import { turns, untilAborted, watchedInput } from '../input/progress.ts';
import { checkStages } from '../findings/stages.ts';

export interface JudgeOptions extends Omit<CollectionOptions, keyof Chosen>, ChangeOptions {
  readonly inputs?: readonly string[];
  readonly estate: string;
  readonly trust?: string;
  readonly policies?: readonly string[];
  /** The place that manifests are for: they name no cluster. */
  readonly place?: string;
  /** What the change is for: an exception for an address of a plan holds in one alone. */
  readonly environment?: string;
}

function checkPlace({ estate }: LoadedEstate, place: string | undefined): void {
  const places = Object.values(estate.zones).flatMap((zone) => Object.keys(zone.places ?? {}));
  if (place !== undefined && !places.includes(place)) throw new UsageError('unknown-id', place, places);
}

interface Asked extends Beside {
  readonly follow?: (ahead: Ahead) => Following | undefined;
  readonly snapshots?: readonly Snapshot[];
}

/** A judge that is refused is told before a byte of the change is read. Throws `ProblemsFound`, `UsageError`, faults. */
export async function gateGround(
  options: JudgeOptions,
  context: Context,
  { follow = () => undefined, snapshots = [], ...beside }: Asked = {},
): Promise<GateGround> {
  const { edge, err, say } = context;
  const times = timesOf(undefined, edge);
  const at = located(options.estate, edge, '--estate');
  const written = await loadEstate(at.path, at.edge);
  const origin = await originOf(at, written.digest, edge);
  const trustAt = options.trust === undefined ? undefined : located(options.trust, edge, '--trust');
  const trust = await loadTrust(trustAt?.path, trustAt?.edge ?? edge);
  if (trust.keys.length === 0) err.line({ text: say('audit.no-trust'), style: 'dim' });
  checkPlace(written, options.place);
  const judge = { loaded: written, at, trust, trustAt, now: times.now };
  const implied = options.change ?? impliedChange(at, origin, edge);
  const { change: brought, sealed } = await loadChange(
    { ...options, ...(implied !== undefined && { change: implied }) },
    judge,
    edge,
  );
  const bench = benchOf();
  const { catalogue } = bench;
  const taken = new Set(catalogue.map(({ id }) => id));
  const bundles = await openedFrom(options.policies ?? [], taken, trust, times.now, edge);
  try {
    const controls = [...taken, ...bundles.flatMap((bundle) => bundle.catalogue.map(({ id }) => id))];
    checkStages(written, new Set(controls));
    const { place: _place, environment: said, ...asked } = options;
    const collection = asked.collection === undefined ? undefined : await loadCollection(written, asked, context);
    // A change of the estate may come alone: then nothing is waited for on a pipe.
    const words = options.inputs ?? [];
    const isAlone = options.change !== undefined && words.length === 0;
    const found = isAlone ? { inputs: [], skipped: [] } : await gathered(words, edge);
    const watched = found.inputs.map((input) => watchedInput(untilAborted(input, edge.signal), edge, say));
    const read = await readPlans(watched, {
      estate: written.estate,
      at: times.now,
      tool: `cloison ${toolVersion()}`,
      placeOfInput: () => options.place,
      signal: edge.signal,
      snapshots,
    });
    const whole = withOwnEstate(withGaps(read, found.skipped), origin, options.change);
    const names = [...(beside.names ?? []), ...(said === undefined ? [] : [said])];
    const known = await entered({ ...beside, names, skipped: found.skipped, reading: whole, written, change: brought });
    const { reading, loaded, change, masks, skipped } = known;
    refuseProblems(reading);
    const environment = said === undefined ? undefined : (masks?.text(said) ?? said);
    const ahead = { loaded, written, trust, bench, bundles, collection, reading, times, change, environment, masks };
    const { isCut, ...given } = await answered(ahead, controls, follow(ahead), turns(edge));
    // What was not judged any more is no less missing than what was not read.
    const all = isCut ? withCut(reading) : reading;
    const reach = reachOf({ loaded, head: change?.head, reading, collection, trust, bench, asOf: times.asOf });
    const isChangeNamed = options.change !== undefined;
    const answers = {
      isChangeNamed,
      ...given,
      times,
      reach,
      ...(change && { change }),
      ...(sealed && { sealed }),
    };
    return { loaded, written, masks, origin, trust, bench, bundles, collection, reading: all, skipped, ...answers };
  } finally {
    await closePolicies(bundles);
  }
}
