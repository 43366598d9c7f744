/** The reach diff in sentences: what a reviewer reads first. Pure; foreign names are made visible by whoever prints. */
import type { Say } from '../../estate/index.ts';
import type { CountedChange, CountedRow } from './diff.ts';
import { isOfPlanes, turnedIn, type Moved, type Turned } from './moved.ts';
import { byZone, zonesSpoken } from './zones.ts';

/** Those who reach it in one way, under the law that this way is of. */
export interface ToldRoute {
  /** Undefined where no account and no law stands between: an open door. */
  readonly route: string | undefined;
  readonly rows: readonly string[];
}

export interface ToldReach {
  readonly dataset: string;
  readonly gained: readonly ToldRoute[];
  readonly lost: readonly ToldRoute[];
  /** Who has the same access by another zone; class, key holder, places. */
  readonly changed: readonly string[];
  /** What the controller's own people gain and lose: said, and alarming nobody. */
  readonly own: readonly string[];
}

type Turn = 'gained' | 'lost';

/** Which sentence a row takes: people are counted, the others are what they are. */
function sortOf({ ways, operators }: CountedRow): string {
  const way = ways[0] ?? '';
  if (way === 'account') return 'people';
  return way === 'unmapped' && operators > 0 ? 'unmapped' : way;
}

function entityOf(say: Say, { entity, country }: CountedRow): string {
  const named = entity ?? say('reach.unknown-entity');
  return country === undefined ? named : `${named} (${country})`;
}

const clearOf = ({ clearText }: CountedRow) => (clearText ? 'yes' : 'no');

function countedSentence(say: Say, turn: Turn, dataset: string, row: CountedRow): string {
  const values = { sort: sortOf(row), count: row.operators, entity: entityOf(say, row), clear: clearOf(row), dataset };
  return say(`reach.${turn}`, values);
}

/** All planes of one entity in one sentence, each zone named once. */
function planesSentence(say: Say, turn: Turn, dataset: string, rows: readonly CountedRow[]): string {
  return say(`reach.planes.${turn}`, { entity: entityOf(say, rows[0]!), dataset, zones: byZone(say, rows) });
}

/** In the order of the rows; what an entity runs stands with its first plane. */
function sentencesOf(say: Say, turn: Turn, dataset: string, rows: readonly CountedRow[]): string[] {
  const planes = Map.groupBy(rows.filter(isOfPlanes), (row) => entityOf(say, row));
  return rows.flatMap((row) => {
    if (!isOfPlanes(row)) return [countedSentence(say, turn, dataset, row)];
    const all = planes.get(entityOf(say, row))!;
    return all[0] === row ? [planesSentence(say, turn, dataset, all)] : [];
  });
}

/** Each route named once, in the order of the rows. */
function routesOf(say: Say, turn: Turn, dataset: string, rows: readonly CountedRow[]): ToldRoute[] {
  return [...Map.groupBy(rows, ({ route }) => route)].map(([route, all]) => ({
    route: route === undefined ? undefined : say(`route.${route}`),
    rows: sentencesOf(say, turn, dataset, all),
  }));
}

function movedSentence(say: Say, dataset: string, { from, to }: Moved): string {
  const zones = { from: zonesSpoken(say, from.ways), to: zonesSpoken(say, to.ways) };
  return say('reach.moved', { entity: entityOf(say, to), clear: clearOf(to), dataset, ...zones });
}

/** Containers come by the hundred; zones are few. */
const mostNamed = 5;
const shortened = (list: readonly string[]) => {
  const left = list.length > 2 * mostNamed ? list.length - mostNamed : 0;
  return { list: list.slice(0, list.length - left).join(', '), left };
};

function changedIn(say: Say, change: CountedChange, { moved }: Turned): string[] {
  const { dataset, key } = change;
  const turned = (id: 'class' | 'key', { from, to }: { from: string | undefined; to: string | undefined }) =>
    from === to
      ? []
      : [say(`reach.${id}`, { dataset, from: from ?? say('reach.nobody'), to: to ?? say('reach.nobody') })];
  const lists = (id: 'lies' | 'may', both: CountedChange['lies']) =>
    (['gained', 'lost'] as const).flatMap((way) => {
      const list = both[way];
      return list.length === 0 ? [] : [say(`reach.${id}.${way}`, { dataset, count: list.length, ...shortened(list) })];
    });
  return [
    ...turned('class', change.class),
    ...turned('key', key),
    ...lists('lies', change.lies),
    ...lists('may', change.mayLieIn),
    ...moved.map((each) => movedSentence(say, dataset, each)),
  ];
}

function toldOf(say: Say, change: CountedChange): ToldReach {
  const { dataset } = change;
  const turned = turnedIn(change);
  return {
    dataset,
    gained: routesOf(say, 'gained', dataset, turned.gained),
    lost: routesOf(say, 'lost', dataset, turned.lost),
    changed: changedIn(say, change, turned),
    own: [
      ...sentencesOf(say, 'gained', dataset, turned.own.gained),
      ...sentencesOf(say, 'lost', dataset, turned.own.lost),
    ],
  };
}

/** The sentence over all rows, then one block a dataset, in the order of the diff. */
export function tellReach(say: Say, changes: readonly CountedChange[]): { head: string; rows: ToldReach[] } {
  const rows = changes.map((change) => toldOf(say, change));
  const gained = rows.filter((row) => row.gained.length > 0).length;
  const others = changes.length - gained;
  return { head: changes.length === 0 ? say('reach.none') : say('reach.head', { gained, others }), rows };
}
