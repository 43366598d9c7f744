/** Laws outside the Union that may reach whoever hosts a container or opens it. Application is a legal assessment. */
import type { Facts } from '../../../policies/index.ts';
import type { LawReach } from '../background.ts';

/** Laws that can make somebody hand data over; export control, localisation and blocking laws tell another story. */
const compelling = new Set(['compelled-access', 'collection-without-compulsion']);

export interface Tie {
  readonly entity: string;
  readonly country: string;
}

export function lawsReaching(facts: Facts, ties: readonly Tie[], accepted: readonly string[], day: string): LawReach[] {
  const entitiesIn = Map.groupBy(
    ties.filter(({ country }) => facts.isIn('EU', country, day) !== 'yes'),
    ({ country }) => country,
  );
  return facts
    .lawsOf([...entitiesIn.keys()], day)
    .filter(({ kind, alsoKinds }) => [kind, ...(alsoKinds ?? [])].some((each) => compelling.has(each)))
    .map((row) => ({
      law: row.id,
      country: row.country,
      instrument: row.instrument,
      source: row.source,
      confidence: row.confidence,
      readOn: row.readOn,
      ...(row.validFrom === undefined ? {} : { validFrom: row.validFrom }),
      entities: [...new Set((entitiesIn.get(row.country) ?? []).map(({ entity }) => entity))].sort(),
      accepted: accepted.includes(row.id),
    }))
    .sort((one, other) => one.country.localeCompare(other.country) || one.law.localeCompare(other.law));
}
