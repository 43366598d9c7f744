/** What each resource configures or lies in, and what each holder is configured by. */
import { failed } from '../../../observe.ts';
import type { Directory, Found } from './directory.ts';
import type { Kept } from './keep.ts';
import { saidAlone } from '../sides/says.ts';
import type { Side } from '../sides/side.ts';
import { nameTargets } from './targets.ts';
import { usedBy } from './used.ts';

/** Said by something that is used and known only after apply: it may be a class of volumes abroad. */
const notKnown: Side = {
  name: undefined,
  namespace: undefined,
  keys: [],
  parent: [],
  uses: [],
  says: saidAlone({
    said: [{ as: 'terms', text: undefined, code: 'after-apply', loose: false }],
    encryption: [failed('unknown', 'after-apply')],
  }),
  policies: [],
  claims: undefined,
};

/** Said by a name that no input shows; the rest of it the estate may declare of the place. */
const notShown: Side = {
  ...notKnown,
  says: saidAlone({ said: [{ as: 'terms', text: undefined, code: 'not-in-inputs', loose: false }] }),
};

/** What is left of a container that another takes the place of goes with it. */
const isOutlived = ({ planned }: Kept, { planned: { operation }, before, after }: Kept): boolean =>
  planned.operation === 'forget' && operation === 'replace' && !before?.keys.some((key) => after?.keys.includes(key));

/** Longest chain of parents: a blob of a container of an account is three. */
const most = 6;

export class Joins {
  readonly #found = new Map<Kept, Found>();
  readonly #about = new Map<Kept, Side[]>();
  /** What is used, by one that uses it. */
  readonly users = new Map<Kept, Kept>();
  /** By an identity: the role that it is given to, and the policy that it attaches. */
  readonly #used = new Map<Kept, readonly Kept[]>();
  /** Where what is copied goes, of what the inputs show. */
  readonly #targets: ReadonlyMap<string, Kept>;

  constructor(every: readonly Kept[], directory: Directory) {
    this.#targets = nameTargets(every, directory);
    for (const kept of every) {
      if (kept.entry?.row.parent !== undefined) this.#found.set(kept, directory.parentOf(kept));
      if (kept.entry?.row.uses === undefined || kept.after === undefined) continue;
      const { used: all, isSure, isThere } = usedBy(directory, kept);
      if (kept.entry.row.identity !== undefined || kept.entry.row.wide !== undefined) {
        this.#used.set(kept, all);
        continue;
      }
      if (!isSure) this.#tell(kept, notKnown);
      if (!isThere) this.#tell(kept, notShown);
      for (const used of all) {
        if (used.after === undefined) continue;
        // Several may use it: its row names one, the same whatever the order they came in.
        const known = this.users.get(used);
        if (known === undefined || kept.planned.address < known.planned.address) this.users.set(used, kept);
        this.#tell(kept, used.after);
      }
    }
    for (const kept of every) {
      if (kept.entry === undefined || kept.entry.row.role === 'holds' || kept.after === undefined) continue;
      for (const root of new Set(this.#holdersOf(kept, directory)))
        if (!isOutlived(kept, root)) this.#tell(root, kept.after);
    }
  }

  /** All that it is a part of, through other parts: the policy of a door to several buckets speaks of each of them. */
  #holdersOf(kept: Kept, directory: Directory, depth = 0): readonly Kept[] {
    if (depth > most) return [];
    const first = this.#found.get(kept)?.kept;
    const above =
      kept.entry!.row.parent?.every === true ? directory.parentsOf(kept) : first === undefined ? [] : [first];
    return above.flatMap((one) =>
      one.entry!.row.role === 'holds' ? [one] : this.#holdersOf(one, directory, depth + 1),
    );
  }

  holderOf(kept: Kept): Kept | undefined {
    return kept.entry!.row.role === 'holds' ? kept : this.rootOf(kept).kept;
  }

  /** The holder that a mark among targets stands for. */
  aimedAt(mark: string): Kept | undefined {
    const kept = this.#targets.get(mark);
    return kept && this.holderOf(kept);
  }

  #tell(holder: Kept, side: Side): void {
    const sides = this.#about.get(holder);
    if (sides === undefined) this.#about.set(holder, [side]);
    else sides.push(side);
  }

  usedBy(kept: Kept): readonly Kept[] {
    return this.#used.get(kept) ?? [];
  }

  about(kept: Kept): readonly Side[] {
    return this.#about.get(kept) ?? [];
  }

  /** Itself, then what it lies in, outwards. A ring of parents ends where it began. */
  within(kept: Kept): readonly Kept[] {
    const chain = [kept];
    for (let next = this.#found.get(kept)?.kept; next !== undefined && chain.length < most;) {
      if (chain.includes(next)) break;
      chain.push(next);
      next = this.#found.get(next)?.kept;
    }
    return chain;
  }

  /** The holder that a part belongs to, through other parts. */
  rootOf(kept: Kept): Found {
    let found = this.#found.get(kept) ?? { kept: undefined, reason: 'parent-not-found' };
    for (let depth = 0; depth < most && found.kept !== undefined; depth += 1) {
      if (found.kept.entry!.row.role === 'holds') return found;
      found = this.#found.get(found.kept) ?? { kept: undefined, reason: 'parent-not-found' };
    }
    return { kept: undefined, reason: found.kept === undefined ? found.reason : 'parent-not-found' };
  }
}
