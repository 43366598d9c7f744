/**
 * Whoever may act as an identity of the program is given what it is given: the subject of a federated credential comes with a
 * token of an issuer that is not the provider's, from a pipeline of a stranger perhaps.
 */
import type { Answer } from '../../../source.ts';
import { segmentsOf } from '../../table/leaves.ts';
import type { Path } from '../../table/shape.ts';
import type { Kept } from '../links/keep.ts';
import { bare, undone } from '../links/spelt.ts';

export interface Acting {
  readonly kept: Kept;
  readonly who: readonly Answer<string>[];
}

/** What these properties are computed from; all instances of a resource are one. */
function citedIn({ references, bare: written = {} }: Kept, paths: readonly Path[]): readonly string[] {
  const names = new Set(paths.map((path) => segmentsOf(path)[0]!));
  const all = Object.entries(references).flatMap(([property, cited]) => (names.has(undone(property)) ? cited : []));
  const alone = paths.flatMap((path) => (written[String(path)] ?? []).map(({ address }) => address));
  return [...all, ...alone].map(bare);
}

/** One that cites no identity may be of any. */
export class Actings {
  readonly #all: readonly (Acting & { readonly as: readonly string[] })[];

  constructor(all: readonly Kept[]) {
    this.#all = all.flatMap((kept) => {
      const { actsAs } = kept.entry?.row.wide ?? {};
      if (actsAs === undefined || kept.after?.wide === undefined) return [];
      return [{ kept, who: kept.after.wide.who, as: citedIn(kept, actsAs) }];
    });
  }

  /** Who may act as the identities to which this grant gives something. */
  for(grant: Kept): readonly Acting[] {
    if (this.#all.length === 0) return [];
    const cited = citedIn(grant, grant.entry!.row.wide!.who);
    return this.#all.filter(
      ({ kept, as }) =>
        kept.entry!.provider === grant.entry!.provider &&
        (as.length === 0 || as.some((address) => cited.includes(address))),
    );
  }
}
