/** `where`, for people: one block a zone, its places that are alike together, and what speaks against each. */
import type { Lying } from './lying.ts';
import { marks, verdictMarks } from './ground.ts';
import { choice, styles, type Telling } from './telling.ts';
import type { May, PlaceRow, Said, Where, ZoneRow } from './where.ts';

interface Spoken {
  readonly text: string;
  readonly control: string;
}

/** What decides a row: of a refusal the refusals, of an unknown the unknowns, of a yes what allows it. */
function spoken({ say, sentence }: Telling, may: May, decisions: readonly Said[]): Spoken[] {
  const wanted = may === 'may-not' ? 'deny' : may === 'unknown' ? 'unknown' : 'allow';
  const rows = decisions.filter(({ verdict }) => verdict === wanted);
  const bySentence = Map.groupBy(rows, (each) => sentence(each));
  return [...bySentence].map(([text, same]) => {
    const planes = same.flatMap(({ plane }) => (plane === undefined ? [] : [say(`plane.${plane}`)]));
    const head = planes.length === 0 ? '' : `${say('where.through', { planes: planes.join(', ') })} `;
    return { text: head + text, control: [...new Set(same.map(({ control }) => control))].join(', ') };
  });
}

function region({ say, country }: Telling, row: PlaceRow): string {
  return say('where.region', {
    from: row.regionFrom,
    region: row.region ?? '',
    known: row.country === undefined ? 'no' : 'yes',
    country: row.country === undefined ? '' : country(row.country),
    hosted: row.declaredOnly ? 'yes' : 'no',
  });
}

function reasons(telling: Telling, rows: readonly Spoken[], mark: string, indent: string): void {
  for (const { text, control } of rows)
    telling.out.line([`${indent}${mark} ${text}`, { text: ` [${control}]`, style: 'dim' }], indent.length + 2);
}

/** How to know, once for each control that could not say. */
function steps({ say, out }: Telling, may: May, decisions: readonly Said[]): void {
  if (may !== 'unknown') return;
  const open = new Set(decisions.filter(({ verdict }) => verdict === 'unknown').map(({ control }) => control));
  for (const control of open) out.line([{ text: '      → ', style: 'cyan' }, say(`${control}.make-known`)], 8);
}

function placesOf(telling: Telling, { places, may: whole, decisions: shared }: ZoneRow): void {
  const { say, out } = telling;
  const isClear = shared.every(({ verdict }) => verdict !== 'deny');
  const alike = Map.groupBy(places, (row) =>
    JSON.stringify([row.may, region(telling, row), spoken(telling, row.may, row.decisions)]),
  );
  for (const rows of alike.values()) {
    const { may, decisions } = rows[0]!;
    const own = spoken(telling, may, decisions);
    // Refused for the sake of the zone alone: the zone has said it.
    const text = say('where.place', {
      places: rows.map(({ place }) => place).join(', '),
      region: region(telling, rows[0]!),
      may: may === whole && !isClear && own.length === 0 ? 'zone' : choice(may),
    });
    out.line([{ text: `  ${marks[may]} `, style: styles[marks[may]]! }, text], 4);
    reasons(telling, own, '·', '    ');
    steps(telling, may, decisions);
  }
}

function zoneBlock(telling: Telling, row: ZoneRow): void {
  const { say, out } = telling;
  const mark = marks[row.may];
  const head = say('where.zone', {
    zone: row.zone,
    side: row.side,
    provider: row.provider,
    named: row.named,
    may: choice(row.may),
  });
  out.line();
  out.line([
    { text: `${mark} `, style: styles[mark]! },
    { text: head, style: 'bold' },
  ]);
  if (row.places.length === 0) out.line(`  ${say('where.no-place')}`, 4);
  if (row.may !== 'may')
    reasons(telling, spoken(telling, row.may === 'in-part' ? 'unknown' : row.may, row.decisions), '·', '  ');
  placesOf(telling, row);
}

function lyingRow(telling: Telling, each: Lying): void {
  const { say, out, sentence, country } = telling;
  const mark = each.verdict === undefined ? '?' : verdictMarks[each.verdict];
  const text = say('where.lying', {
    container: each.container,
    as: choice(each.as),
    zone: each.zone ?? say('value.none'),
    region: each.region ?? say('report.region-unknown'),
    country: each.country === undefined ? say('where.no-country') : country(each.country),
    seen: each.unseen === undefined ? 'yes' : 'no',
    why: each.unseen === undefined ? '' : say(`where.unseen.${each.unseen}`),
  });
  out.line([{ text: `  ${mark} `, style: styles[mark] ?? 'dim' }, text], 4);
  for (const finding of each.findings)
    out.line([`    · ${sentence(finding)}`, { text: ` [${finding.control}]`, style: 'dim' }], 6);
}

export function tellWhere(
  telling: Telling,
  where: Where,
  at: string | undefined,
  home: string | undefined,
  allowed: readonly string[],
): void {
  const { say, out, list } = telling;
  const raised = where.class === where.declared ? 'no' : 'yes';
  const { dataset, class: held, declared } = where;
  const name = say('report.class', { code: held, name: say(`class.${held}`) });
  out.line({ text: say('where.head', { dataset, class: name, raised, declared }), style: 'bold' }, 0);
  out.line(say('where.promise', { home: home ?? say('value.none'), allowed: list(allowed) }), 0);
  out.line(say('where.asked', { collected: at === undefined ? 'no' : 'yes' }), 0);
  if (telling.ownControls) out.line(say('where.own-not-asked'), 0);
  for (const row of where.zones) zoneBlock(telling, row);
  out.line();
  if (where.later.length > 0)
    out.line(say('where.later', { controls: where.later.map((id) => say(`${id}.title`)).join(' · ') }), 2);
  out.line();
  out.line(
    { text: say('where.today', { collected: at === undefined ? 'no' : 'yes', at: at ?? '' }), style: 'bold' },
    0,
  );
  for (const each of where.lies) lyingRow(telling, each);
  if (where.lies.length === 0) out.line(`  ${say('where.nowhere')}`);
}
