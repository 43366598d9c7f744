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
  type PlannedAt,
  observationDigest,
  placeOf,
  toldBy,
} from '../../estate/index.ts';
import type { Facts } from '../facts/facts.ts';
import type { phases } from '../schema/question.ts';
import { placedIn, type Placed } from './placed.ts';
import { membersOf } from './several.ts';

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
  /** What a plan tells of the place and the dataset of its containers, by subject; left out where nothing is planned. */
  readonly planned?: ReadonlyMap<string, PlannedAt>;
  /** Subjects that a plan takes away: what the estate declares of them is not there any more. */
  readonly gone?: ReadonlySet<string>;
}

export interface View extends Premises {
  readonly day: Day;
  /** Where a subject lies, by its own place or by the plan: the one way that any question learns it. */
  placed(subject: string): Placed & { readonly placeId: string | undefined };
  seen<F extends FactName>(subject: string, fact: F): ObservationOf<F> | undefined;
  /** Everything that was seen of a subject, one observation a fact. */
  told(subject: string): readonly Observation[];
  /** One object for all subjects of which the same was seen; undefined where nobody compared. */
  likenessOf(subject: string): object | undefined;
  /** Facts of which anything was seen at all. */
  readonly heard: ReadonlySet<FactName>;
  /** Digest by which decisions cite an observation. */
  cite(observation: Observation): string;
  /** Subjects that were seen to exist, or that a source failed to look at, sorted. */
  readonly containers: readonly { readonly subject: string; readonly kind: Observation['kind'] }[];
}

/** Two answers about one fact are no answer: which of them came last decides nothing. */
function contested({ value: _value, ...rest }: Observation): Observation {
  return { ...rest, state: 'unknown' };
}

/** A list a subject, not a map: a hundred thousand small maps are most of the memory of a run. */
function seenBySubject(observations: readonly Observation[]): Map<string, Observation[]> {
  const bySubject = new Map<string, Observation[]>();
  for (const observation of observations) {
    const facts = bySubject.get(observation.subject);
    const at = facts?.findIndex((each) => each.fact === observation.fact) ?? -1;
    if (facts === undefined) bySubject.set(observation.subject, [observation]);
    else if (at < 0) facts.push(observation);
    else facts[at] = contested(observation);
  }
  return bySubject;
}

/** What a collection holds, container by container, whatever made it. */
function tellingsOf(collection: Collection | undefined): Pick<View, 'told' | 'likenessOf' | 'containers' | 'heard'> {
  const told = toldBy(collection);
  if (told !== undefined) {
    const { containers, facts: heard } = told;
    return {
      containers,
      heard,
      told: (subject) => told.of(subject),
      likenessOf: (subject) => told.likenessOf(subject),
    };
  }
  const bySubject = seenBySubject(collection?.observations ?? []);
  return {
    told: (subject) => bySubject.get(subject) ?? [],
    likenessOf: () => undefined,
    containers: [...bySubject]
      .map(([subject, facts]) => ({ subject, kind: facts.at(-1)!.kind }))
      .sort((one, other) => (one.subject < other.subject ? -1 : 1)),
    heard: new Set(collection?.observations.map(({ fact }) => fact)),
  };
}

export function viewOf(premises: Premises, collection: Collection | undefined): View {
  const tellings = tellingsOf(collection);
  const seen: View['seen'] = (subject, fact) => tellings.told(subject).find((each) => each.fact === fact) as never;
  const digests = new WeakMap<Observation, string>();
  // Questions come a subject at a time, and each asks this several times: the last answer is enough to remember. Of a
  // hundred thousand subjects most lie where another does.
  let last: { readonly subject: string; readonly placed: ReturnType<View['placed']> } | undefined;
  const alike = new Map<string, ReturnType<View['placed']>>();
  return {
    ...premises,
    ...tellings,
    day: dayOf(premises.asOf),
    seen,
    placed: (subject) => {
      if (last?.subject === subject) return last.placed;
      const region = seen(subject, 'location')?.value?.region;
      const placeId = placeOf(subject);
      const planned = premises.planned?.get(subject);
      // JSON keeps what is left out apart from what is empty.
      const key = JSON.stringify([placeId, planned?.place, planned?.zone, planned?.provider, region]);
      const known = alike.get(key);
      const provider = planned?.provider;
      const isSeveral = known === undefined && provider !== undefined && region !== undefined;
      const members = isSeveral ? membersOf(premises, provider, region) : undefined;
      const placed = known ?? { ...placedIn(premises.estate, placeId, planned, region, members), placeId };
      alike.set(key, placed);
      last = { subject, placed };
      return placed;
    },
    cite: (observation) => {
      const known = digests.get(observation) ?? observationDigest(observation);
      digests.set(observation, known);
      return known;
    },
  };
}
