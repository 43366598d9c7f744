/**
 * The proof that the pack ran. Pulumi names in an event log the policy packs it asked; nothing in a project can demand one, so
 * a flag left out, or a pack of that run exchanged for another, would go unseen.
 */
import type { PlanReading } from '../../../audit/index.ts';

/** The name that `stacks/pack` gives itself. */
const ours = 'cloison';

/** Each event log without the pack is told short: what it holds is judged here all the same. */
export function packless(reading: PlanReading): PlanReading {
  const proven = new Set(reading.packs.filter(({ name }) => name === ours).map(({ input }) => input));
  const shorts = reading.inputs
    .filter(({ kind, name }) => kind === 'pulumi-events' && !proven.has(name))
    .map(({ name }) => ({ input: name, code: 'pack-not-run', values: { pack: ours } }));
  return { ...reading, shorts: [...reading.shorts, ...shorts] };
}
