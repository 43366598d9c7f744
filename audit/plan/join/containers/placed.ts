/** Where a holder lies: by what it and all that it lies in and uses says, and by the estate where that says nothing. */
import type { ConnectionKind } from '../../../../estate/index.ts';
import { failed } from '../../../observe.ts';
import type { Answer } from '../../../source.ts';
import { derive, type Derived } from '../../place/derive.ts';
import { matchPlace } from '../../place/match.ts';
import { tellsZones } from '../../place/region.ts';
import type { Around, Placed } from './around.ts';
import type { Kept } from '../links/keep.ts';
import type { Side } from '../sides/side.ts';

const connectionOf = ({ entry }: Kept, side: Side | undefined): ConnectionKind | undefined =>
  entry!.row.object === undefined ? side?.says.connects : 'kubernetes';

function derivedOf(kept: Kept, when: 'before' | 'after', around: Around, its?: string): Derived {
  const { row, provider } = kept.entry!;
  const chain = around.within(kept).map((one) => (when === 'after' ? one.after : (one.before ?? one.after)));
  const used = when === 'after' ? around.about(kept) : [];
  const said = [...chain, ...used].flatMap((side) => side?.says.said ?? []);
  return derive(its ?? provider, row, said, around.serving(kept));
}

/** Manifests name no cluster, so that the caller does; what configures a provider says it, or nobody knows. */
export const handedTo = ({ planned }: Kept, { handed }: Pick<Around, 'handed'>): string | undefined =>
  planned.tool === 'kubernetes' ? handed(planned.input) : undefined;

export function placedOf(kept: Kept, when: 'before' | 'after', around: Around): Placed & { derived: Derived } {
  const derived = derivedOf(kept, when, around);
  const connection = connectionOf(kept, when === 'after' ? kept.after : (kept.before ?? kept.after));
  const matched = matchPlace(around.estate, derived, connection, handedTo(kept, around));
  /**
   * Whose zones they are is known only with the place; those of one's own cluster are words of its own and say nothing. So
   * are its classes, which the inputs need not show; a provider's cluster mounts shares of any of the provider's regions.
   */
  const regionIn = (its: string | undefined): Answer<string> | undefined => {
    const { code } = derived.region;
    if (connection !== 'kubernetes' || matched.place === undefined) return undefined;
    if (code !== 'zone-not-known' && code !== 'not-in-inputs') return undefined;
    return tellsZones(its) ? derivedOf(kept, when, around, its).region : failed('unknown', 'no-region');
  };
  // A manifest and a store of one's own say no region: the estate's own word for the place answers, graded `declared`.
  const region = regionIn(matched.provider) ?? derived.region;
  const silent = region.code === 'no-region' && matched.place !== undefined;
  return { ...matched, derived, region: silent ? failed('unsupported', 'no-region') : region };
}
