/** Derives a sealed reach diff again, from the estates and the places that were sealed with it. */
import { canonicalText, type Trust } from '../../../../estate/index.ts';
import type { BundleFolder } from '../../../../evidence/index.ts';
import type { LoadedEstate } from '../../../compose/loadEstate.ts';
import type { Bench } from '../../../compose/premises.ts';
import { isJudgedAsHere } from '../../../compose/redecide.ts';
import type { ReachChange } from '../../../reach/diff.ts';
import { reachBetween } from '../../change/reach.ts';
import { sealedPremises, type SealedEstate } from './premises.ts';
import { sealedReach, type SealedReach } from './reading.ts';
import { reachEvents } from './records.ts';

/** `cannot-replay`: names or premises are withheld, accounts were collected, or another module or other facts judged. */
export type ReachAnswer = 'faithful' | 'differs' | 'cannot-replay';

/** Papers are not sealed. */
const unsealed = { files: new Map(), root: '', folder: '.', problems: [], positions: { spot: () => undefined } };
const loadedFrom = (sealed: SealedEstate): LoadedEstate => ({ ...sealed, folder: unsealed });

/** The very records that were, or would be, written. */
const spelt = (changes: readonly ReachChange[]): string =>
  canonicalText([...reachEvents({ changes, more: 0, unplaced: 0, relocations: [] }, '')]);

/** A paper that is in force may open a way which it would not be without. */
const hasPapers = ({ estate: { documents, waivers } }: SealedEstate): boolean =>
  waivers.length > 0 || Object.values(documents ?? {}).some(({ signed }) => signed !== undefined);

interface Judge {
  readonly bench: Bench;
  readonly trust: Trust;
  readonly asOf: string;
}

async function answerTo(
  folder: BundleFolder,
  sealed: SealedReach,
  { bench, trust, asOf }: Judge,
): Promise<ReachAnswer> {
  const premises = sealed.withheld > 0 ? undefined : await sealedPremises(folder);
  const isSame = premises !== undefined && !premises.collected && (await isJudgedAsHere(folder));
  if (!isSame) return 'cannot-replay';
  const { base, head, relocations } = premises;
  const given = { collection: undefined, trust, bench, asOf };
  const changes = reachBetween(loadedFrom(base), loadedFrom(head), relocations, given);
  if (spelt(changes) === spelt(sealed.changes)) return 'faithful';
  return hasPapers(base) || hasPapers(head) ? 'cannot-replay' : 'differs';
}

/** Of evidence that holds. Undefined where the run found nothing to compare. */
export async function reachAgain(folder: BundleFolder, judge: Judge): Promise<ReachAnswer | undefined> {
  const sealed = await sealedReach(folder);
  return sealed && answerTo(folder, sealed, judge);
}
