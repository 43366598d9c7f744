/** Everything a judgement starts from: estate, papers and exceptions whose signatures were looked at, facts, controls. */
import {
  resolvePapers,
  resolveWaivers,
  type ResolvedWaiver,
  type Trust,
  type WaiverState,
} from '../../estate/index.ts';
import {
  catalogueOf,
  committedEngine,
  committedFacts,
  type Engine,
  type Facts,
  type Premises,
  type WaiverPaper,
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

/** Periods are the policy's to judge. What was refused before anybody looked at a signature is never `valid`. */
const approvals: Readonly<Record<WaiverState, WaiverPaper['approval']>> = {
  'applied-candidate': 'valid',
  expired: 'valid',
  'not-yet': 'valid',
  unsigned: 'missing',
  'without-opinion': 'missing',
  refused: 'invalid',
  'self-approved': 'self-approved',
  wildcard: 'invalid',
  copied: 'invalid',
  invalid: 'invalid',
  'too-long': 'invalid',
};

/** Signed, but nobody we trust is known: that is not the same as unsigned, and a trust document may settle it. */
function approvalOf({ state, waiver }: ResolvedWaiver, trust: Trust): WaiverPaper['approval'] {
  const isUnjudged = state === 'unsigned' && trust.keys.length === 0 && (waiver.signed ?? []).length > 0;
  return isUnjudged ? 'untrusted' : approvals[state];
}

export function premisesOf({ estate, folder }: LoadedEstate, trust: Trust, asOf: string, bench: Bench): Premises {
  const papers = resolvePapers(estate, folder.files, trust, asOf);
  const waivers = resolveWaivers(estate, folder.files, trust, asOf);
  return {
    estate,
    facts: bench.facts,
    asOf,
    phase: 'live',
    papers: new Map([...papers].map(([id, { signed }]) => [id, signed])),
    waivers: new Map(
      waivers.map((waiver) => [waiver.id, { approval: approvalOf(waiver, trust), opinion: waiver.opinion }]),
    ),
    controls: new Set(bench.catalogue.map(({ id }) => id)),
  };
}
