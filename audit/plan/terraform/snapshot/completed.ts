/**
 * What the plan leaves open and its own binary form writes: policies, and whom rights are given. The plan lists what an
 * expression cites, which is the same for `data.….json` and `replace(data.….json, "Deny", "Allow")`.
 */
import { unknownLeaf, type Bare, type Planned, type Properties, type Tree } from '../../told.ts';
import type { Instance } from '../addresses.ts';
import type { Configuration, ConfiguredResource } from '../configuration.ts';
import type { Reference } from '../references.ts';
import type { Body } from '../written/body.ts';
import { encodedIn, leavesIn } from './encoded.ts';
import { Members } from './members.ts';
import { inBlocks, isCited, namesIn } from './names.ts';
import { documentType, policyIn } from './policies.ts';
import type { Snapshot } from './snapshot.ts';
import { spotOf, Trace, type Spot } from './trace.ts';

/** `known`: by property, what will stand there. `bare`: by path, what stands there and computes nothing. */
export interface Completion {
  readonly known?: Readonly<Record<string, string | readonly string[]>>;
  readonly bare?: Readonly<Record<string, readonly Bare[]>>;
}

/** Another run of the same folder may compute what this one cites. */
const isSameRun = (snapshot: Snapshot, { madeAt }: Configuration): boolean =>
  madeAt !== undefined && snapshot.madeAt === madeAt;

/** Whether the binary plan is of the same configuration too. */
function isOf(snapshot: Snapshot, configuration: Configuration): boolean {
  if (!isSameRun(snapshot, configuration)) return false;
  const { resources } = configuration;
  const isWritten = (address: string) => snapshot.addresses.has(address) || /(?:^|\.)data\./.test(address);
  return [...snapshot.addresses].every((address) => resources.has(address)) && [...resources.keys()].every(isWritten);
}

/** Not known, a list that is not known whole, or blocks of which one is not. */
function isOpen(tree: Tree): boolean {
  if (!Array.isArray(tree)) return tree === unknownLeaf;
  return (tree as readonly Tree[]).some(
    (each) => each === unknownLeaf || (typeof each === 'object' && Object.values(each ?? {}).includes(unknownLeaf)),
  );
}

interface Asked {
  readonly type: string;
  readonly body: Body;
  readonly spot: Spot;
  readonly cited: readonly Reference[];
  readonly planned: Tree;
}

export class Completed {
  readonly #documents = new Map<string, Properties>();
  readonly #buckets = new Map<string, string>();
  readonly #members = new Members();
  /** By address, the properties that nobody knows, or not whole. */
  readonly #open = new Map<string, Readonly<Record<string, Tree>>>();
  readonly #snapshots: readonly Snapshot[];
  #own: readonly Snapshot[] | undefined;

  constructor(snapshots: readonly Snapshot[]) {
    this.#snapshots = snapshots;
  }

  see(planned: Planned): void {
    const { address, type, after, operation } = planned;
    if (this.#snapshots.length === 0 || after === undefined) return;
    if (type === documentType && operation === 'read') this.#documents.set(address, after);
    const name = after['bucket'];
    if (type === 'aws_s3_bucket' && typeof name === 'string' && name !== '') this.#buckets.set(address, name);
    this.#members.see(planned);
    if (!/^(?:aws|google|azurerm)_/.test(type)) return;
    const open = Object.entries(after).filter(([, tree]) => isOpen(tree));
    if (open.length > 0) this.#open.set(address, Object.fromEntries(open));
  }

  /** Adds the provisioners of what is taken out. Of the same run is enough, whatever else it says: they only bring doubt. */
  remove(configuration: Configuration): void {
    for (const snapshot of this.#snapshots)
      if (isSameRun(snapshot, configuration))
        for (const [address, kinds] of snapshot.removed) configuration.provisioners.remove(address, kinds);
  }

  /** Binary plans that are this plan's own. */
  own(configuration: Configuration): readonly Snapshot[] {
    return (this.#own ??= this.#snapshots.filter((snapshot) => isOf(snapshot, configuration)));
  }

  of(
    { sets, references }: ConfiguredResource,
    configured: string,
    { address }: Instance,
    configuration: Configuration,
  ): Completion | undefined {
    const open = this.#open.get(address);
    if (open === undefined) return undefined;
    const all: Completion[] = [];
    let isRead = false;
    for (const [property, planned] of Object.entries(open)) {
      if (!sets.includes(property)) continue;
      isRead ||= this.own(configuration).length > 0;
      const found = this.own(configuration).map((snapshot) => {
        const body = snapshot.bodyOf(configured);
        if (body === undefined) return {};
        const [type, spot] = [configured.split('.').at(-2)!, spotOf(address, body)];
        return this.#in(snapshot, property, { type, body, spot, cited: references[property] ?? [], planned });
      });
      // Two that could be its binary form and say two things: one of them is another's.
      const [first, ...others] = new Map(found.map((each) => [JSON.stringify(each), each])).values();
      if (first !== undefined && others.length === 0) all.push(first);
    }
    if (!isRead) return undefined;
    const known = Object.assign({}, ...all.map((each) => each.known)) as NonNullable<Completion['known']>;
    const bare = Object.assign({}, ...all.map((each) => each.bare)) as NonNullable<Completion['bare']>;
    return Object.keys(known).length === 0 ? { bare } : { known, bare };
  }

  #in(snapshot: Snapshot, property: string, { type, body, spot, cited, planned }: Asked): Completion {
    const trace = new Trace(snapshot);
    const written = body.attributes.get(property);
    if (written === undefined) return { bare: inBlocks(trace, { body, spot, property, cited, planned }) };
    const { text, items = [text] } = written;
    const leaves = items.flatMap((item) => leavesIn(encodedIn(item) ?? item));
    if (!isCited(leaves, cited, spot.module)) return {};
    const known = { documents: this.#documents, buckets: this.#buckets };
    const policy = planned === unknownLeaf ? policyIn(snapshot, known, { type, text, spot }) : undefined;
    if (policy !== undefined) return { known: { [property]: policy } };
    const named = namesIn(trace, { items, spot, planned }, this.#members);
    if (named === undefined) return {};
    if ('bare' in named) return { bare: { [property]: named.bare } };
    return { known: { [property]: written.items === undefined ? named.texts[0]! : named.texts } };
  }
}
