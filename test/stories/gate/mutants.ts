/** What can go wrong with a container that was right: each mutant changes one thing, and none may be let through. */
import type { Path, Row } from '../../../audit/plan/table/shape.ts';
import type { Entry } from '../../../audit/plan/table/table.ts';
import { unknownLeaf, type Properties, type Tree } from '../../../audit/plan/told.ts';
import { segmentsOf } from '../../../audit/plan/table/leaves.ts';
import type { Case } from './judging.ts';
import { entries, isCamel, packageOf, planted, providerOf, regionsOf } from './planting.ts';
import { badIn, isAsked, plain, spoken, type Bad } from './wrongs.ts';

export type Holder = readonly [type: string, entry: Entry];
type Making = Omit<Case, 'type' | 'entry' | 'where'> & { readonly where?: Case['where'] };

export const mutant = ([type, entry]: Holder, made: Making): Case => ({ type, entry, where: 'home', ...made });
function placeMutants(holder: Holder): Case[] {
  const [type, entry] = holder;
  const { row } = entry;
  const { home, abroad } = regionsOf[providerOf(entry, type)]!;
  const clues = row.object === undefined ? (row.place ?? []).filter(({ as }) => as === 'region' || as === 'zone') : [];
  const isStrict = clues.some(({ loose }) => loose !== true);
  const at = (value: (as: string) => Tree) => (tree: Properties) =>
    clues.reduce((made, { path, as }) => planted(path, value(as), row, type, made), tree);
  const ofClues: Case[] = [
    mutant(holder, { what: 'abroad, though served from here', where: 'abroad', served: 'home' }),
    mutant(holder, { what: 'nonsense for a place', change: at(() => 7) }),
    mutant(holder, {
      what: 'half here and half abroad',
      change: at((as) => (as === 'zone' ? [home[1], abroad[1]] : [home[0], abroad[0]])),
    }),
    mutant(holder, {
      what: 'half here and half unknown',
      change: at((as) => [as === 'zone' ? home[1] : home[0], unknownLeaf]),
    }),
  ];
  // A store of one's own is where the estate says that its endpoint is.
  const isDeclared = packageOf(type) === 'minio';
  return [
    mutant(holder, { what: 'moved abroad', where: 'abroad' }),
    mutant(holder, { what: 'known only after apply', where: 'unknown' }),
    ...(isDeclared ? [] : [mutant(holder, { what: 'said nowhere', where: 'unsaid' })]),
    ...(row.object === undefined && entry.provider !== 'azure'
      ? [mutant(holder, { what: 'served from abroad', where: 'unsaid', served: 'abroad' })]
      : []),
    ...(clues.length === 0 ? [] : ofClues),
    ...(isStrict
      ? [mutant(holder, { what: 'unknown, though served from here', where: 'unknown', served: 'home' })]
      : []),
  ];
}

const without = (tree: Properties, path: Path): Properties =>
  Object.fromEntries(Object.entries(tree).filter(([name]) => name !== segmentsOf(path)[0]));

/** Nobody says any more which dataset it is for. */
const nameless = (holder: Holder): Case[] =>
  spoken(holder[1].row) && holder[1].row.ifClaimed === undefined
    ? [mutant(holder, { what: 'of no dataset', change: (tree) => without(tree, holder[1].tags[0]!) })]
    : [];

export const plantedAll = (
  { path, value, also = [] }: Omit<Bad, 'what'>,
  row: Row,
  type: string,
  tree: Properties,
): Properties =>
  [{ path, value }, ...also].reduce((made, each) => planted(each.path, each.value, row, type, made), tree);

/** Before a door is opened, nothing else that the container says may shut it. */
export function unblocked(
  { blocks = [], ...row }: Row,
  { by, path: its }: Bad,
  type: string,
  tree: Properties,
): Properties {
  return blocks
    .filter(({ shuts, path }) => shuts === by && shuts === 'address' && String(path) !== String(its))
    .reduce((made, { path, when }) => planted(path, when === 'false' ? true : 'Enabled', row, type, made), tree);
}

function factMutants(holder: Holder): Case[] {
  const [type, { row }] = holder;
  const having = (bad: Bad) => (tree: Properties) => plantedAll(bad, row, type, unblocked(row, bad, type, tree));
  return [
    ...badIn(row)
      .filter((bad) => isAsked(row, bad))
      .map((bad) => mutant(holder, { what: bad.what, change: having(bad) })),
    ...plain(row)
      .filter(() => spoken(row))
      .map((bad) => mutant(holder, { what: bad.what, level: 'file', change: having(bad) })),
  ];
}

/** Parts of the table that configure this family, in the spelling of the same tool. */
export const partsOf = ([type, { family }]: Holder): Holder[] =>
  entries
    .filter(({ row }) => row.role !== 'holds' && row.parent?.of.includes(family) === true)
    .flatMap((entry) => {
      const same = entry.row.types.find(
        (each) => isCamel(each) === isCamel(type) && each.split(/[_:]/)[0] === type.split(/[_:]/)[0],
      );
      return same === undefined ? [] : [[same, entry] as const];
    });

/** The part, pointing at the container by its name. */
export function pointing([type, { row }]: Holder, name: string, bad: Omit<Bad, 'what'>): Properties {
  return planted(row.parent!.by[0]!, name, row, type, plantedAll(bad, row, type, {}));
}

function partMutants(holder: Holder): Case[] {
  const { row } = holder[1];
  return partsOf(holder).flatMap((part) => {
    const made = (bad: Bad, level: 'people' | 'file') =>
      mutant(holder, {
        what: `${bad.what}, by ${part[0]}`,
        level,
        change: (tree) => unblocked(row, bad, holder[0], tree),
        beside: (name, tell) => [tell(part[0], pointing(part, name, bad))],
      });
    return [
      ...badIn(part[1].row)
        .filter((bad) => isAsked(row, bad))
        .map((bad) => made(bad, 'people')),
      ...plain(part[1].row).map((bad) => made(bad, 'file')),
    ];
  });
}

export const nearMutantsOf = (holder: Holder): Case[] => [
  ...placeMutants(holder),
  ...nameless(holder),
  ...factMutants(holder),
  ...partMutants(holder),
];
