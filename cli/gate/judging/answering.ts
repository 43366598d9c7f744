/** From what was read to every answer: our controls first, then those of own bundles, then those about a change of the estate. */
import {
  judging,
  judgeWith,
  premisesFrom,
  withChange,
  type Judgement,
  type PlanJudgement,
  type Premises,
} from '../../../policies/index.ts';
import { changeJudged } from '../change/judged.ts';
import type { Ahead } from '../ground.ts';
import { movesOf } from '../input/moves.ts';
import { environmentsOf } from '../input/environment.ts';
import type { Following } from './following.ts';

/** Above this only what deviates is kept of the answers: a hundred thousand containers must not fill the memory. */
const keepAll = 5000;

export interface Answers {
  readonly premises: Premises;
  readonly plan: PlanJudgement;
  readonly judgement: Judgement;
  /** The user interrupted before every container was judged. */
  readonly isCut: boolean;
}

/** Ends early where `turn` says that the user has seen enough. */
async function judgedInTurns(
  steps: ReturnType<typeof judging>,
  turn: () => Promise<boolean> | undefined,
): Promise<Pick<Answers, 'plan' | 'isCut'>> {
  let isCut = false;
  let step = steps.next(isCut);
  while (step.done !== true) {
    const turned = turn();
    if (turned !== undefined) isCut = await turned;
    step = steps.next(isCut);
  }
  return { plan: step.value, isCut };
}

/** `controls`: ours and those of the bundles. */
export async function answered(
  ahead: Ahead,
  controls: readonly string[],
  following: Following | undefined,
  turn: () => Promise<boolean> | undefined = () => undefined,
): Promise<Answers> {
  const { loaded, written, trust, bench, bundles, collection, reading, times, change } = ahead;
  const { engine, catalogue, facts } = bench;
  const { estate, folder } = written;
  const given = { estate, files: folder.files, trust, facts, controls, phase: 'plan' } as const;
  const gone = new Set(reading.leaving.map(({ subject }) => subject));
  const premises = { ...premisesFrom(given, times.asOf), estate: loaded.estate, planned: reading.planned, gone };
  const keep = bundles.length > 0 || reading.planned.size <= keepAll ? 'all' : 'findings';
  const lately = collection === undefined ? {} : { lately: collection };
  const watch = following === undefined ? {} : { watch: following };
  const environmentOf = environmentsOf(reading, ahead.environment);
  const asked = { ...lately, ...watch, moves: movesOf(reading), keep, environmentOf } as const;
  const { plan, isCut } = await judgedInTurns(judging(premises, reading.collection, engine, catalogue, asked), turn);
  const judged = await judgeWith(plan, bundles);
  const judgement = change === undefined ? judged : withChange(judged, changeJudged(loaded, change, bench, times.asOf));
  const ours = new Set(plan.findings);
  for (const each of judgement.findings) if (!ours.has(each)) following?.found(each);
  following?.end();
  return { premises, plan, judgement, isCut };
}
