/** Planes as a person reads them: each zone named once, however many of its planes are meant. */
import type { Say } from '../../estate/index.ts';

/** `planes`: `<zone>/<plane>`, as rows of reach carry them. */
export function planesSpoken(say: Say, planes: readonly string[]): string {
  const list = new Intl.ListFormat(say('report.language'));
  const byZone = Map.groupBy(planes, (each) => each.slice(0, each.lastIndexOf('/')));
  const zones = [...byZone].map(([zone, of]) => {
    const named = of.map((each) => say('who.plane', { plane: say(`plane.${each.slice(zone.length + 1)}`) }));
    return say('who.planes', { planes: list.format(named), zone });
  });
  return zones.join(', ');
}
