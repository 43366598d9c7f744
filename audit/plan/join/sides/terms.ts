/** Regions that an affinity or the topology of a storage class allows, as far as they name them. */
import { failed } from '../../../observe.ts';
import { isRegionKey, isZoneKey, regionOfTerms } from '../../../cluster/region.ts';
import type { Term } from '../../../cluster/objects.ts';
import { saidBy, type Said } from '../../place/derive.ts';
import { regionOfZone, zoned } from '../../place/region.ts';
import { isMark, leavesAt, type Leaf } from '../../table/leaves.ts';
import type { Clue } from '../../table/shape.ts';
import type { Tree } from '../../told.ts';
import { leavesOn, type Page } from './said.ts';

const text = (leaf: Leaf | undefined): string => (typeof leaf === 'string' ? leaf : '');

function termOf(leaf: Leaf, { spelling }: Page): Term | undefined {
  if (typeof leaf !== 'object' || leaf === null || isMark(leaf)) return undefined;
  const tree = leaf as Tree;
  const rows = [
    ...leavesAt(tree, 'match_expressions', spelling),
    ...leavesAt(tree, 'match_label_expressions', spelling),
  ];
  return {
    expressions: rows.map((row) => ({
      key: text(leavesAt(row, 'key', spelling)[0]),
      operator: text(leavesAt(row, 'operator', spelling)[0] ?? 'In'),
      values: leavesAt(row, 'values', spelling).map(text),
    })),
  };
}

const none = (code: 'several-regions' | 'zone-not-known'): readonly Said[] => [
  { as: 'terms', text: undefined, code, loose: false },
];

/** One region of all the zones: which provider's spelling it is, is told by where the cluster lies. */
function zonesSaid(zones: readonly string[]): readonly Said[] {
  const isOne = zoned.some((provider) => {
    const regions = new Set(zones.map((zone) => regionOfZone(provider, zone).value));
    return regions.size === 1 && !regions.has(undefined);
  });
  return isOne ? [{ as: 'zone', text: zones[0], code: undefined, loose: false }] : none('zone-not-known');
}

/** What alternatives say that name no region outright: by zones, or by regions that some of them leave out or exclude. */
function otherwiseSaid(terms: readonly Term[]): readonly Said[] {
  const zones = terms.map(
    ({ expressions }) => expressions.find(({ key, operator }) => operator === 'In' && isZoneKey(key))?.values,
  );
  if (zones.every((each) => each !== undefined && each.length > 0))
    return zonesSaid([...new Set(zones.flat() as string[])]);
  const places = terms.flatMap(({ expressions }) => expressions).filter(({ operator }) => operator !== 'Exists');
  if (places.some(({ key }) => isRegionKey(key))) return none('several-regions');
  return places.some(({ key }) => isZoneKey(key)) ? none('zone-not-known') : [];
}

/** Nothing where the terms name no region: they may choose nodes by other labels, which a plan cannot follow. */
export function termsSaid(page: Page, clue: Clue): readonly Said[] {
  const leaves = leavesOn(page, clue.path);
  if (leaves.length === 0) return [];
  const terms = leaves.map((leaf) => termOf(leaf, page));
  if (terms.includes(undefined))
    return [
      saidBy(
        leaves.find((leaf) => termOf(leaf, page) === undefined)!,
        clue,
      ),
    ];
  const location = regionOfTerms(terms as Term[], failed('unsupported'));
  if (location.value !== undefined) return [saidBy(location.value.region, clue)];
  return location.code === 'several-regions' ? none('several-regions') : otherwiseSaid(terms as Term[]);
}
