/** Everything a judgement starts from: estate, papers and exceptions whose signatures were looked at, facts, controls. */
import type { Trust } from '../../estate/index.ts';
import {
  catalogueOf,
  committedEngine,
  committedFacts,
  premisesFrom,
  type Engine,
  type Facts,
  type Premises,
} from '../../policies/index.ts';
import type { LoadedEstate } from './loadEstate.ts';

export interface Bench {
  readonly engine: Engine;
  readonly facts: Facts;
  readonly catalogue: ReturnType<typeof catalogueOf>;
}

/** The module of this version, its digest checked before it is instantiated, and its facts. */
export function benchOf(): Bench {
  const engine = committedEngine();
  return { engine, facts: committedFacts(), catalogue: catalogueOf(engine) };
}

export function premisesOf({ estate, folder }: LoadedEstate, trust: Trust, asOf: string, bench: Bench): Premises {
  const controls = bench.catalogue.map(({ id }) => id);
  return premisesFrom({ estate, files: folder.files, trust, facts: bench.facts, controls, phase: 'live' }, asOf);
}
