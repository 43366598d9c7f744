/** What is a plan, and what all of them tell together. */
import {
  openPlan,
  openPlans,
  readPlan,
  type PlanInput,
  type PlanReading,
  type ReadPlanOptions,
} from '../../audit/index.ts';
import type { Problem } from '../../estate/index.ts';
import { packless } from './packs.ts';

/** Whoever cannot be taken for a plan at all. One that is merely broken may be one: it is read, and refused aloud. */
const foreign: ReadonlySet<string> = new Set(['plan-unknown', 'plan-binary', 'plan-empty']);

/** Undefined for a plan. By the first thing that it tells; the rest is left unread. Throws what the bytes throw. */
export async function whyNoPlan(input: PlanInput): Promise<Problem | undefined> {
  for await (const told of openPlan(input, { signal: new AbortController().signal }))
    return told.tell === 'problem' && foreign.has(told.problem.code) ? told.problem : undefined;
  return undefined;
}

export interface Wishes extends ReadPlanOptions {
  readonly signal: AbortSignal;
}

/** All inputs as one reading. An interrupted one, and an event log that no pack of ours watched, say so among its shorts. */
export async function readPlans(inputs: readonly PlanInput[], { signal, ...options }: Wishes): Promise<PlanReading> {
  return packless(await readPlan(openPlans(inputs, { signal }), options));
}
