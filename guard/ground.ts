/** What a guard stands on: one estate, one trust, one module, one set of facts, and what was collected last. */
import {
  resolvePapers,
  resolveWaivers,
  type Collection,
  type Estate,
  type Files,
  type Instant,
  type ResolvedWaiver,
  type Trust,
  type WaiverState,
} from '../estate/index.ts';
import { catalogueOf, type Engine, type Facts, type Premises, type WaiverPaper } from '../policies/index.ts';

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

/** As the audit reads them (a test holds the two together). Periods are the policy's to judge. */
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

function paperOf({ state, opinion, waiver }: ResolvedWaiver, trust: Trust): WaiverPaper {
  const isUnjudged = state === 'unsigned' && trust.keys.length === 0 && (waiver.signed ?? []).length > 0;
  return { approval: isUnjudged ? 'untrusted' : approvals[state], opinion };
}

/** A guard judges now: `now` is the law's day, the papers' day and the keys' day at once. */
export function premisesOf({ estate, files, trust, engine, facts }: Ground, now: Instant): Premises {
  const papers = resolvePapers(estate, files, trust, now);
  return {
    estate,
    facts,
    asOf: now,
    phase: 'request',
    papers: new Map([...papers].map(([id, { signed }]) => [id, signed])),
    waivers: new Map(resolveWaivers(estate, files, trust, now).map((waiver) => [waiver.id, paperOf(waiver, trust)])),
    controls: new Set(catalogueOf(engine).map(({ id }) => id)),
  };
}
