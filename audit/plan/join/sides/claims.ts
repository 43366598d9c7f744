/** Which dataset a change claims for a container: by tag or label, under one name that every system allows. */
import type { Estate } from '../../../../estate/index.ts';
import { brokenLeaf, isMark, segmentsOf, type Leaf } from '../../table/leaves.ts';
import type { Path } from '../../table/shape.ts';
import type { Properties } from '../../told.ts';
import { leavesOn, type Page } from './said.ts';
import names from './claims.json' with { type: 'json' };

/** An id of the estate and nothing else: the value of a tag is free text and may name a person. */
const id = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const named = new Map<Path, readonly (readonly [name: string, path: Path])[]>();
/** The paths of our names under a path of the table, made once. */
function namedUnder(path: Path): readonly (readonly [name: string, path: Path])[] {
  const known = named.get(path) ?? names.dataset.map((name) => [name, [...segmentsOf(path), name]] as const);
  named.set(path, known);
  return known;
}

const isOurs = (name: string): boolean => names.dataset.includes(name);

/** Where nothing stands, nothing stands below, but for what a row calls by another name. */
const isBare = ({ renamed }: Page, path: Path, all: readonly Leaf[]): boolean =>
  all.length === 0 && !(typeof path === 'string' && Object.hasOwn(renamed, path));

/** Adds what is claimed in tags: they are a map, or a list of `{key, value}`, or a list of `key=value`. */
function addClaims(page: Page, path: Path, add: (text: string) => void): void {
  const all = leavesOn(page, path);
  if (isBare(page, path, all)) return;
  for (const [, under] of namedUnder(path))
    for (const found of leavesOn(page, under)) if (typeof found === 'string') add(found);
  for (const leaf of all) {
    if (typeof leaf === 'string') {
      const at = leaf.indexOf('=');
      if (at >= 0 && isOurs(leaf.slice(0, at))) add(leaf.slice(at + 1));
    } else if (typeof leaf === 'object' && leaf !== null && 'key' in leaf && 'value' in leaf) {
      if (typeof leaf.key === 'string' && typeof leaf.value === 'string' && isOurs(leaf.key)) add(leaf.value);
    }
  }
}

/** Whether nobody can tell that nothing is claimed: the name or what it stands in is not known yet, or is no text and no table. */
export function isClaimDark(page: Page, paths: readonly Path[]): boolean {
  const isDark = (leaf: Leaf) => leaf === brokenLeaf || isMark(leaf);
  return paths.some((path) => {
    const own = namedUnder(path).flatMap(([, under]) => [...leavesOn(page, under)]);
    return own.some((leaf) => typeof leaf !== 'string' || isDark(leaf)) || leavesOn(page, path).some(isDark);
  });
}

const isNone = (leaf: Leaf | undefined) => typeof leaf === 'number' || typeof leaf === 'boolean';

/**
 * Whether something stands where tags belong, or the text of one, that is none: beside a claim elsewhere, such as in
 * `tags_all`, no provider wrote it. What is not known yet, or kept secret, is beside one that the provider joined of both.
 */
function isNonsense(page: Page, path: Path): boolean {
  const tree = page.tree as Properties | undefined;
  // A list of texts is one of tags, and a bare text is not.
  const own = typeof path === 'string' ? tree?.[path] : undefined;
  if (typeof own === 'string' && own !== '') return true;
  const all = leavesOn(page, path);
  if (isBare(page, path, all)) return false;
  return all.some(isNone) || namedUnder(path).some(([, under]) => leavesOn(page, under).some(isNone));
}

/** Stands between several claims: no id has it. */
const between = ' ';

/** Everything that is claimed under our names, each once: a second tag must not hide behind the first. */
export function claimIn(page: Page, paths: readonly Path[]): string | undefined {
  let all: Set<string> | undefined;
  const add = (text: string) => {
    if (text !== '') (all ??= new Set()).add(id.test(text) ? text : '?');
  };
  for (const path of paths) addClaims(page, path, add);
  // Which of the two counts nobody knows.
  if (all !== undefined && paths.some((path) => isNonsense(page, path))) add('?');
  return all === undefined || (all.size === 1 && all.has('?')) ? undefined : [...all].join(between);
}

/**
 * The one dataset that counts of what a side claims: of several the highest class. What the estate has no dataset for may be
 * higher than all: it counts for what will be, and for what was only where nothing else is known.
 */
export function claimed(estate: Estate, said: string | undefined, when: 'before' | 'after'): string | undefined {
  if (said?.includes(between) !== true) return said;
  const all = said.split(between);
  const strange = all.find((one) => !Object.hasOwn(estate.datasets, one));
  const known = all.filter((one) => Object.hasOwn(estate.datasets, one));
  const [highest] = known.toSorted((one, other) =>
    estate.datasets[one]!.class < estate.datasets[other]!.class ? 1 : -1,
  );
  return when === 'after' ? (strange ?? highest) : (highest ?? strange);
}

/** The highest of several that were, each left out or the id of a dataset. */
export const highestOf = (estate: Estate, ids: readonly (string | undefined)[]): string | undefined => {
  const all = new Set(ids.filter((one) => one !== undefined));
  return all.size === 0 ? undefined : claimed(estate, [...all].join(between), 'before');
};
