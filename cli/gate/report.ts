/** What a run of the gate says, once: every output is made from this one value, so that no two of them can disagree. */
import type { Movement, PlanReading, PlanRow, Shortfall } from '../../audit/index.ts';
import type { Control, Decision, Finding, Freeze, Reason, Standing, Verdict } from '../../estate/index.ts';
import type { ListedState } from '../compose/waiverStates.ts';
import type { RunOutcome } from '../outcome.ts';
import type { Country } from '../report/background.ts';
import type { EstateOrigin } from './judge/fromRef.ts';
import type { Settled } from './findings/settled.ts';
import type { Settling } from './telling/settling.ts';
import type { Near } from './findings/near.ts';
import type { Masks } from './people/door.ts';
import type { ChangeSignature } from '../../policies/index.ts';
import type { SealOfBase } from './change/load.ts';
import type { ReachShown } from './change/reach.ts';
import type { Relaxed } from './findings/stages.ts';

/** 1-based; never an absolute path. */
export interface Spot {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

export interface GateFinding extends Finding {
  /** 64 hex digits: the same for the same deviation, whatever the order of inputs and lines. */
  readonly fingerprint: string;
  /** The resource that is the container: its input, its address in the tool that wrote it, its type. */
  readonly resource?: {
    readonly input: string;
    readonly address: string;
    readonly type: string;
    /** What the change does to it: since when it stands so. Left out where the input, as a manifest, cannot say. */
    readonly operation?: 'create' | 'update' | 'replace' | 'same';
  };
  /** Where a person wrote the resource. */
  readonly position?: Spot;
  /** Where the estate declares the dataset. */
  readonly declaredAt?: Spot;
  /** Left out: its control blocks. Else it is told, and moves no code; its references are left out. */
  readonly stage?: 'observe' | 'warn';
  /** Its control is new to the organisation and only warns until this day, inclusive. */
  readonly stageUntil?: string;
  /** Named by the baseline: it does not move the exit code. */
  readonly known: boolean;
  /** Its subject is called by data of people: no baseline and no new exception can name it. */
  readonly masked?: true;
  /** Nothing excuses it yet, and an exception may be asked for: outputs print one to paste. */
  readonly waivable: boolean;
  /** Of what has no name of its own: what stands there, which an exception for it is bound to. */
  readonly covers?: Standing;
  /** An exception for exactly this that does not hold for what stands there, and why. */
  readonly lapsed?: { readonly waiver: string; readonly reasons: readonly Reason[] };
  /** It names a dataset or a region that nobody has. */
  readonly near?: Near;
  /** Of an unknown: the lines that would make it known, and where to write them. */
  readonly makeKnown?: Settling;
}

/** Every resource in one of three; they add up to `total`. */
export interface RowCounts {
  readonly total: number;
  readonly judged: number;
  readonly outOfScope: number;
  readonly notUnderstood: number;
}

export interface GateWaiver {
  readonly id: string;
  readonly control: string;
  readonly subject: string;
  readonly until: string;
  readonly opinion: string;
  /** It covers a finding of this run. */
  readonly applied: boolean;
  readonly state: ListedState;
}

/** Names that hold data of people, as far as they are told: masked. */
export interface MaskedNames extends Pick<Masks, 'kinds'> {
  /** Resources that are called so, or lie in what is. */
  readonly rows: readonly PlanRow[];
}

export interface GateRun {
  readonly id: string;
  readonly tool: string;
  readonly organisation: string;
  /** RFC 3339 UTC. */
  readonly now: string;
  readonly environment: string | undefined;
  readonly inputs: PlanReading['inputs'];
  /** Files of the folders that are no plans, and why they were left. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly estate: EstateOrigin & { readonly digest: string };
  readonly facts: string;
  readonly module: string;
  readonly policies: readonly { readonly name: string; readonly digest: string }[];
  /** When the collection was made that says what the containers hold; undefined where declared classes stand alone. */
  readonly collectedAt: string | undefined;
  /** The estate of the change under test, where one was given: judged, and never a judge. */
  readonly change?: { readonly path: string; readonly digest: string; readonly signature: ChangeSignature };
  /** The revision by which the owner signed the estate that judges. */
  readonly sealed?: SealOfBase;
  /** As `--team` says. */
  readonly team?: string;
  /** Controls that do not block this change, and for whom. */
  readonly stages: readonly Relaxed[];
}

export interface GateReport {
  readonly run: GateRun;
  readonly outcome: RunOutcome;
  /** The run was interrupted: what was read until then is judged, and nothing is passed. */
  readonly partial: boolean;
  readonly counts: RowCounts;
  readonly rows: readonly PlanRow[];
  /** Heaviest first, deviations before unknowns; those of the baseline and those under an exception are among them. */
  readonly findings: readonly GateFinding[];
  readonly movements: readonly Movement[];
  readonly waivers: readonly GateWaiver[];
  /** Freezes in force that this change meets, with how many of its resources change. */
  readonly freezes: readonly { readonly freeze: Freeze; readonly changes: number }[];
  readonly shorts: readonly Shortfall[];
  /** Left out where no name holds data of anybody. */
  readonly masked?: MaskedNames | undefined;
  readonly packs: PlanReading['packs'];
  readonly baseline: Settled | undefined;
  /** Undefined where nothing that holds a dataset comes, goes or moves. */
  readonly reach: ReachShown | undefined;
  /** First line of the estate's root document; undefined where it lies outside the working folder. */
  readonly estateSpot: Spot | undefined;
  /** What each control answered of each subject; of a very large input only what is a finding. */
  readonly decisions: readonly Decision[];
  /** How often our own controls answered what, over the whole input. */
  readonly answers: Readonly<Record<Verdict, number>>;
  readonly catalogue: readonly Control[];
  readonly countries: readonly Country[];
}

/** Nothing excuses it: it moves the exit code, or will once its control blocks. */
export const isUnexcused = ({ waiver, known }: GateFinding): boolean => waiver === undefined && !known;

/** What still moves the exit code, or would without the exception. */
export const isOpen = (finding: GateFinding): boolean => isUnexcused(finding) && finding.stage === undefined;
