/** What is a plan, and what all of them tell together. */
import {
  openPlan,
  openPlanLists,
  readPlan,
  type PlanInput,
  type PlanReading,
  type ReadPlanOptions,
  type Snapshot,
} from '../../../audit/index.ts';
import { isError, type Problem } from '../../../estate/index.ts';
import { ProblemsFound } from '../../problems.ts';
import { sparing } from './heap.ts';
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
  readonly snapshots?: readonly Snapshot[];
}

/** All inputs as one reading. An interrupted one, and an event log that no pack of ours watched, say so among its shorts. */
export async function readPlans(
  inputs: readonly PlanInput[],
  { signal, snapshots = [], ...options }: Wishes,
): Promise<PlanReading> {
  return packless(await readPlan(openPlanLists(inputs.map(sparing()), { signal, snapshots }), options));
}

/** An input that was interrupted is cut, and no fault of whoever wrote it: it is a shortfall, told as such. */
export function refuseProblems({ problems, shorts }: PlanReading): void {
  const cut = new Set(shorts.filter(({ code }) => code === 'interrupted').map(({ input }) => input));
  const real = problems.filter(({ file }) => !cut.has(file));
  if (real.some(isError)) throw new ProblemsFound(real);
}

/** Interrupted while it was judged: every input may hold what nobody came to. */
export function withCut(reading: PlanReading): PlanReading {
  const cut = reading.inputs.map(({ name }) => ({ input: name, code: 'interrupted', values: {} }));
  return { ...reading, shorts: [...reading.shorts, ...cut] };
}
