/**
 * Countries as equal tiles, so that nothing is drawn that anybody disputes. Positions are a drawing; who is a member comes
 * from the facts of the day. The table beside it holds the same data.
 */
import { countryName } from '../names.ts';
import { placementRows, type PlacementRow } from '../placements.ts';
import type { Teller } from '../sentences.ts';
import { html, type Markup } from './template.ts';
import positions from './tiles.json' with { type: 'json' };

const size = 46;
const step = 50;
/** Other countries stand in columns of their own, after a gap. */
const othersFrom = 7;
const perColumn = 7;

interface Tile {
  readonly code: string;
  readonly column: number;
  readonly row: number;
  readonly placed: PlacementRow | undefined;
}

function tilesOf({ report }: Teller): Tile[] {
  const rows = placementRows(report);
  const at = new Map(rows.map((row) => [row.country ?? '?', row]));
  const drawn = new Map(Object.entries(positions).map(([code, [column, row]]) => [code, [column!, row!] as const]));
  const inside = (report.countries ?? [])
    .filter(({ code, standing }) => drawn.has(code) && (standing === 'EU' || standing === 'EEA'))
    .map(({ code }) => code);
  const others = [...at.keys()].filter((code) => !inside.includes(code));
  return [
    ...inside.map((code) => ({ code, column: drawn.get(code)![0], row: drawn.get(code)![1], placed: at.get(code) })),
    ...others.map((code, index) => ({
      code,
      column: othersFrom + Math.floor(index / perColumn),
      row: index % perColumn,
      placed: at.get(code),
    })),
  ];
}

function tile({ report, say }: Teller, { code, column, row, placed }: Tile): Markup {
  const kind = placed === undefined ? 'empty' : placed.deviating > 0 ? 'deny' : code === '?' ? 'unknown' : 'allow';
  const [x, y] = [column * step + 1, row * step + 1];
  const count =
    placed === undefined ? '' : placed.deviating > 0 ? `✗ ${placed.deviating}/${placed.containers}` : placed.containers;
  const name = code === '?' ? say('report.no-country') : countryName(report, say, code);
  const title = say('report.tiles.tile', {
    country: name,
    containers: placed?.containers ?? 0,
    deviating: placed?.deviating ?? 0,
  });
  return html`<g class="tile ${kind}"
    ><title>${title}</title><rect x="${x}" y="${y}" width="${size}" height="${size}" rx="5" /><text
      x="${x + size / 2}"
      y="${y + 21}"
      text-anchor="middle"
      class="code"
      >${code}</text
    ><text x="${x + size / 2}" y="${y + 37}" text-anchor="middle" class="count">${count}</text></g
  > `;
}

export function tileGrid(teller: Teller): Markup {
  const tiles = tilesOf(teller);
  const width = (Math.max(...tiles.map(({ column }) => column)) + 1) * step;
  const height = (Math.max(...tiles.map(({ row }) => row)) + 1) * step;
  return html`<figure>
    <svg
      viewBox="0 0 ${width} ${height}"
      width="${width}"
      height="${height}"
      role="img"
      aria-labelledby="tiles-title tiles-desc"
    >
      <title id="tiles-title">${teller.say('report.tiles.title')}</title>
      <desc id="tiles-desc">${teller.say('report.tiles.desc')}</desc>
      ${tiles.map((each) => tile(teller, each))}
    </svg>
    <figcaption>${teller.say('report.tiles.caption')}</figcaption>
  </figure>`;
}
