/** Lookups over the rows of facts for one day: geography, adequacy, laws, providers. Pure; the rows are passed in. */
import { factsDigest } from './policy-data.ts';
import { membershipUndecided } from './undecided.ts';
import type { AdequacyRow, FactRows, LawRow, MembershipRow, RegionRow, StatementRow, Union } from './rows.ts';

/** Where a provider says that a region of its API lies, and how well that is known. */
export interface PlaceFact {
  readonly country: string;
  readonly source: string;
  readonly confidence: RegionRow['confidence'];
  readonly readOn: string;
}
/** `needs-decision`: no list settles it, ask counsel. `unknown-country`: the code is not recorded. Neither is ever "no". */
export type Standing = 'yes' | 'no' | 'needs-decision' | 'unknown-country';

/** Every `day` may be a day or a time stamp of RFC 3339 in UTC: its first ten characters are compared. */
export interface Facts {
  readonly rows: FactRows;
  /** `sha256:…` over everything a decision can depend on: the data of the policy module, regions and providers. */
  readonly digest: string;
  /**
   * Country of a region of a provider, both ids exactly as written. Undefined when the pair is not recorded or its country
   * is not known: `eu-west-2` is three places, so there is no answer by region alone, by prefix or by any other likeness.
   */
  countryOf(provider: string, region: string): PlaceFact | undefined;
  isIn(union: Union, country: string, day: string): Standing;
  /** The row that makes it so, for rules that say `member` and for printing how well it is known. */
  membership(union: Union, country: string, day: string): MembershipRow | undefined;
  /** Decisions under the GDPR in force that day. Their scope is the caller's to test: only `all` covers any importer. */
  adequacy(country: string, day: string): readonly AdequacyRow[];
  /**
   * Laws of these countries that day, undated ones included, proposals never. A Member State brings the laws of the Union
   * with it. Blocking laws stand beside the compelling ones. No row is none recorded, not none exists.
   */
  lawsOf(countries: readonly string[], day: string): readonly LawRow[];
  /** What sources say of one field of a provider that day; several may differ. Empty is unknown, never none. */
  statements(provider: string, field: string, day: string): readonly StatementRow[];
  isProvider(id: string): boolean;
}

interface Dated {
  readonly validFrom?: string;
  readonly validTo?: string;
}

function holds(row: Dated, at: string): boolean {
  const day = at.slice(0, 10);
  return (row.validFrom ?? '') <= day && (row.validTo === undefined || day <= row.validTo);
}

/** Indexes the rows once. They are trusted to be sound (`unsound`): overlapping rows would make an answer arbitrary. */
export function loadFacts(rows: FactRows): Facts {
  const countries = new Map(rows.countries.countries.map((row) => [row.code, row]));
  const undecided = membershipUndecided(rows.countries);
  const memberships = Map.groupBy(rows.countries.memberships, (row) => `${row.union} ${row.code}`);
  const decisions = Map.groupBy(
    rows.adequacy.decisions.filter((row) => row.regime === 'GDPR' && row.codeKind === 'country'),
    (row) => row.code,
  );
  const laws = rows.laws.laws.filter((row) => row.status !== 'proposal');
  const regions = new Map(
    [...Map.groupBy(rows.regions.regions, (row) => row.provider)].map(([provider, own]) => [
      provider,
      new Map(own.map((row) => [row.region, row])),
    ]),
  );
  const statements = Map.groupBy(rows.providers.statements, (row) => row.provider);

  let digest: string | undefined;
  const membership = (union: Union, country: string, day: string) =>
    memberships.get(`${union} ${country}`)?.find((row) => holds(row, day));
  const isIn = (union: Union, country: string, day: string): Standing => {
    const row = countries.get(country);
    if (row === undefined) return 'unknown-country';
    if (membership(union, country, day) !== undefined) return 'yes';
    return undecided.has(country) ? 'needs-decision' : 'no';
  };
  const reaches = (law: LawRow, country: string, day: string): boolean =>
    law.country === 'EU'
      ? isIn('EU', country, day) === 'yes' && law.notIn?.includes(country) !== true
      : law.country === country;

  return {
    rows,
    // Worked out for whoever names it: half a megabyte is written out canonically for it.
    get digest() {
      return (digest ??= factsDigest(rows));
    },
    countryOf: (provider, region) => {
      const row = regions.get(provider)?.get(region);
      if (row === undefined || row.country === null) return undefined;
      return { country: row.country, source: row.source, confidence: row.confidence, readOn: row.readOn };
    },
    isIn,
    membership,
    adequacy: (country, day) => (decisions.get(country) ?? []).filter((row) => holds(row, day)),
    lawsOf: (codes, day) =>
      laws.filter((law) => holds(law, day) && codes.some((country) => reaches(law, country, day))),
    statements: (provider, field, day) =>
      (statements.get(provider) ?? []).filter((row) => row.field === field && holds(row, day)),
    isProvider: (id) => statements.has(id),
  };
}
