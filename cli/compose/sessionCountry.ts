/** The country of a session, as a person writes it: a code that is none would be judged as a territory nobody knows. */
import type { Estate } from '../../estate/index.ts';
import type { Facts } from '../../policies/index.ts';
import { UsageError } from '../usage.ts';

/** Codes that the Union and people use, and what ISO 3166-1 calls them. */
const aliases: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR' };

function namedIn({ entities, operators }: Estate): string[] {
  const own = Object.values(entities).map(({ country }) => country);
  return [...new Set([...own, ...operators.flatMap(({ worksIn }) => worksIn)])].sort();
}

/** ISO 3166-1 alpha-2, as it was written. Throws `UsageError` with what may have been meant. */
export function sessionCountry(written: string, estate: Estate, facts: Facts): string {
  const codes = new Set(facts.rows.countries.countries.map(({ code }) => code));
  if (codes.has(written)) return written;
  const upper = written.toUpperCase();
  const meant = codes.has(upper) ? upper : aliases[upper];
  if (meant !== undefined) throw new UsageError('country-alias', written, [meant], '--from');
  throw new UsageError('country', written, namedIn(estate), '--from');
}
