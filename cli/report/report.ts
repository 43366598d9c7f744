/** What a run says, once: every output (terminal, JSON, Markdown, HTML) and the seal are made from this one value. */
import type { SourceCoverage } from '../../estate/index.ts';
import type { Judgement } from '../../policies/index.ts';
import type { Accounted } from './accounted.ts';
import type { Country, LawReach, Seal, Sighting, Standing } from './background.ts';

/** Frozen exit codes (design §4). Precedence: 70 > 2 > 4 > 5 > 1 > 3 > 0. */
export const exitCodes = {
  pass: 0,
  deviations: 1,
  badInput: 2,
  undecided: 3,
  integrity: 4,
  unverifiable: 5,
  internal: 70,
} as const;

/** The signed revision that estate, facts and policy of a run were found to be. */
export interface RevisionUsed {
  readonly number: number;
  /** `sha256:…` of the revision, as others cite it. */
  readonly digest: string;
  readonly sealedAt: string;
  /** Key id of the owner. */
  readonly signer: string;
}

export interface Run {
  readonly id: string;
  readonly tool: string;
  readonly organisation: string;
  /** RFC 3339 UTC: when it was collected, when it was judged, and the day whose law counts. */
  readonly collectedAt: string | undefined;
  readonly now: string;
  readonly asOf: string;
  /** Left out for an estate that was read unsigned. */
  readonly revision?: RevisionUsed;
  /** `asOf` differs from `now`: the report is headed *replay*. */
  readonly replay: boolean;
  readonly digests: {
    readonly estate: string;
    readonly facts: string;
    readonly module: string;
    readonly collection: string;
  };
}

/** The headline and the exit code come from one function over these counts. */
export interface Outcome {
  readonly code: number;
  /** Message id of the first sentence. */
  readonly headline: string;
  readonly controls: number;
  readonly subjects: number;
  readonly deviations: number;
  readonly unknowns: number;
  readonly waived: number;
  readonly gaps: number;
}

/**
 * One container's findings, joined: what it holds × where it lies × who can open it × which law reaches them × who holds
 * the key. The sentence nobody else's tool can print.
 */
export interface Story {
  readonly subject: string;
  readonly dataset: string | undefined;
  readonly class: string;
  readonly detected: string;
  /** Kind of the container: bucket, prefix, volume, table, fileroot. */
  readonly kind: string;
  /** Declared containers of other sides that hold some of the same bytes: this one is a copy that was found. */
  readonly sameBytesAs: readonly string[];
  readonly home: { readonly zone: string; readonly side: string } | undefined;
  readonly lies: {
    readonly zone: string;
    readonly side: string;
    readonly region: string | undefined;
    readonly country: string | undefined;
    readonly standing: Standing;
  };
  readonly hosting:
    | {
        readonly entity: string;
        readonly country: string | undefined;
        readonly parents: readonly string[];
        /** Country of each parent, in the same order; `unknown` where nothing says. */
        readonly parentCountries: readonly string[];
      }
    | undefined;
  /** Operators and planes outside the EEA that can open it in clear, by entity. */
  readonly openedBy: readonly {
    readonly entity: string;
    readonly country: string;
    readonly operators: number;
    readonly route: string;
    /** `seen`: whoever reads sees clear text. `not-excluded`: nothing rules it out, so it counts as clear. */
    readonly clear: string;
    /** Countries the access is exercised from: places of work, or those a plane is operated from. */
    readonly from: readonly string[];
    /** A plane of the zone run by the entity itself; then `operators` is 0, for nobody is counted. */
    readonly plane?: string;
  }[];
  /** What whoever comes may do with it, without any account: `read`, `write`. */
  readonly strangers: readonly ('read' | 'write')[];
  /** Every account that reaches the container was read and belongs to an operator: else there may be more. */
  readonly reachKnown: boolean;
  /** Laws outside the Union that may reach whoever hosts or opens it. Application is a legal assessment. */
  readonly laws: readonly string[];
  /** The same laws with their source and whom they may reach. */
  readonly reaching: readonly LawReach[];
  readonly keyHolder: string | undefined;
  /** `provider`: a key of the host or of its group. `clear`: nothing is encrypted at rest. */
  readonly key: 'provider' | 'outside' | 'clear' | 'unknown';
  readonly references: readonly string[];
  /** Those of the references that a rule of law found infringed; all others are only related. */
  readonly infringed: readonly string[];
  /** Controls whose remedy applies, heaviest first. */
  readonly controls: readonly string[];
}

export interface Report {
  readonly run: Run;
  readonly outcome: Outcome;
  readonly judgement: Judgement;
  readonly coverage: readonly SourceCoverage[];
  readonly stories: readonly Story[];
  /** Countries that the run or the Union's own map names, as the facts had them that day. */
  readonly countries?: readonly Country[];
  /** When and how each cited observation was made, by its digest. */
  readonly sightings?: Readonly<Record<string, Sighting>>;
  /** Place → facts that it refused or failed to tell, of places that were read. */
  readonly refused?: Readonly<Record<string, number>>;
  /** What became of each subject of the collection. */
  readonly accounted?: readonly Accounted[];
  /** Present once the run is sealed: what a stranger needs to check it. */
  readonly seal?: Seal;
}
