/** What was seen, for the facts that a control requires: by which source, through which call, when. Pure. */
import { observationDigest, parseSubject, type Control } from '../../estate/index.ts';
import type { Judged } from '../../policies/index.ts';
import type { Ground } from './ground.ts';

export interface Sighting {
  readonly source: string;
  readonly call: string;
  /** HTTP status or errno-like code of a failure. */
  readonly code?: string;
  readonly at: string;
  readonly digest: string;
}

export interface Observed {
  readonly fact: string;
  readonly state: string;
  /** `observed`, `declared`; undefined where the estate alone speaks or nobody does. */
  readonly grade: string | undefined;
  /** Field → text; what the fact says. */
  readonly values: readonly (readonly [string, string])[];
  /** Undefined for what was not observed. */
  readonly seen: Sighting | undefined;
}

const envelope = new Set(['state', 'observation', 'grade']);

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(shown).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value).map(shown).join(' ');
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

export function observedFor(ground: Ground, { question }: Judged, { requires }: Control): Observed[] {
  const seen = sightings(ground, question.subject.id);
  const facts = question as unknown as Record<string, Record<string, unknown> | undefined>;
  return requires.map((name) => {
    const fact = facts[name] ?? { state: 'missing' };
    const digest = fact['observation'];
    return {
      fact: name,
      state: String(fact['state']),
      grade: typeof fact['grade'] === 'string' ? fact['grade'] : undefined,
      values: Object.entries(fact)
        .filter(([field]) => !envelope.has(field))
        .map(([field, value]) => [field, shown(value)] as const),
      seen: typeof digest === 'string' ? seen.get(digest) : undefined,
    };
  });
}
