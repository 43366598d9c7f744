/** Everything the joins read: the promise, what was seen, the facts of law, and the papers that count. Pure. */
import {
  dayOf,
  type Collection,
  type Day,
  type Estate,
  type FactName,
  type Instant,
  type Observation,
  type ObservationOf,
  observationDigest,
} from '../../estate/index.ts';
import type { Facts } from '../facts/facts.ts';
import type { phases } from '../schema/question.ts';

/** How the signature of a cited document stands: only `valid` lets its result count. */
export type PaperState = 'valid' | 'missing' | 'invalid' | 'untrusted';

/** What became of one waiver's approvals before any policy looks at it. */
export interface WaiverPaper {
  readonly approval: 'valid' | 'missing' | 'invalid' | 'untrusted' | 'self-approved';
  readonly opinion: 'favourable' | 'reserved' | 'unfavourable' | 'none';
}

export interface Premises {
  readonly estate: Estate;
  readonly facts: Facts;
  readonly asOf: Instant;
  readonly phase: (typeof phases)[number];
  readonly papers: ReadonlyMap<string, PaperState>;
  readonly waivers: ReadonlyMap<string, WaiverPaper>;
  /** Ids of every control that exists, ours and a bundle's. */
  readonly controls: ReadonlySet<string>;
}

export interface View extends Premises {
  readonly day: Day;
  seen<F extends FactName>(subject: string, fact: F): ObservationOf<F> | undefined;
  /** Digest by which decisions cite an observation. */
  cite(observation: Observation): string;
  /** Subjects that were seen to exist, or that a source failed to look at, sorted. */
  readonly containers: readonly { readonly subject: string; readonly kind: Observation['kind'] }[];
}

/** Two answers about one fact are no answer: which of them came last decides nothing. */
function contested({ value: _value, ...rest }: Observation): Observation {
  return { ...rest, state: 'unknown' };
}

export function viewOf(premises: Premises, collection: Collection | undefined): View {
  const bySubject = new Map<string, Map<FactName, Observation>>();
  const kinds = new Map<string, Observation['kind']>();
  for (const observation of collection?.observations ?? []) {
    const facts = bySubject.get(observation.subject) ?? new Map<FactName, Observation>();
    facts.set(observation.fact, facts.has(observation.fact) ? contested(observation) : observation);
    bySubject.set(observation.subject, facts);
    kinds.set(observation.subject, observation.kind);
  }
  const digests = new WeakMap<Observation, string>();
  return {
    ...premises,
    day: dayOf(premises.asOf),
    seen: (subject, fact) => bySubject.get(subject)?.get(fact) as never,
    cite: (observation) => {
      const known = digests.get(observation) ?? observationDigest(observation);
      digests.set(observation, known);
      return known;
    },
    containers: [...kinds]
      .map(([subject, kind]) => ({ subject, kind }))
      .sort((one, other) => (one.subject < other.subject ? -1 : 1)),
  };
}
