/** Which dataset a change claims for a container: by tag or label, under one name that every system allows. */
import { segmentsOf } from '../table/leaves.ts';
import type { Path } from '../table/shape.ts';
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

/** Tags are a map, or a list of `{key, value}`, or a list of `key=value`. */
function* tagsOn(page: Page, path: Path): Generator<readonly [string, string]> {
  for (const [name, under] of namedUnder(path)) {
    const [found] = leavesOn(page, under);
    if (typeof found === 'string') yield [name, found];
  }
  for (const leaf of leavesOn(page, path)) {
    if (typeof leaf === 'string' && leaf.includes('=')) {
      yield [leaf.slice(0, leaf.indexOf('=')), leaf.slice(leaf.indexOf('=') + 1)];
    } else if (typeof leaf === 'object' && leaf !== null && 'key' in leaf && 'value' in leaf) {
      if (typeof leaf.key === 'string' && typeof leaf.value === 'string') yield [leaf.key, leaf.value];
    }
  }
}

export function claimIn(page: Page, paths: readonly Path[]): string | undefined {
  for (const path of paths) {
    for (const [name, claimed] of tagsOn(page, path))
      if (names.dataset.includes(name) && id.test(claimed)) return claimed;
  }
  return undefined;
}
