/** The reach diff in sentences: what a reviewer reads first. Pure; foreign names are made visible by whoever prints. */
import type { Say } from '../../estate/index.ts';
import { planesSpoken } from '../report/planes.ts';
import type { CountedChange, CountedRow } from './diff.ts';

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
  /** Class, key holder, places. */
  readonly changed: readonly string[];
}

/** Which sentence a row takes: people are counted, the others are what they are. */
function sortOf({ ways, operators }: CountedRow): string {
  const way = ways[0] ?? '';
  if (way.includes('/')) return 'plane';
  if (way === 'account') return 'people';
  return way === 'unmapped' && operators > 0 ? 'unmapped' : way;
}

function rowSentence(say: Say, id: 'gained' | 'lost', dataset: string, row: CountedRow): string {
  const entity = row.entity ?? say('reach.unknown-entity');
  const country = row.country === undefined ? '' : ` (${row.country})`;
  const sort = sortOf(row);
  return say(`reach.${id}`, {
    sort,
    count: row.operators,
    entity: `${entity}${country}`,
    ways: sort === 'plane' ? planesSpoken(say, row.ways) : '',
    clear: row.clearText ? 'yes' : 'no',
    dataset,
  });
}

/** Each route named once, in the order of the rows. */
function routesOf(say: Say, id: 'gained' | 'lost', { dataset, [id]: rows }: CountedChange): ToldRoute[] {
  return [...Map.groupBy(rows, ({ route }) => route)].map(([route, own]) => ({
    route: route === undefined ? undefined : say(`route.${route}`),
    rows: own.map((row) => rowSentence(say, id, dataset, row)),
  }));
}

/** Containers come by the hundred; zones are few. */
const mostNamed = 5;
const shortened = (list: readonly string[]) => {
  const left = list.length > 2 * mostNamed ? list.length - mostNamed : 0;
  return { list: list.slice(0, list.length - left).join(', '), left };
};

function changedIn(say: Say, change: CountedChange): string[] {
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
  ];
}

/** The sentence over all rows, then one block a dataset, in the order of the diff. */
export function tellReach(say: Say, changes: readonly CountedChange[]): { head: string; rows: ToldReach[] } {
  const gained = changes.filter((change) => change.gained.length > 0).length;
  const others = changes.length - gained;
  const head = changes.length === 0 ? say('reach.none') : say('reach.head', { gained, others });
  const rows = changes.map((change) => ({
    dataset: change.dataset,
    gained: routesOf(say, 'gained', change),
    lost: routesOf(say, 'lost', change),
    changed: changedIn(say, change),
  }));
  return { head, rows };
}
