/** How countries stand on the day of the run, from the facts. */
import type { Facts } from '../../../policies/index.ts';
import type { Country, Standing } from '../background.ts';

export function standingOf(facts: Facts, country: string | undefined, day: string): Standing {
  if (country === undefined) return 'unknown';
  if (facts.isIn('EU', country, day) === 'yes') return 'EU';
  const area = facts.isIn('EEA', country, day);
  if (area === 'yes') return 'EEA';
  return area === 'no' ? 'outside' : area === 'needs-decision' ? 'undecided' : 'unknown';
}

/** Every country of the Union and the EEA that day, and every other that the run names. */
export function countriesOf(facts: Facts, named: ReadonlySet<string>, day: string): Country[] {
  return facts.rows.countries.countries.flatMap(({ code, name }) => {
    const standing = standingOf(facts, code, day);
    // Territories of a member (Åland, Réunion) stand with it, but are drawn only where something lies.
    const member = ['member', 'provisional'].includes(
      (facts.membership('EEA', code, day) ?? facts.membership('EU', code, day))?.kind ?? '',
    );
    if (!member && !named.has(code)) return [];
    return [{ code, name, standing, adequacy: facts.adequacy(code, day).length > 0 }];
  });
}
