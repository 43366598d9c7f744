/** Countries of which no list settles whether they belong to the Union or the EEA. */
import type { FactRows } from './rows.ts';

/**
 * A row that needs a decision is a doubt about *membership* only for a territory of a State that is, or was, a member.
 * Hong Kong needs a decision on which Chinese law applies there, never on whether it lies in the EEA: what can be derived
 * is decided (design, sentence 3).
 */
export function membershipUndecided(countries: FactRows['countries']): ReadonlySet<string> {
  const members = new Set(countries.memberships.map((row) => row.code));
  return new Set(
    countries.countries
      .filter((row) => row.needsDecision === true && (members.has(row.code) || members.has(row.territoryOf ?? '')))
      .map((row) => row.code),
  );
}
