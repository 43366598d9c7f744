/**
 * What an input of the gate tells, one thing at a time and in the input's own order: the shape every reader of plans
 * makes, so that nothing behind it knows which tool wrote the file.
 */
import type { Problem } from '../../estate/index.ts';

export const inputKinds = [
  'pulumi-preview',
  'pulumi-events',
  'pulumi-export',
  'pulumi-plan',
  'terraform-plan',
  'kubernetes',
] as const;
export type InputKind = (typeof inputKinds)[number];

/** `same`: in the state and not changed. `read`: a data source or an external resource. `forget`: leaves the state, stays in the world, as what is retained does. */
export const operations = ['create', 'update', 'replace', 'delete', 'forget', 'same', 'read'] as const;
export type Operation = (typeof operations)[number];

/** A leaf nobody knows before apply. Compared by identity. */
export const unknownLeaf = Object.freeze({ leaf: 'unknown' as const });
/** A leaf that is there and is nobody's business: its value is dropped by the reader and kept nowhere. Compared by identity. */
export const secretLeaf = Object.freeze({ leaf: 'secret' as const });
export type Mark = typeof unknownLeaf | typeof secretLeaf;
export type Tree = string | number | boolean | null | Mark | readonly Tree[] | Properties;
export interface Properties {
  readonly [name: string]: Tree;
}

/** Where a person wrote it: a file of theirs, never an absolute path; left out rather than guessed. 1-based. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

export interface Planned {
  /** The input as the user named it; `-` is standard input. */
  readonly input: string;
  readonly tool: 'pulumi' | 'terraform' | 'kubernetes';
  /** URN, Terraform address, or `<namespace or _>/<Kind or Kind.group>/<name>`. Unique within one input. */
  readonly address: string;
  /** The tool's own token: `aws:s3/bucket:Bucket`, `aws_s3_bucket`, `PersistentVolumeClaim`, `Deployment.apps`. */
  readonly type: string;
  /** The name in the program, not the physical one. */
  readonly name: string;
  readonly operation: Operation;
  /** What the state holds; undefined on create. Inputs and outputs joined: what was seen last lies on top of what was asked. */
  readonly before: Properties | undefined;
  /** What will be; undefined on delete and forget. What is asked lies on top, except where nothing is asked (`same`, `read`). */
  readonly after: Properties | undefined;
  /** Key of the provider that serves it, as in `ProviderTold`; undefined where the input does not say. */
  readonly provider: string | undefined;
  readonly parent?: string;
  /** Of a replacement: what was there before stays in the world beside what takes its place. */
  readonly leavesBehind?: true;
  /** A Pulumi component: it gathers resources and is none (`custom: false`). Left out where the input does not say. */
  readonly component?: boolean;
  /** Property → addresses it is computed from: how a sibling with an unknown `bucket` still finds its bucket. `*`: of the whole resource. */
  readonly references: Readonly<Record<string, readonly string[]>>;
  readonly position?: Position;
}

/**
 * What one reference gives and nothing computes, with texts around it: `serviceAccount:` before what `email` of an address
 * is. `attribute` as it is written, `identity[0].principal_id`.
 */
export interface Bare {
  readonly before: string;
  /** Of the instance. */
  readonly address: string;
  readonly attribute: string;
  readonly behind: string;
}

/** What configures a provider: region, endpoint, context. Several resources cite one. */
export interface ProviderTold {
  readonly input: string;
  readonly key: string;
  /** `aws`, `alicloud`, `kubernetes` … as the tool names it, in lower case. */
  readonly name: string;
  readonly values: Properties;
  /** Values that are those of a variable, as far as anybody can see: an expression may make another of it. */
  readonly unsure?: readonly string[];
}

/**
 * Why an input cannot be believed whole. Each makes the run undecided (3), never a pass: `errored`, `incomplete`, `deferred`,
 * `diagnostics` (the producer failed), `torn` (the last line is cut), `operation-failed`, `counts-differ` (the summary
 * counts more than the file holds), `summary-blind` (it counts nothing that can be checked), `sames-left-out`, `drift-left-out` (the summary counts drift that no step shows),
 * `pending-operations` (begun and never ended), `maybe-corrupt`, `operation-unknown` (a word of tomorrow),
 * `provider-not-published` (a fork serves its types), `provider-contradicts` (changes and configuration name two plug-ins),
 * `not-applyable`, `actions-not-judged` (it runs something beside its resources), `provisioners-not-judged` (with a resource), `unknowns-left-out` (values without saying what is not known yet), `interrupted`.
 */
export interface Shortfall {
  readonly input: string;
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export type Told =
  | { readonly tell: 'input'; readonly input: string; readonly kind: InputKind; readonly stack?: string }
  | { readonly tell: 'resource'; readonly resource: Planned }
  | { readonly tell: 'provider'; readonly provider: ProviderTold }
  /**
   * What the input says of a resource only after it (Terraform writes its configuration last): the provider replaces an
   * undefined one, references are added by property. Told once at most for an address, always after its resource.
   */
  | {
      readonly tell: 'link';
      readonly input: string;
      readonly address: string;
      readonly provider: string | undefined;
      readonly references: Readonly<Record<string, readonly string[]>>;
      /** Properties that the configuration writes: one that is unknown and not among them is computed by the provider. */
      readonly sets?: readonly string[];
      /** Properties of which the plan says that they are not known, by what the configuration writes there and nothing computes. */
      readonly known?: Readonly<Record<string, string | readonly string[]>>;
      /** By path, all that the binary plan writes there, where each is a reference and nothing else; left out where none was read. */
      readonly bare?: Readonly<Record<string, readonly Bare[]>>;
    }
  /** Configuration of the stack or plan that may say a region: `aws:region` → `eu-west-3`. */
  | { readonly tell: 'setting'; readonly input: string; readonly key: string; readonly value: Tree }
  | { readonly tell: 'short'; readonly short: Shortfall }
  /** When the plan was made, as it says: its binary form says the same. */
  | { readonly tell: 'made'; readonly input: string; readonly at: string }
  /** A policy pack that the producer says it ran: the proof the gate asks of an event log. */
  | { readonly tell: 'pack'; readonly input: string; readonly name: string; readonly version: string }
  /** Bad input: exit 2. A reader tells every problem it can still find. */
  | { readonly tell: 'problem'; readonly problem: Problem }
  /**
   * Last of every input that could be opened, told by `openPlan` and by no reader: the exact bytes as they were read, and
   * the resources counted in them.
   */
  | {
      readonly tell: 'end';
      readonly input: string;
      readonly digest: string;
      readonly bytes: number;
      readonly resources: number;
    };

/** One input: its bytes may come from a file or a pipe, and are read once. */
export interface PlanInput {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}
