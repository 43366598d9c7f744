/** Which places of the estate to look at, and with whose credentials. */
import { kindOf, scopesOf, sources as allSources, type Scope } from '../../audit/index.ts';
import type { Edge } from '../edge.ts';
import { UsageError } from '../usage.ts';
import type { LoadedEstate } from './loadEstate.ts';

export interface Chosen {
  readonly place?: readonly string[];
  readonly source?: readonly string[];
  readonly profile?: readonly string[];
}

function profilesOf(pairs: readonly string[], places: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      const [place, name] = [pair.slice(0, at), pair.slice(at + 1)];
      if (at < 1 || name === '') throw new UsageError('pair', pair, [], '--profile');
      if (!places.includes(place)) throw new UsageError('unknown-id', place, places);
      return [place, name];
    }),
  );
}

function refuseUnknown(asked: readonly string[], known: readonly string[], flag: string): void {
  for (const word of asked) if (!known.includes(word)) throw new UsageError('wrong-value', word, known, flag);
}

/** A place left out by a flag is not collected, and the audit then says so: a choice never narrows the promise. */
export function chosenScopes({ estate }: LoadedEstate, chosen: Chosen, edge: Edge): Scope[] {
  const sources = edge.sources ?? allSources;
  const all = scopesOf(estate);
  const places = all.map(({ id }) => id);
  const { place = places, source = [], profile = [] } = chosen;
  refuseUnknown(place, places, '--place');
  refuseUnknown(
    source,
    sources.map(({ id }) => id),
    '--source',
  );
  const kinds = new Set(sources.filter(({ id }) => source.includes(id)).map(({ kind }) => kind));
  return scopesOf(estate, profilesOf(profile, places)).filter(
    (scope) => place.includes(scope.id) && (source.length === 0 || kinds.has(kindOf(scope))),
  );
}
