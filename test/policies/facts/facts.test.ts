import { describe, expect, it } from 'vitest';
import { committedRows } from '../../../policies/facts/committed.ts';
import { loadFacts } from '../../../policies/facts/facts.ts';
import type { FactRows } from '../../../policies/facts/rows.ts';

const facts = loadFacts(committedRows);
const lawIds = (countries: readonly string[], day: string) => facts.lawsOf(countries, day).map((row) => row.id);

describe('a region of a provider', () => {
  it.each([
    ['aws', 'eu-west-1', 'IE'],
    ['alibaba', 'eu-west-1', 'GB'],
    ['aws', 'eu-west-2', 'GB'],
    ['alibaba', 'eu-west-2', 'FR'],
    ['outscale', 'eu-west-2', 'FR'],
    ['aws', 'eu-central-2', 'CH'],
    ['ionos', 'eu-central-2', 'DE'],
    ['aws', 'me-central-1', 'AE'],
    ['alibaba', 'me-central-1', 'SA'],
    ['aws', 'ap-southeast-3', 'ID'],
    ['alibaba', 'ap-southeast-3', 'MY'],
    ['aws', 'ap-southeast-5', 'MY'],
    ['alibaba', 'ap-southeast-5', 'ID'],
    ['aws', 'ap-southeast-6', 'NZ'],
    ['alibaba', 'ap-southeast-6', 'PH'],
    ['gcp', 'europe-west2', 'GB'],
    ['gcp', 'europe-west6', 'CH'],
    ['open-telekom-cloud', 'eu-ch2', 'CH'],
    ['ibm', 'eu-gb', 'GB'],
    ['oracle', 'eu-jovanovac-1', 'RS'],
    ['azure', 'northeurope', 'IE'],
    ['azure', 'westeurope', 'NL'],
    ['azure', 'norwayeast', 'NO'],
    ['azure', 'mexicocentral', 'MX'],
    ['azure', 'brazilsoutheast', 'BR'],
  ])('of %s called %s lies in %s', (provider, region, country) => {
    expect(facts.countryOf(provider, region)?.country).toBe(country);
  });

  it.each([
    ['aws', 'eu-isoe-west-1'],
    ['azure', 'brazilus'],
    ['aws', 'eu'],
    ['aws', 'eu-'],
    ['aws', 'eu-west'],
    ['aws', 'eu-west-22'],
    ['aws', 'EU-WEST-2'],
    ['aws', 'eu-west-2 '],
    ['aws', 'aws-global'],
    ['gcp', 'global'],
    ['nobody', 'eu-west-2'],
    ['', 'eu-west-2'],
    ['aws', '__proto__'],
    ['constructor', 'name'],
  ])('of %s called %j has no country: not known is undefined, never the likely one', (provider, region) => {
    expect(facts.countryOf(provider, region)).toBeUndefined();
  });

  it('says where it was read, when and how well, and never claims to be official', () => {
    expect(facts.countryOf('aws', 'eu-west-2')).toEqual({
      country: 'GB',
      source: expect.stringContaining('sc-crawler') as string,
      confidence: 'secondary',
      readOn: '2026-07-24',
    });
    expect(facts.countryOf('stackit', 'eu02')?.confidence).toBe('recalled');
    expect(committedRows.regions.regions.filter((row) => row.confidence === 'official')).toEqual([]);
  });
});

describe('membership of the Union and of the EEA on a day', () => {
  it.each([
    ['EU', 'HR', '2013-06-30', 'no'],
    ['EU', 'HR', '2013-07-01', 'yes'],
    ['EEA', 'HR', '2013-07-01', 'no'],
    ['EEA', 'HR', '2014-04-11', 'no'],
    ['EEA', 'HR', '2014-04-12', 'yes'],
    ['EU', 'GB', '2020-01-31', 'yes'],
    ['EU', 'GB', '2020-12-31', 'yes'],
    ['EU', 'GB', '2021-01-01', 'no'],
    ['EEA', 'GB', '2020-12-31', 'yes'],
    ['EEA', 'GB', '2021-01-01', 'no'],
    ['EEA', 'NO', '2024-07-26', 'yes'],
    ['EU', 'NO', '2024-07-26', 'no'],
    ['EEA', 'CH', '2024-07-26', 'no'],
    ['EEA', 'SG', '2024-07-26', 'no'],
    ['EU', 'RE', '2024-07-26', 'yes'],
    ['EU', 'AX', '2024-07-26', 'yes'],
    ['EU', 'CY', '2024-07-26', 'yes'],
    ['EU', 'BL', '2011-12-31', 'yes'],
    ['EU', 'BL', '2012-01-01', 'needs-decision'],
    ['EEA', 'PF', '2024-07-26', 'needs-decision'],
    ['EU', 'PF', '2024-07-26', 'needs-decision'],
    ['EEA', 'NC', '2024-07-26', 'needs-decision'],
    ['EEA', 'SJ', '2024-07-26', 'needs-decision'],
    ['EEA', 'ZZ', '2024-07-26', 'unknown-country'],
    ['EEA', 'EL', '2024-07-26', 'unknown-country'],
    ['EEA', 'UK', '2024-07-26', 'unknown-country'],
    ['EEA', 'fr', '2024-07-26', 'unknown-country'],
    ['EEA', '', '2024-07-26', 'unknown-country'],
  ] as const)('%s: %s on %s is %s', (union, country, day, standing) => {
    expect(facts.isIn(union, country, day)).toBe(standing);
  });

  it('counts 27 Member States and 30 of the EEA on the day of compilation', () => {
    const members = (union: 'EU' | 'EEA') =>
      committedRows.countries.countries.filter(({ code }) => {
        const kind = facts.membership(union, code, '2026-11-22')?.kind;
        return kind === 'member' || kind === 'provisional';
      });
    expect([members('EU').length, members('EEA').length]).toEqual([27, 30]);
  });

  it('keeps in what way: transition and territory are not membership', () => {
    expect(facts.membership('EU', 'GB', '2020-06-01')?.kind).toBe('treated-as');
    expect(facts.membership('EU', 'GP', '2024-07-26')?.kind).toBe('territory');
    expect(facts.membership('EEA', 'GP', '2024-07-26')?.confidence).toBe('recalled');
  });

  it('holds a last day to its last instant when given a time stamp', () => {
    expect(facts.isIn('EU', 'GB', '2020-12-31T23:59:59.999Z')).toBe('yes');
    expect(facts.isIn('EU', 'GB', '2021-01-01T00:00:00.000Z')).toBe('no');
  });
});

describe('adequacy of the same country on two days', () => {
  it.each([
    ['US', '2015-10-05', ['register']],
    ['US', '2015-10-06', []],
    ['US', '2020-07-15', ['register']],
    ['US', '2020-07-16', []],
    ['US', '2023-07-09', []],
    ['US', '2023-07-10', ['register']],
    ['GB', '2020-12-31', []],
    ['GB', '2021-06-27', ['all']],
    ['GB', '2021-06-28', ['all-except']],
    ['GB', '2025-12-18', ['all-except']],
    ['GB', '2025-12-19', ['all']],
    ['GB', '2031-12-27', ['all']],
    ['GB', '2031-12-28', []],
    ['BR', '2026-01-25', []],
    ['BR', '2026-01-26', ['law']],
    ['IL', '2024-07-26', ['processing']],
    ['GI', '2024-07-26', []],
    ['CN', '2026-11-22', []],
    ['SG', '2026-11-22', []],
    ['ZZ', '2026-11-22', []],
    ['EPO', '2026-11-22', []],
  ])('%s on %s has scopes %j', (country, day, scopes) => {
    expect(facts.adequacy(country, day).map((row) => row.scope.kind)).toEqual(scopes);
  });

  it('never offers a decision under the Law Enforcement Directive for a GDPR transfer', () => {
    const days = ['2021-07-01', '2024-07-26', '2026-11-22'];
    expect(days.flatMap((day) => facts.adequacy('GB', day)).map((row) => row.regime)).toEqual(['GDPR', 'GDPR', 'GDPR']);
    expect(committedRows.adequacy.decisions.some((row) => row.code === 'GB' && row.regime === 'LED')).toBe(true);
  });

  it('marks the decision that is contested', () => {
    expect(facts.adequacy('US', '2026-11-22')[0]?.contested).toBe(true);
  });
});

describe('laws of a country on a day', () => {
  it.each([
    ['2008-07-09', undefined],
    ['2024-04-19', 'in-force'],
    ['2026-06-12', 'in-force'],
    ['2026-06-13', 'lapsed-with-continuation'],
    ['2026-11-22', 'lapsed-with-continuation'],
  ])('FISA 702 on %s is %s, and a lapse with continuation still reaches', (day, status) => {
    expect(facts.lawsOf(['US'], day).find((row) => row.id === 'US_FISA_702')?.status).toBe(status);
  });

  it('uses an undated law and leaves it undated', () => {
    const law = facts.lawsOf(['CA'], '2024-07-26').find((row) => row.id === 'CA_PRODUCTION_ORDER');
    expect(law).toBeDefined();
    expect(law).not.toHaveProperty('validFrom');
  });

  it('leaves out a proposal', () => {
    expect(committedRows.laws.laws.some((row) => row.id === 'CA_LAWFUL_ACCESS_BILL')).toBe(true);
    expect(lawIds(['CA'], '2026-11-22')).not.toContain('CA_LAWFUL_ACCESS_BILL');
  });

  it('shows a blocking law beside the compelling ones', () => {
    const kinds = new Set(facts.lawsOf(['CN'], '2024-07-26').map((row) => row.kind));
    expect([...kinds]).toEqual(expect.arrayContaining(['blocking', 'compelled-access']));
  });

  it('brings the laws of the Union with a Member State, not with Denmark where they leave it out', () => {
    expect(lawIds(['FR'], '2026-08-17')).not.toContain('EU_E_EVIDENCE');
    expect(lawIds(['FR'], '2026-08-18')).toContain('EU_E_EVIDENCE');
    expect(lawIds(['DK'], '2026-08-18')).not.toContain('EU_E_EVIDENCE');
    expect(lawIds(['NO'], '2026-08-18')).not.toContain('EU_E_EVIDENCE');
  });

  it('keeps recalled what was recalled', () => {
    const hongKong = facts.lawsOf(['HK'], '2024-07-26');
    expect(hongKong.map((row) => [row.id, row.confidence])).toEqual([['HK_NATIONAL_SECURITY_LAW', 'recalled']]);
  });

  it('joins the countries of a chain without naming a law twice', () => {
    const ids = lawIds(['NL', 'CN', 'CN', 'HK'], '2024-07-26');
    expect(ids).toEqual(expect.arrayContaining(['CN_NATIONAL_INTELLIGENCE_LAW', 'HK_NATIONAL_SECURITY_LAW']));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('statements about a provider', () => {
  it('hold for their period', () => {
    const nexus = (day: string) => facts.statements('open-telekom-cloud', 'foreignNexus', day).length;
    expect([nexus('2023-04-04'), nexus('2023-04-05')]).toEqual([0, 1]);
  });

  it('stand side by side when sources differ, each with its source', () => {
    const holdings = facts.statements('ovh', 'holding', '2024-07-26');
    expect(holdings.length).toBeGreaterThan(1);
    expect(holdings.every((row) => row.source.length > 0)).toBe(true);
  });

  it('are empty for what nobody said, and a provider nobody describes is none', () => {
    expect(facts.statements('aws', 'boardRight', '2024-07-26')).toEqual([]);
    expect([facts.isProvider('aws'), facts.isProvider('cloud-eu')]).toEqual([true, false]);
  });
});

describe('the digest of facts', () => {
  const changed = (edit: (rows: FactRows) => void) => {
    const rows = structuredClone(committedRows);
    edit(rows);
    return loadFacts(rows).digest;
  };
  it('changes with a day of a law, the country of a region and a statement', () => {
    const digests = [
      facts.digest,
      changed((rows) => Object.assign(rows.laws.laws[0]!, { validTo: '2025-01-01' })),
      changed((rows) => Object.assign(rows.regions.regions[0]!, { country: 'FR' })),
      changed((rows) => Object.assign(rows.providers.statements[0]!, { value: 'Another' })),
      changed((rows) =>
        Object.assign(
          rows.countries.countries.find(({ code }) => code === 'PF')!,
          { needsDecision: false },
        ),
      ),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });
  it('does not change with a note for people', () => {
    expect(changed((rows) => Object.assign(rows.laws.laws[0]!, { note: 'another note' }))).toBe(facts.digest);
  });
});
