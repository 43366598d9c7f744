/**
 * Who does, or could, open a dataset: grants that were seen, doors without a name, planes of its zones, and, where the
 * accounts of a place were not read, those the estate declares there. Counted by entity, country, route and clear text. Pure.
 */
import { byText } from '../../estate/index.ts';
import { accountsAt } from './accounts.ts';
import { withExposure } from './exposed.ts';
import type { Ground } from './ground.ts';
import { classOf, hosted } from './hypothesis.ts';
import { liesToday, type Lying } from './lying.ts';
import { distinct, order, wayOf, worst, type How, type Unread, type Way, type WhoRow } from './way.ts';

export interface Who {
  readonly dataset: string;
  readonly class: string;
  readonly could: boolean;
  readonly rows: readonly WhoRow[];
  /** Containers whose accounts were not read: who else reaches them is unknown, never nobody. */
  readonly unread: readonly Unread[];
}

function counted(ways: readonly Way[]): WhoRow {
  const first = ways[0]!;
  const { id: _, container: __, plane: ___, ...head } = first;
  const byControl = new Map(
    ways.flatMap(({ decisions }) => decisions).map((each) => [`${each.control} ${each.verdict}`, each]),
  );
  const ids = distinct(ways.map(({ id }) => id));
  return {
    ...head,
    from: distinct(ways.flatMap(({ from }) => from)),
    count: ids.length,
    ids,
    containers: distinct(ways.map(({ container }) => container)),
    planes: distinct(ways.map(({ plane }) => plane)),
    verdict: worst(ways.map(({ verdict }) => verdict)),
    decisions: [...byControl.values()],
  };
}

const hows: readonly How[] = ['everyone', 'any-account', 'unmapped', 'grant', 'account', 'plane'];

function rowsOf(ways: readonly Way[]): WhoRow[] {
  const groups = Map.groupBy(ways, ({ how, entity, country, route, clearText, onContainer }) =>
    JSON.stringify([how, entity, country, route, clearText, onContainer]),
  );
  return [...groups.values()]
    .map(counted)
    .sort(
      (one, other) =>
        order.indexOf(one.verdict ?? 'allow') - order.indexOf(other.verdict ?? 'allow') ||
        Number(one.onContainer === undefined) - Number(other.onContainer === undefined) ||
        hows.indexOf(one.how) - hows.indexOf(other.how) ||
        other.count - one.count ||
        byText(one.entity ?? '', other.entity ?? ''),
    );
}

function planes(ground: Ground, id: string, zones: readonly string[]): Way[] {
  const known = classOf(ground, id);
  return zones.flatMap((zone) =>
    hosted(ground, id, zone, known).planes.map((judged) => {
      const plane = `${zone}/${judged.question.subject.id.split('/').at(-1)!}`;
      const way = wayOf('plane', judged, { plane });
      return judged.question.plane?.state === 'absent' ? { ...way, verdict: 'unknown' as const } : way;
    }),
  );
}

/** `could`: also the zones where it may lie, and accounts declared at places that were not read. */
export function whoOpens(ground: Ground, id: string, could: boolean): Who {
  const dataset = ground.estate.datasets[id]!;
  const lying = liesToday(ground, id);
  const isThere = ({ unseen }: Lying) => unseen === undefined || could;
  const zones = [
    ...lying.filter(isThere).map(({ zone }) => zone),
    ...(could ? [dataset.home, ...(dataset.mayLieIn ?? [])] : []),
  ];
  const { ways, unread } = accountsAt(ground, id, lying, could);
  return {
    dataset: id,
    class: classOf(ground, id).effective,
    could,
    rows: rowsOf(withExposure(ground, id, lying, [...ways, ...planes(ground, id, distinct(zones))])),
    unread,
  };
}
