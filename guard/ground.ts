/** What a guard stands on: one estate, one trust, one module, one set of facts, and what was collected last. */
import type { Collection, Estate, Files, Instant, Trust } from '../estate/index.ts';
import { catalogueOf, premisesFrom, type Engine, type Facts, type Premises } from '../policies/index.ts';

export interface Ground {
  readonly estate: Estate;
  /** Everything the estate was read from: the signed papers are among it. */
  readonly files: Files;
  readonly trust: Trust;
  readonly engine: Engine;
  readonly facts: Facts;
  /** Only its labels count here: what was detected in a container can raise its class. */
  readonly collection: Collection | undefined;
}

/** A guard judges now: `now` is the law's day, the papers' day and the keys' day at once. */
export function premisesOf({ estate, files, trust, engine, facts }: Ground, now: Instant): Premises {
  const controls = catalogueOf(engine).map(({ id }) => id);
  return premisesFrom({ estate, files, trust, facts, controls, phase: 'request' }, now);
}
