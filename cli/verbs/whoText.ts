/** `who`, for people: one line a group, worst first; then what was not read, which is never "nobody". */
import { settledElsewhere, verdictMarks } from './ground.ts';
import { judgedAs, styles, type Telling } from './telling.ts';
import type { WhoRow } from './way.ts';
import { planesSpoken } from '../report/planes.ts';
import type { Who } from './who.ts';

function subject({ say, country, list }: Telling, row: WhoRow): string {
  return say(`who.how.${row.how}`, {
    count: row.count,
    entity: row.entity ?? say('report.nobody'),
    country: row.country === undefined ? say('who.no-country') : country(row.country),
    known: row.entity === undefined ? 'no' : 'yes',
    planes: planesSpoken(say, row.planes),
    containers: list(row.containers),
  });
}

function details({ say, country }: Telling, row: WhoRow): string {
  return say('who.details', {
    clear: row.clearText ? 'yes' : 'no',
    from: row.from.map(country).join(', '),
    placed: row.from.length === 0 ? 'no' : 'yes',
    typed: row.route === undefined ? 'no' : 'yes',
    route: row.route === undefined ? '' : say(`route.${row.route}`),
  });
}

function rowLines(telling: Telling, row: WhoRow, ids: boolean): void {
  const { say, out } = telling;
  const own = row.verdict === undefined ? '·' : verdictMarks[row.verdict];
  const mark = row.onContainer === undefined ? own : settledElsewhere;
  out.line([
    { text: `${mark} `, style: styles[mark] ?? 'dim' },
    { text: subject(telling, row), style: 'bold' },
  ]);
  out.line(`    ${details(telling, row)}`, 4);
  if (row.containers.length > 0 && row.count > 0)
    out.line(`    ${say('who.containers', { list: row.containers.join(', '), count: row.containers.length })}`, 6);
  if (ids && row.ids.length > 0) out.line(`    ${say('who.ids', { list: row.ids.join(', ') })}`, 6);
  for (const { control, verdict } of row.decisions)
    out.line(
      [
        `    ${verdictMarks[verdict]} ${judgedAs(telling, verdict, say(`${control}.title`))}`,
        { text: ` [${control}]`, style: 'dim' },
      ],
      6,
    );
  exposure(telling, row);
}

/** Never left at a mark: what the container says of the exposure stands under it. */
function exposure(telling: Telling, { onContainer }: WhoRow): void {
  if (onContainer === undefined) return;
  const { say, out } = telling;
  out.line(`    ${say('who.exposed', { count: onContainer.length })}`, 4);
  for (const { control, verdict, containers } of onContainer)
    out.line(
      [
        `    ${verdictMarks[verdict]} ${judgedAs(telling, verdict, say(`${control}.title`))}`,
        { text: ` [${control}] ${containers.join(', ')}`.trimEnd(), style: 'dim' },
      ],
      6,
    );
}

export interface Told {
  readonly ids: boolean;
  /** When it was collected; undefined when nothing was. */
  readonly at: string | undefined;
}

export function tellWho(telling: Telling, who: Who, { ids, at }: Told): void {
  const { say, out } = telling;
  const name = say('report.class', { code: who.class, name: say(`class.${who.class}`) });
  out.line(
    { text: say('who.head', { dataset: who.dataset, class: name, could: who.could ? 'yes' : 'no' }), style: 'bold' },
    0,
  );
  out.line(
    say(who.could ? 'who.means.could' : 'who.means.does', { collected: at === undefined ? 'no' : 'yes', at: at ?? '' }),
    0,
  );
  out.line();
  for (const row of who.rows) rowLines(telling, row, ids);
  if (who.rows.length === 0) out.line(say(who.unread.length === 0 ? 'who.none' : 'who.none-read'), 0);
  if (who.unread.length > 0) {
    out.line();
    out.line({ text: `? ${say('who.unread', { count: who.unread.length })}`, style: 'yellow' });
    for (const { container, reason } of who.unread) out.line(`  · ${container}: ${say(`where.unseen.${reason}`)}`, 4);
    out.line([{ text: '  → ', style: 'cyan' }, say('access/reach-is-known.make-known')], 4);
  }
  if (!ids && who.rows.some(({ ids: held }) => held.length > 0)) {
    out.line();
    out.line({ text: say('who.next'), style: 'dim' }, 0);
  }
}
