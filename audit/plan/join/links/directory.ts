/** Finds the resource that another one points at: by address where it is computed from it, by name, id or ARN where written. */
import type { Answer } from '../../../source.ts';
import type { Path, Row } from '../../table/shape.ts';
import { bareName, storeIn } from '../sides/aim.ts';
import type { Kept } from './keep.ts';
import { Index } from './spaces.ts';
import { bare, indexIn, undone } from './spelt.ts';
import { segmentsOf } from '../../table/leaves.ts';

export type Found =
  | { readonly kept: Kept }
  | { readonly kept: undefined; readonly reason: 'parent-not-found' | 'parent-ambiguous' };
type Rule = NonNullable<Row['parent']>;
const notFound: Found = { kept: undefined, reason: 'parent-not-found' };
const ambiguous: Found = { kept: undefined, reason: 'parent-ambiguous' };

export class Directory {
  readonly #byAddress = new Index();
  readonly #byBare = new Index();
  readonly #byName = new Index();
  readonly #sameStore: (one: Kept, other: Kept) => boolean;

  /**
   * `sameStore`: whether two resources of different inputs speak to the same provider: equal names alone join nothing.
   * `old`: what another input tells anew; whoever points at the old one means the new one.
   */
  constructor(
    all: readonly Kept[],
    sameStore: (one: Kept, other: Kept) => boolean,
    old: ReadonlyMap<Kept, Kept> = new Map(),
  ) {
    this.#sameStore = sameStore;
    for (const [{ planned }, anew] of old) this.#byAddress.add(planned.input, planned.address, anew);
    for (const kept of all) {
      // A data source is not of the change: what it names lies there already, and nobody here saw how.
      if (kept.entry === undefined || kept.planned.operation === 'read') continue;
      const { input, address } = kept.planned;
      this.#byAddress.add(input, address, kept);
      if (address.endsWith(']')) this.#byBare.add(input, bare(address), kept);
      const before = kept.before?.keys ?? [];
      for (const name of kept.after?.keys ?? []) this.#byName.add(kept.entry.family, name, kept);
      for (const name of before)
        if (kept.after?.keys.includes(name) !== true) this.#byName.add(kept.entry.family, name, kept);
    }
  }

  /** All that its properties are computed from, of these families. */
  cited(from: Kept, families: readonly string[], properties: readonly Path[]): readonly Kept[] {
    const addresses = properties.flatMap((path) => this.addressesAt(from, path));
    return this.at(from, addresses).filter(({ entry }) => families.includes(entry!.family));
  }

  addressesAt(from: Kept, path: Path): readonly string[] {
    const [name] = segmentsOf(path);
    return Object.entries(from.references).flatMap(([property, all]) => (undone(property) === name ? all : []));
  }

  at(from: Kept, addresses: Iterable<string>): readonly Kept[] {
    return [...new Set([...addresses].flatMap((address) => this.#instances(from, address)))];
  }

  named(from: Kept, families: readonly string[], name: string): Kept | undefined {
    return this.#named(from, families, name, (from.after ?? from.before)?.namespace)?.kept;
  }

  /** Each thing that is named, one by one; undefined for one that no input shows. What is not known yet is all that it is computed from. */
  all(from: Kept, { of, by }: Rule, said: readonly Answer<string>[]): readonly (Kept | undefined)[] {
    const known = said.flatMap(({ value }) => (value === undefined ? [] : [this.named(from, of, value)]));
    const open = said.length - known.length;
    if (open === 0) return known;
    const cited = this.cited(from, of, by);
    return cited.length < open ? [...known, ...cited, undefined] : [...known, ...cited];
  }

  #named(from: Kept, families: readonly string[], name: string, namespace: string | undefined): Found | undefined {
    // A location inside a bucket names it.
    const spellings = new Set([name, bareName(name), storeIn(name) ?? name]);
    const all = families.flatMap((family) => [...spellings].flatMap((spelling) => this.#byName.get(family, spelling)));
    const side = (kept: Kept) => kept.after ?? kept.before;
    const inSpace = [...new Set(all)].filter(
      (kept) => kept !== from && (side(kept)?.namespace === undefined || side(kept)?.namespace === namespace),
    );
    const near = inSpace.filter((kept) => kept.planned.input === from.planned.input && kept.provider === from.provider);
    const candidates = near.length > 0 ? near : inSpace.filter((kept) => this.#sameStore(kept, from));
    // What stays or comes hides what goes: a bucket that is made anew under its old name is one bucket.
    const staying = candidates.filter((kept) => kept.after !== undefined);
    // Who bears the name after the change, and is not only what it leaves behind, before who bore it.
    const bearing = staying.filter(({ after }) => after!.keys.some((key) => spellings.has(key)));
    const own = bearing.filter(({ planned }) => planned.operation !== 'forget');
    const [first, second] = [own, bearing, staying].find(({ length }) => length > 0) ?? candidates;
    if (first === undefined) return undefined;
    return second === undefined ? { kept: first } : ambiguous;
  }

  /** `aws_s3_bucket.b` where there is only `aws_s3_bucket.b["x"]`: the instance of the same index, or the only one. */
  #instances(from: Kept, address: string): readonly Kept[] {
    const exact = this.#byAddress.get(from.planned.input, address);
    if (exact.length > 0) return exact;
    const all = this.#byBare.get(from.planned.input, address);
    const same = all.filter((kept) => indexIn(kept.planned.address) === indexIn(from.planned.address));
    return same.length === 1 ? same : all;
  }

  #referred(from: Kept, families: readonly string[], properties: readonly Path[]): Found | undefined {
    const names = new Set(properties.map((path) => segmentsOf(path)[0]!));
    const spelt = Object.entries(from.references).filter(
      ([property]) => property === '*' || names.has(undone(property)),
    );
    const own = spelt.filter(([property]) => property !== '*');
    for (const list of [own, spelt]) {
      const found = new Set(
        list
          .flatMap(([, addresses]) => addresses)
          .flatMap((address) => this.#instances(from, address))
          .filter((kept) => kept !== from && families.includes(kept.entry!.family)),
      );
      const [first, second] = found;
      if (first !== undefined) return second === undefined ? { kept: first } : ambiguous;
    }
    return undefined;
  }

  /** One found by name is believed before one found by reference: it is what the plan says, not how it came to say it. */
  find(from: Kept, rule: Rule, said: readonly Answer<string>[]): Found {
    const namespace = (from.after ?? from.before)?.namespace;
    for (const { value } of said) {
      const found = value === undefined ? undefined : this.#named(from, rule.of, value, namespace);
      if (found !== undefined) return found;
    }
    return this.#referred(from, rule.of, rule.by) ?? notFound;
  }

  parentOf(from: Kept): Found {
    const rule = from.entry?.row.parent;
    if (rule === undefined) return notFound;
    const said = (from.after ?? from.before)?.parent ?? [];
    if (rule.every !== true) return this.find(from, rule, said);
    const all = this.all(from, rule, said);
    return all[0] === undefined || all.includes(undefined) ? notFound : { kept: all[0] };
  }

  /** Everything that it is a part of, where that may be several. */
  parentsOf(from: Kept): readonly Kept[] {
    const rule = from.entry?.row.parent;
    const all = rule?.every === true ? this.all(from, rule, (from.after ?? from.before)?.parent ?? []) : [];
    return all.filter((kept) => kept !== undefined);
  }
}
