/** What a run of the gate stands on: what is known before anything is asked, and after everything was answered. */
import type { PlanReading } from '../../audit/index.ts';
import type { Collection, Trust } from '../../estate/index.ts';
import type { Bundle, Judgement, PlanJudgement, Premises } from '../../policies/index.ts';
import type { Times } from '../compose/day.ts';
import type { LoadedEstate } from '../compose/loadEstate.ts';
import type { Bench } from '../compose/premises.ts';
import type { LoadedChange, SealOfBase } from './change/load.ts';
import type { Reach } from './change/reach.ts';
import type { Gathered } from './input/inputs.ts';
import type { EstateOrigin } from './judge/fromRef.ts';
import type { Entered } from './judging/entered.ts';

/** All that is known before anything is asked. */
export interface Ahead extends Pick<Entered, 'masks'> {
  readonly loaded: LoadedEstate;
  /** As its owner wrote and signed it. */
  readonly written: LoadedEstate;
  readonly trust: Trust;
  readonly bench: Bench;
  readonly bundles: readonly Bundle[];
  readonly collection: Collection | undefined;
  readonly reading: PlanReading;
  readonly times: Times;
  readonly change?: LoadedChange | undefined;
  /** As the user says it. */
  readonly environment?: string | undefined;
}

export interface GateGround extends Pick<Entered, 'written' | 'masks'> {
  readonly loaded: LoadedEstate;
  readonly origin: EstateOrigin;
  readonly trust: Trust;
  readonly bench: Bench;
  readonly bundles: readonly Bundle[];
  readonly collection: Collection | undefined;
  readonly reading: PlanReading;
  /** What the questions were made of beside the reading. */
  readonly premises: Premises;
  readonly skipped: Gathered['skipped'];
  /** Of our module alone: what each container was answered. */
  readonly plan: PlanJudgement;
  /** With what the organisation's own bundles answered. */
  readonly judgement: Judgement;
  readonly times: Times;
  /** The change of the estate itself, where one comes with the inputs: judged, and among the findings. */
  readonly change?: LoadedChange;
  /** Somebody named the change: it is an input, and may come alone. */
  readonly isChangeNamed: boolean;
  /** The revision of the estate that judges, signed by its owner. */
  readonly sealed?: SealOfBase;
  /** With the ids of operators; undefined where nothing that holds a dataset comes, goes or moves. */
  readonly reach: Reach | undefined;
}
