/** Endpoints: an address, without credentials; a region that its provider names; prefixes that do not overlap. */
import { flawIn, type Check } from '../read/draft.ts';
import type { Flaw } from '../read/flaw.ts';
import { suggestion } from '../read/nearest.ts';
import { placesOf, type PlacedEntry } from './connections.ts';

const web = ['https:', 'http:'] as const;
const protocols = { s3: web, postgresql: ['postgresql:', 'postgres:'], keystone: web } as const;

/** A secret in an estate would be copied into every repository that holds it. */
function* address({ zone, name, place }: PlacedEntry): Generator<Flaw> {
  for (const kind of ['s3', 'postgresql', 'keystone'] as const) {
    const written = place[kind];
    if (written === undefined) continue;
    const url = URL.canParse(written) ? new URL(written) : undefined;
    const expected: readonly string[] = protocols[kind];
    const at = ['places', name, kind];
    if (url === undefined || !expected.includes(url.protocol))
      yield flawIn(zone, at, 'endpoint-form', { id: name, kind });
    else if (url.username !== '' || url.password !== '') yield flawIn(zone, at, 'endpoint-secret', { id: name });
  }
}

function* prefixes({ zone, name, place }: PlacedEntry): Generator<Flaw> {
  const seen: string[] = [];
  for (const [index, prefix] of (place.prefixes ?? []).entries()) {
    const at = ['places', name, 'prefixes', index];
    const other = seen.find((known) => prefix.startsWith(known) || known.startsWith(prefix));
    if (!/^[^/]+(?:\/[^/]+)+\/$/.test(prefix)) yield flawIn(zone, at, 'prefix-form', { prefix });
    else if (other !== undefined) yield flawIn(zone, at, 'prefix-overlap', { prefix, other });
    else seen.push(prefix);
  }
}

export const endpoints: Check = function* (draft) {
  const regions = new Map(draft.entities.map(({ id, value }) => [id, value.regions]));
  for (const placed of placesOf(draft)) {
    yield* address(placed);
    yield* prefixes(placed);
    const { zone, name, place } = placed;
    const known = regions.get(zone.value.provider);
    if (place.region === undefined || known === undefined || Object.hasOwn(known, place.region)) continue;
    const names = Object.keys(known);
    const said = { region: place.region, provider: zone.value.provider, known: names.join(', ') };
    const values = { ...said, ...suggestion(place.region, names) };
    yield flawIn(zone, ['places', name, 'region'], 'region-undeclared', values, { level: 'warning' });
  }
};
