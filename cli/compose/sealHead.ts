/** What every seal says of the run it is made of, a live audit and a gate alike. */
import type { SealRequest } from '../../evidence/index.ts';
import type { Edge } from '../edge.ts';
import { toolVersion } from '../version.ts';
import type { Times } from './day.ts';

type Head = 'organisation' | 'runId' | 'runSecret' | 'tool' | 'startedAt' | 'asOf' | 'now';

interface Named {
  readonly id: string;
  readonly organisation: string;
}

/**
 * The secret of the commitments is drawn here and kept nowhere: the disclosures carry the salts, and destroying them
 * destroys what they open.
 */
export function sealHead({ id, organisation }: Named, times: Times, { random }: Pick<Edge, 'random'>) {
  return {
    organisation,
    runId: id,
    runSecret: random(32),
    tool: { name: 'cloison', version: toolVersion() },
    startedAt: times.now,
    asOf: times.asOf,
    now: times.now,
  } satisfies Pick<SealRequest, Head>;
}
