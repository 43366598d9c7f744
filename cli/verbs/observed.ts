/** What was seen, for the facts that a control requires: by which source, through which call, when. Pure. */
import { observationDigest, parseSubject, type Control } from '../../estate/index.ts';
import type { Judged } from '../../policies/index.ts';
import { toldFacts, type ToldFact } from '../report/toldFacts.ts';
import type { Ground } from './ground.ts';

export interface Sighting {
  readonly source: string;
  readonly call: string;
  /** HTTP status or errno-like code of a failure. */
  readonly code?: string;
  readonly at: string;
  readonly digest: string;
}

export interface Observed extends Omit<ToldFact, 'observation'> {
  /** Undefined for what was not observed. */
  readonly seen: Sighting | undefined;
}

/** The subject and every subject inside it: an access is known by what was seen of its container. */
function around(subject: string): Set<string> {
  const { scheme, segments } = parseSubject(subject);
  return new Set(['access', 'path', 'gap'].includes(scheme) ? segments : [subject]);
}

function sightings({ collection }: Ground, subject: string): Map<string, Sighting> {
  const near = around(subject);
  const rows = (collection?.observations ?? []).filter((each) => near.has(each.subject));
  return new Map(
    rows.map((each) => {
      const digest = observationDigest(each);
      const { source, call, code } = each.origin;
      return [digest, { source, call, ...(code === undefined ? {} : { code }), at: each.at, digest }];
    }),
  );
}

export function observedFor(ground: Ground, judged: Judged, { requires }: Control): Observed[] {
  const seen = sightings(ground, judged.question.subject.id);
  return toldFacts(judged, requires).map(({ observation, ...told }) => ({
    ...told,
    seen: observation === undefined ? undefined : seen.get(observation),
  }));
}
