/**
 * What a change does to the reach of each dataset: who could open it after it and could not before, who no longer can, where
 * it lies, and who holds its key. Over two grounds, so a changed estate and a changed plan are told in the same words. Pure.
 */
import { byText, canonicalText, type Estate } from '../../estate/index.ts';
import type { Ground } from '../verbs/ground.ts';
import type { WhoRow } from '../verbs/way.ts';
import { whoOpens } from '../verbs/who.ts';

/** People are counted, planes and open doors are not: there `operators` is 0 and `ways` says how. */
export interface ReachRow {
  readonly entity: string | undefined;
  readonly country: string | undefined;
  readonly route: string | undefined;
  /** Nothing rules out that somebody of the row reads in clear. */
  readonly clearText: boolean;
  readonly ways: readonly string[];
  readonly operators: number;
  /** Estate ids, or `identity-<n>`: for the evidence, never for a comment. */
  readonly ids: readonly string[];
}

export interface ReachChange {
  readonly dataset: string;
  /** Class before and after; undefined where the estate does not know the dataset. */
  readonly class: { readonly from: string | undefined; readonly to: string | undefined };
  readonly gained: readonly ReachRow[];
  readonly lost: readonly ReachRow[];
  readonly lies: { readonly gained: readonly string[]; readonly lost: readonly string[] };
  readonly mayLieIn: { readonly gained: readonly string[]; readonly lost: readonly string[] };
  readonly key: { readonly from: string | undefined; readonly to: string | undefined };
}

/** As everybody may read it: people are counted. */
export type CountedRow = Omit<ReachRow, 'ids'>;
export interface CountedChange extends Omit<ReachChange, 'gained' | 'lost'> {
  readonly gained: readonly CountedRow[];
  readonly lost: readonly CountedRow[];
}

interface Reached extends Omit<ReachRow, 'operators' | 'ids'> {
  readonly ids: ReadonlySet<string>;
}

/** An account that was seen and one that was only declared are one person with one reach. */
const wayIn = ({ how, planes }: WhoRow): readonly string[] =>
  how === 'plane' ? planes : [how === 'grant' || how === 'account' ? 'account' : how];

function reachedIn(ground: Ground, id: string): Map<string, Reached> {
  const reached = new Map<string, Reached>();
  if (!Object.hasOwn(ground.estate.datasets, id)) return reached;
  for (const row of whoOpens(ground, id, true).rows) {
    const ways = wayIn(row);
    const { entity, country, route, clearText } = row;
    const key = JSON.stringify([entity, country, route, clearText, ways]);
    const ids = new Set([...(reached.get(key)?.ids ?? []), ...row.ids]);
    reached.set(key, { entity, country, route, clearText, ways, ids });
  }
  return reached;
}

/** Rows of `here` that `there` lacks, wholly or in some of their people. */
function beyond(here: ReadonlyMap<string, Reached>, there: ReadonlyMap<string, Reached>): ReachRow[] {
  return [...here].flatMap(([key, row]) => {
    const other = there.get(key);
    const ids = [...row.ids].filter((id) => other?.ids.has(id) !== true).sort();
    return other !== undefined && ids.length === 0 ? [] : [{ ...row, ids, operators: ids.length }];
  });
}

/** Those whom the reader would have let in stand last: nobody shall hide what is foreign behind one's own people. */
const atHome: ReadonlySet<string | undefined> = new Set(['inside', 'same-entity']);

const heavier = (one: ReachRow, other: ReachRow): number =>
  Number(atHome.has(one.route)) - Number(atHome.has(other.route)) ||
  Number(other.clearText) - Number(one.clearText) ||
  other.operators - one.operators ||
  byText(one.entity ?? '', other.entity ?? '') ||
  byText(one.ways.join(), other.ways.join());

const without = (list: readonly string[] = [], other: readonly string[] = []) =>
  [...new Set(list)].filter((each) => !other.includes(each)).sort();

function changeOf(base: Ground, head: Ground, id: string): ReachChange {
  const [was, is] = [base.estate.datasets[id], head.estate.datasets[id]];
  const [before, after] = [reachedIn(base, id), reachedIn(head, id)];
  const containers = (dataset: typeof was) => [
    ...(dataset?.lies ?? []),
    ...(dataset?.copies ?? []).map(({ subject }) => subject),
  ];
  const turned = (from: readonly string[] = [], to: readonly string[] = []) => ({
    gained: without(to, from),
    lost: without(from, to),
  });
  return {
    dataset: id,
    class: { from: was?.class, to: is?.class },
    gained: beyond(after, before).sort(heavier),
    lost: beyond(before, after).sort(heavier),
    lies: turned(containers(was), containers(is)),
    mayLieIn: turned(was?.mayLieIn, is?.mayLieIn),
    key: { from: was?.key?.holder, to: is?.key?.holder },
  };
}

function isChange({ class: rank, gained, lost, lies, mayLieIn, key }: ReachChange): boolean {
  const lists = [gained, lost, lies.gained, lies.lost, mayLieIn.gained, mayLieIn.lost];
  return rank.from !== rank.to || key.from !== key.to || lists.some((list) => list.length > 0);
}

/**
 * Reach is made of the dataset and of everything that datasets share: zones, people, entities, transfers. Where none of
 * that differs, only datasets that do can have changed, and the others, often all of them, are not asked about.
 */
function suspects({ estate: base }: Ground, { estate: head }: Ground): string[] {
  const ids = [...new Set([...Object.keys(base.datasets), ...Object.keys(head.datasets)])];
  const text = (value: unknown) => (value === undefined ? '' : canonicalText(value));
  const shared = ({ datasets: _datasets, waivers: _waivers, freezes: _freezes, stages: _stages, ...rest }: Estate) =>
    text(rest);
  if (shared(base) !== shared(head)) return ids;
  return ids.filter((id) => text(base.datasets[id]) !== text(head.datasets[id]));
}

/** One row a dataset whose reach, place, class or key differs, the most protected first; none where nothing differs. */
export function reachDiff(base: Ground, head: Ground): ReachChange[] {
  const weight = ({ class: { from = '', to = '' } }: ReachChange) => (from > to ? from : to);
  return suspects(base, head)
    .map((id) => changeOf(base, head, id))
    .filter(isChange)
    .sort((one, other) => byText(weight(other), weight(one)) || byText(one.dataset, other.dataset));
}
