/** Where data lies and who reaches it: figures first as tiles, then every figure as a table. */
import { countryLabel } from '../names.ts';
import { placementRows } from '../placements.ts';
import { reachRows } from '../reachRows.ts';
import type { Teller } from '../sentences.ts';
import { badge, section, table } from './pieces.ts';
import { tileGrid } from './tiles.ts';
import { html, type Content, type Markup } from './template.ts';

function standing({ report, say }: Teller, code: string | undefined): Content {
  const known = report.countries?.find((country) => country.code === code);
  const word = say('report.standing', { standing: known?.standing ?? 'unknown' });
  return known?.standing === 'outside' && known.adequacy ? `${word} · ${say('report.adequacy')}` : word;
}

export function placements(teller: Teller): Markup {
  const { report, say } = teller;
  const rows = placementRows(report);
  return section('places', say('report.places.title'), [
    tileGrid(teller),
    table({
      caption: say('report.places.caption'),
      columns: ['country', 'standing', 'zones', 'containers', 'classes', 'deviating'].map((name) =>
        say(`report.column.${name}`),
      ),
      rows: rows.map(({ country, zones, containers, classes, deviating }) => [
        country === undefined ? say('report.no-country') : countryLabel(report, say, country),
        standing(teller, country),
        zones.join(', '),
        containers,
        Object.entries(classes).map(
          ([name, count]) =>
            html`<span class="pair">${name === 'unknown' ? say('report.class-unknown') : name} × ${count}</span> `,
        ),
        deviating === 0 ? badge('none', '0') : badge('deny', String(deviating)),
      ]),
    }),
  ]);
}

export function reach(teller: Teller): Markup {
  const { report, say } = teller;
  const label = (code: string) => countryLabel(report, say, code);
  return section('reach', say('report.reach.title'), [
    html`<p>${say('report.reach.lead')}</p>`,
    table({
      caption: say('report.reach.caption'),
      columns: ['entity', 'country', 'from', 'route', 'operators', 'containers', 'clear', 'bases', 'verdicts'].map(
        (name) => say(`report.column.${name}`),
      ),
      rows: reachRows(report).map((row) => [
        row.entity,
        row.country === undefined ? '–' : label(row.country),
        row.from.map(label).join(', '),
        row.route === undefined ? '–' : say(`route.${row.route}`),
        [...(row.operators > 0 || row.planes.length === 0 ? [String(row.operators)] : []), ...row.planes].join(', '),
        row.containers,
        row.clearText ? say('report.clear.yes') : say('report.clear.no'),
        row.bases.join(', ') || '–',
        [
          row.deviations > 0 ? badge('deny', say('report.verdict-count', { count: row.deviations })) : undefined,
          row.unknowns > 0 ? badge('unknown', String(row.unknowns)) : undefined,
          row.deviations + row.unknowns === 0 ? badge('none', '0') : undefined,
        ],
      ]),
    }),
  ]);
}
