/**
 * A plan of Pulumi and the state it was made against name a resource by one URN: what the plan changes, the state tells
 * as it was. Only URNs name their stack: equal addresses of Terraform or Kubernetes in two inputs are two resources.
 */
import type { Kept } from './keep.ts';

const isChange = ({ planned: { operation } }: Kept): boolean => operation !== 'same' && operation !== 'read';

/** What is told as unchanged by one input and changed by exactly one other: old → new. */
export function superseded(all: readonly Kept[], inputs: number): ReadonlyMap<Kept, Kept> {
  const found = new Map<Kept, Kept>();
  if (inputs < 2) return found;
  const pulumi = all.filter(({ planned, entry }) => planned.tool === 'pulumi' && entry !== undefined);
  for (const group of Map.groupBy(pulumi, ({ planned }) => planned.address).values()) {
    const [change, second] = group.filter(isChange);
    if (change === undefined || second !== undefined) continue;
    for (const kept of group)
      if (kept.planned.operation === 'same' && kept.planned.input !== change.planned.input) found.set(kept, change);
  }
  return found;
}
