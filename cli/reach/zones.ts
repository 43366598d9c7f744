/** The planes by which an entity reaches something, zone by zone. Pure. */
import type { Say } from '../../estate/index.ts';
import type { CountedRow } from './diff.ts';

/** `<zone>/<plane>` → the planes of each zone, as a person reads them. */
function planesIn(say: Say, ways: readonly string[]): Map<string, string[]> {
  const zones = Map.groupBy(ways, (way) => way.slice(0, way.lastIndexOf('/')));
  return new Map([...zones].map(([zone, of]) => [zone, of.map((way) => say(`plane.${way.slice(zone.length + 1)}`))]));
}

/** `zone public (control plane, key plane), zone other (support plane)` */
export function zonesSpoken(say: Say, ways: readonly string[]): string {
  const zones = [...planesIn(say, ways)].map(([zone, planes]) =>
    say('reach.zone', { zone, planes: planes.join(', ') }),
  );
  return zones.join(', ');
}

/** `by zone public: in clear (control plane, key plane), without clear text (backup plane)` */
export function byZone(say: Say, rows: readonly CountedRow[]): string {
  const parts = rows.flatMap(({ ways, clearText }) =>
    [...planesIn(say, ways)].map(([zone, planes]) => ({
      zone,
      text: say('reach.clear', { clear: clearText ? 'yes' : 'no', planes: planes.join(', ') }),
    })),
  );
  return [...Map.groupBy(parts, ({ zone }) => zone)]
    .map(([zone, of]) => say('reach.by-zone', { zone, ways: of.map(({ text }) => text).join(', ') }))
    .join(say('report.list-separator'));
}
