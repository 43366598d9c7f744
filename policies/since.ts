/**
 * The day since when each control of ours exists, UTC: that of the first commit that had it. It lies beside the module and not
 * in it: no answer depends on it, so a release that only dates a control keeps the digest of the policies.
 */
import type { Day } from '../estate/index.ts';
import since from './since.json' with { type: 'json' };

/** Every control of ours, sorted: without starting the engine, which says the same. */
export const controlIds: readonly string[] = Object.keys(since);

/** Undefined for a control that is none of ours: nobody knows since when it exists. */
export function controlSince(control: string): Day | undefined {
  return Object.hasOwn(since, control) ? since[control as keyof typeof since] : undefined;
}
