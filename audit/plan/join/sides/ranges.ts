/** Whom the addresses of a firewall or an allow-list let in: any origin that is not fixed is a stranger's. */
import { failed, value } from '../../../observe.ts';
import type { Answer } from '../../../source.ts';
import { areFixed, spansAreFixed } from '../../../addresses.ts';
import { isMark, type Leaf } from '../../table/leaves.ts';
import type { Opening } from '../../table/shape.ts';

const open: Answer<Opening> = value('read');
const shut: Answer<Opening> = value('shut');

/** One that nobody knows, or that is none, is not hidden behind those that are: each is an answer of its own. */
function strange(leaves: readonly Leaf[]): readonly Answer<Opening>[] {
  return leaves
    .filter((leaf) => typeof leaf !== 'string')
    .map((leaf) => (isMark(leaf) ? failed('unknown', 'after-apply') : failed('error', 'wrong-type')));
}

const textsIn = (leaves: readonly Leaf[]): readonly string[] =>
  leaves.filter((leaf) => typeof leaf === 'string').flatMap((leaf) => leaf.split(',').map((part) => part.trim()));

/** Ranges, or lists of them behind commas. */
const rangesSaid = (leaves: readonly Leaf[]): readonly Answer<Opening>[] => {
  const texts = textsIn(leaves);
  return [...strange(leaves), ...(texts.length === 0 ? [] : [areFixed(texts) ? shut : open])];
};

/** Spans: the first address of each, and in the same order the last. */
function spansSaid(firsts: readonly Leaf[], lasts: readonly Leaf[]): readonly Answer<Opening>[] {
  const unread = strange([...firsts, ...lasts]);
  if (unread.length > 0) return unread;
  const [starts, ends] = [textsIn(firsts), textsIn(lasts)];
  if (starts.length !== ends.length) return [failed('error', 'wrong-type')];
  return [spansAreFixed(starts.map((start, at) => [start, ends[at]!])) ? shut : open];
}

/** `lasts`: of spans; where nothing begins, nothing is said. */
export function originsSaid(firsts: readonly Leaf[], lasts: readonly Leaf[] | undefined): readonly Answer<Opening>[] {
  if (firsts.length === 0) return [];
  return lasts === undefined ? rangesSaid(firsts) : spansSaid(firsts, lasts);
}
