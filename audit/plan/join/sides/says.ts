/**
 * What one side of a change says of facts and place, apart from every name. Thousands say the same, and then it is one
 * object: what is derived of it is derived once.
 */
import type { ConnectionKind } from '../../../../estate/index.ts';
import { saidByAll, type Said } from '../../place/derive.ts';
import { brokenLeaf, expectOne, type Spelling } from '../../table/leaves.ts';
import type { Clue, Path } from '../../table/shape.ts';
import type { Entry } from '../../table/table.ts';
import { secretLeaf, unknownLeaf } from '../../told.ts';
import { noBlocks, ofBlocks, type OfBlocks } from './ofBlocks.ts';
import { connectsOn } from './connects.ts';
import {
  blocksSaid,
  doorsSaid,
  encryptionSaid,
  leavesOn,
  replicationSaid,
  versioningSaid,
  type BlockSaid,
  type DoorSaid,
  type Encryption,
  type Page,
  type Replication,
  type Versioning,
} from './said.ts';

interface Words {
  readonly connects?: ConnectionKind | undefined;
  readonly said: readonly Said[];
  readonly encryption: readonly Encryption[];
  readonly replication: readonly Replication[];
  readonly versioning: readonly Versioning[];
  readonly doors: readonly DoorSaid[];
  readonly blocks: readonly BlockSaid[];
}
export interface Says extends Words {
  /** Equal for equal words of one row; undefined where they are not remembered, for a hostile plan invents them without end. */
  readonly id: number | undefined;
}

let ids = 0;

/** Words of our own, of no row. */
export const saidAlone = (words: Partial<Words>): Says => ({
  said: [],
  encryption: [],
  replication: [],
  versioning: [],
  doors: [],
  blocks: [],
  ...words,
  id: (ids += 1),
});

function saidOf(page: Page, clue: Clue): readonly Said[] {
  expectOne(clue.path);
  return saidByAll(leavesOn(page, clue.path), clue);
}

function wordsOn(page: Page, { row }: Entry, blocks: OfBlocks): Words {
  return {
    connects: connectsOn(page, row),
    said: (row.place ?? []).flatMap((clue, index) => blocks[index] ?? saidOf(page, clue)),
    encryption: encryptionSaid(page, row),
    replication: replicationSaid(page, row),
    versioning: versioningSaid(page, row),
    doors: doorsSaid(page, row),
    blocks: blocksSaid(page, row),
  };
}

/** Of each row so many; beyond them nothing is remembered, and everything is still derived. */
const mostKnown = 2000;
/** Characters of what is remembered. */
const longest = 2000;

/** Words met under one spelling, by what stands at the paths that were ever looked at to find them. */
interface Met {
  readonly paths: Map<string, Path>;
  readonly byLeaves: Map<string, Says>;
}
interface Known extends Record<Spelling, Met> {
  readonly byText: Map<string, Says>;
}
const knownOf = new WeakMap<Entry, Known>();

function known(entry: Entry): Known {
  let found = knownOf.get(entry);
  if (found === undefined) {
    const met = (): Met => ({ paths: new Map(), byLeaves: new Map() });
    knownOf.set(entry, (found = { byText: new Map(), snake: met(), camel: met() }));
  }
  return found;
}

/** The same words of the same row as the same object. */
export function once(words: Words, entry: Entry): Says {
  const { byText } = known(entry);
  const text = JSON.stringify(words);
  const before = byText.get(text);
  if (before !== undefined) return before;
  if (byText.size >= mostKnown || text.length > longest) return { ...words, id: undefined };
  const says = { ...words, id: (ids += 1) };
  byText.set(text, says);
  return says;
}

/** What blocks say and what stands at the paths, as one text; undefined where another block stands there. */
function textOf(page: Page, paths: Iterable<Path>, blocks: OfBlocks): string | undefined {
  let text = blocks === noBlocks ? '' : JSON.stringify(blocks);
  for (const path of paths) {
    for (const leaf of leavesOn(page, path)) {
      // A length before each: no text can look like two leaves.
      if (typeof leaf === 'string') text += `"${leaf.length} ${leaf}`;
      else if (typeof leaf !== 'object' || leaf === null) text += ` ${String(leaf)}`;
      else if (leaf === unknownLeaf) text += '?';
      else if (leaf === secretLeaf) text += '*';
      else if (leaf === brokenLeaf) text += '!';
      else return undefined;
    }
    text += ';';
    if (text.length > longest) return undefined;
  }
  return text;
}

/**
 * Words are made of the leaves that are looked at, of what blocks say, and of nothing else: whoever has the same leaves at
 * all these paths would look at them in the same order, and find the same words. A path that was never looked at before
 * makes all texts anew.
 */
export function saysOn(page: Page, entry: Entry): Says {
  const { paths, byLeaves } = known(entry)[page.spelling];
  const blocks = ofBlocks(page, entry);
  const text = textOf(page, paths.values(), blocks);
  const before = text === undefined ? undefined : byLeaves.get(text);
  if (before !== undefined) return before;
  const looked = new Set<Path>();
  const says = once(wordsOn({ ...page, looked }, entry, blocks), entry);
  const count = paths.size;
  for (const path of looked) paths.set(typeof path === 'string' ? path : path.join('\0'), path);
  if (paths.size > count) byLeaves.clear();
  const whole = paths.size > count ? textOf(page, paths.values(), blocks) : text;
  if (whole !== undefined && says.id !== undefined && byLeaves.size < mostKnown) byLeaves.set(whole, says);
  return says;
}
