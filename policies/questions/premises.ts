/** From an estate and whom it trusts to what a judgement starts from: papers and exceptions whose signatures were looked at. */
import {
  resolvePapers,
  resolveWaivers,
  type Estate,
  type Files,
  type Instant,
  type ResolvedWaiver,
  type Trust,
  type WaiverState,
} from '../../estate/index.ts';
import type { Facts } from '../facts/facts.ts';
import type { Premises, WaiverPaper } from './view.ts';

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
  // That is the policy's to judge too.
  unbound: 'valid',
};

/** Signed, but nobody we trust is known: that is not the same as unsigned, and a trust document may settle it. */
function paperOf({ state, opinion, waiver }: ResolvedWaiver, trust: Trust): WaiverPaper {
  const isUnjudged = state === 'unsigned' && trust.keys.length === 0 && (waiver.signed ?? []).length > 0;
  return { approval: isUnjudged ? 'untrusted' : approvals[state], opinion };
}

export interface Given {
  readonly estate: Estate;
  /** Everything the estate was read from: the signed papers are among it. */
  readonly files: Files;
  readonly trust: Trust;
  readonly facts: Facts;
  /** Ids of every control that exists. */
  readonly controls: Iterable<string>;
  readonly phase: Premises['phase'];
}

/** `asOf`: the day whose law, papers and keys count. Audit and guard start from the same premises. */
export function premisesFrom({ estate, files, trust, facts, controls, phase }: Given, asOf: Instant): Premises {
  return {
    estate,
    facts,
    asOf,
    phase,
    papers: new Map([...resolvePapers(estate, files, trust, asOf)].map(([id, { signed }]) => [id, signed])),
    waivers: new Map(resolveWaivers(estate, files, trust, asOf).map((waiver) => [waiver.id, paperOf(waiver, trust)])),
    controls: new Set(controls),
  };
}
