/** Where a dataset may lie, in words that tell a program which provider and region to take. */
import type { Estate, Zone } from '../../estate/index.ts';

function servedIn({ provider, places = {} }: Zone): string {
  const all = Object.values(places);
  const regions = new Set(all.flatMap(({ region }) => region ?? []));
  const contexts = new Set(
    all.flatMap(({ kubernetes }) => (kubernetes === undefined ? [] : [`kubernetes:${kubernetes}`])),
  );
  return [provider, ...regions, ...contexts].join(' ');
}

/** `aws-eu (aws eu-west-3 kubernetes:main)`, one a zone; nothing for a dataset that the estate does not know. */
export function homesOf({ datasets, zones }: Estate, dataset: string): string[] {
  const allowed = Object.hasOwn(datasets, dataset) ? (datasets[dataset]?.mayLieIn ?? []) : [];
  return allowed.flatMap((id) => {
    const zone = Object.hasOwn(zones, id) ? zones[id] : undefined;
    return zone === undefined ? [] : [`${id} (${servedIn(zone)})`];
  });
}
