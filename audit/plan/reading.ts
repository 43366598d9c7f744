/** What is left of all inputs once they are read, accounted for and joined: the gate judges this and nothing else. */
import type { Collection, PlannedAt, Problem } from '../../estate/index.ts';
import type { InputKind, Operation, Position, Shortfall } from './told.ts';

/**
 * Every resource of every input ends in exactly one row, and the counts add up to the input.
 * `judged`: a container, or a part joined to the container named in `subject`. `out-of-scope`: with its reason, one of
 * `holds-nothing` (second list, `why` says how), `component`, `provider`, `data-source`, `deleted`, `forgotten` (of the second
 * list: what is forgotten and holds, sets or gives something is judged as it stands), `pulumi`
 * (the stack itself), `unused` (a class of storage, say, that no container of the inputs uses) and `grants-elsewhere` (it
 * gives rights, on no container of the inputs: reach is the audit's to judge). `not-understood`: `type-unknown`, on neither
 * list; `parent-not-found` and `parent-ambiguous`, a part whose container is not in the inputs or cannot be told from another;
 * `nothing-told`, a resource that comes or stays without a property; `grants-on-declared`, rights on containers that the estate
 * says lie in this cluster, and that the inputs do not show; `grants-everybody`, rights for whoever comes on what nobody
 * lists; `opens-on-declared`, a way in from the network to what the estate declares there; `source-not-known`, made of
 * something of which nobody knows the dataset: its container, named in `subject`, is judged all the same.
 */
export interface PlanRow {
  readonly input: string;
  readonly address: string;
  readonly type: string;
  readonly operation: Operation;
  readonly outcome: 'judged' | 'out-of-scope' | 'not-understood';
  /** Subject of the container it is, or is joined to. */
  readonly subject?: string;
  readonly reason?: string;
  /** Of `holds-nothing`: the word of the second list under which the type stands, e.g. `network`. */
  readonly why?: string;
  readonly position?: Position;
}

/** A container that will lie elsewhere: replaced into another place, or its copy sent to one. */
export interface Movement {
  readonly subject: string;
  readonly address: string;
  /** `copy`: it is made of another container, which stays where it is. */
  readonly kind: 'replace' | 'update' | 'replication' | 'copy';
  readonly from: MovementEnd;
  /** Empty where nobody knows before apply, e.g. a copy sent to a bucket outside the inputs. */
  readonly to: MovementEnd;
  /** Of a copy, the datasets of what it is made of, as far as anybody knows; of the others what the container itself holds goes. */
  readonly holds?: readonly string[];
}
interface MovementEnd {
  readonly provider?: string;
  readonly region?: string;
  /** Left out by `readPlan`: the country of a region is the facts' to say. */
  readonly country?: string;
  readonly place?: string;
  /** Of what the estate alone knows, where it says no more. */
  readonly zone?: string;
}

/** A container of the state that will no longer be there: deleted, or elsewhere, or under another name. */
export interface Leaving {
  readonly subject: string;
  /** What it becomes; left out where it is deleted. */
  readonly to?: string;
  /** Dataset that the state claims for it. */
  readonly claims?: string;
}

export interface PlanReading {
  readonly inputs: readonly {
    readonly name: string;
    readonly kind: InputKind;
    readonly stack?: string;
    readonly resources: number;
    /** `sha256:…` of the exact bytes that were read. */
    readonly digest: string;
  }[];
  readonly rows: readonly PlanRow[];
  /** One observation a fact, `origin.source` `plan`, `origin.call` the address: what the policies judge. */
  readonly collection: Collection;
  /** By subject. */
  readonly planned: ReadonlyMap<string, PlannedAt>;
  readonly movements: readonly Movement[];
  /** Containers made now of others that lie elsewhere: told beside the movements, and asked about as they are. */
  readonly copies?: readonly Movement[];
  /** By subject. */
  readonly leaving: readonly Leaving[];
  readonly shorts: readonly Shortfall[];
  readonly packs: readonly { readonly input: string; readonly name: string; readonly version: string }[];
  readonly problems: readonly Problem[];
  /** When the inputs say that they were made, in their own words: a binary plan that says another moment is of none of them. */
  readonly moments?: readonly string[];
}
