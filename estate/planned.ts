/** What a plan tells of a container beyond the facts about it: joined to its questions, never an observation of what is. */
import type { FactName } from './facts.ts';
import type { SubjectKind } from './observation.ts';

/** Where a container will lie, as far as a plan tells before apply. */
export interface PlannedAt {
  /** Facts id of the provider, or the estate's entity that stands for it. */
  readonly provider?: string;
  /** Zone of the estate whose provider and region are those of the plan; left out where none or several match. */
  readonly zone?: string;
  /** Place of that zone, where exactly one matches. */
  readonly place?: string;
  /** Dataset that the change claims for the container, by tag or label. A claim: what the estate declares of the subject wins. */
  readonly claims?: string;
  /**
   * Dataset that the state claimed before the change, or that the estate declares of where the container was before: the
   * highest. The higher class counts: a change never lowers what it moves.
   */
  readonly claimedBefore?: string;
  /** Datasets of all that the change makes it of, sorted; left out where it makes it of nothing, or nobody knows one. */
  readonly madeOf?: readonly string[];
}

/** One end of a planned movement: a provider (facts id or entity of the estate) and a region of it, a place, or a zone. */
interface PlannedEnd {
  readonly provider?: string;
  readonly region?: string;
  readonly place?: string;
  readonly zone?: string;
}

/** A container that a plan makes lie elsewhere, or copies elsewhere. */
export interface PlannedMove {
  readonly subject: string;
  readonly from: PlannedEnd;
  readonly to: PlannedEnd;
  /** Of a copy, the datasets of what is copied; left out, what the container holds goes. */
  readonly holds?: readonly string[];
}

/**
 * What the policies ask of a planned container, by kind. A fact that is left out is `unsupported`, and so is one of that
 * state: only what the estate declares of the place answers for it, and without that the container is undecided. A reader
 * of plans therefore tells `absent` where the documented default of a type is that there is none (a block volume
 * replicates nowhere), `unknown` where the value is known only after apply, `error` where it has the wrong shape. Of a volume
 * who may come in is told only where something stands before it: it has no address of its own.
 */
export const plannedFacts: Readonly<Partial<Record<SubjectKind, readonly FactName[]>>> = {
  bucket: ['location', 'encryption', 'publicRead', 'publicWrite', 'replication'],
  prefix: ['location', 'encryption', 'publicRead', 'publicWrite', 'replication'],
  database: ['location', 'encryption', 'publicRead', 'publicWrite', 'replication'],
  stream: ['location', 'encryption', 'publicRead', 'publicWrite', 'replication'],
  volume: ['location', 'encryption', 'replication'],
  fileroot: ['location', 'encryption', 'replication'],
  table: ['location', 'encryption', 'replication'],
  workload: ['location'],
};
