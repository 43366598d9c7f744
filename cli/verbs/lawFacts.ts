/** Facts of law and geography behind a decision: each row with its source, how well it is known and its dates. Pure. */
import type { Control, Decision } from '../../estate/index.ts';
import type { Judged } from '../../policies/index.ts';
import type { Ground } from './ground.ts';

export interface LawFact {
  /** Picks the sentence `why.law.<kind>`. `not-member`, `no-adequacy`: no row holds that day, which is said of the list as read. */
  readonly kind:
    | 'member'
    | 'not-member'
    | 'undecided'
    | 'adequacy'
    | 'no-adequacy'
    | 'law'
    | 'region'
    | 'tool'
    | 'threshold'
    | 'statement';
  readonly values: Readonly<Record<string, string>>;
  readonly source: string | undefined;
  readonly confidence: string | undefined;
  readonly readOn: string;
  /** Left out: undated, usable, and said so. */
  readonly validFrom?: string;
  readonly validTo?: string;
}

interface Row {
  readonly source: string;
  readonly confidence: string;
  readonly readOn: string;
  readonly validFrom?: string;
  readonly validTo?: string;
}

function factOf(kind: LawFact['kind'], values: LawFact['values'], row: Row): LawFact {
  const { source, confidence, readOn, validFrom, validTo } = row;
  return {
    kind,
    values,
    source,
    confidence,
    readOn,
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validTo === undefined ? {} : { validTo }),
  };
}

function valuesNamed(decision: Decision, names: readonly string[]): string[] {
  return decision.reasons.flatMap(({ values }) => names.flatMap((name) => values[name] ?? []).map(String));
}

/** Countries that the reasons name, and those of the facts that the control requires. */
function countriesOf({ question }: Judged, decision: Decision, { requires }: Control): string[] {
  const { location, operator, plane, hosting, transfer, key } = question;
  const facts: Readonly<Record<string, readonly (string | undefined)[]>> = {
    location: [location?.country],
    operator: [operator?.employerCountry, ...(operator?.worksIn ?? [])],
    plane: [plane?.country, ...(plane?.from ?? [])],
    hosting: (hosting?.chain ?? []).map(({ country }) => country),
    transfer: [transfer?.country],
    key: [key?.country],
  };
  const all = [...valuesNamed(decision, ['country', 'countries']), ...requires.flatMap((fact) => facts[fact] ?? [])];
  return [...new Set(all.filter((country) => country !== undefined))].sort();
}

/** Membership of the EEA, and that of the Union where only one of the two holds. Absence is said of the list as it was read. */
function standing({ facts, premises: { asOf } }: Ground, country: string): LawFact[] {
  const { readOn, countries } = facts.rows.countries;
  const [area, union] = (['EEA', 'EU'] as const).map((each) => facts.membership(each, country, asOf));
  const row = area ?? union;
  const member = row === undefined ? [] : [factOf('member', { country, union: row.union, as: row.kind }, row)];
  if (union !== undefined) return member;
  const missing = area === undefined ? 'EEA' : 'EU';
  const kind = facts.isIn(missing, country, asOf) === 'no' ? 'not-member' : 'undecided';
  const source = countries.find(({ code }) => code === country)?.noteSource;
  return [...member, { kind, values: { country, union: missing }, source, confidence: undefined, readOn }];
}

/** Adequacy is asked where an article of Chapter V is: nowhere else does it change anything. */
function adequacy({ facts, premises: { asOf } }: Ground, country: string): LawFact[] {
  if (facts.isIn('EEA', country, asOf) === 'yes') return [];
  const rows = facts.adequacy(country, asOf);
  if (rows.length > 0)
    return rows.map((row) => factOf('adequacy', { country, decision: row.decision, scope: row.scope.kind }, row));
  const { completeness, readOn } = facts.rows.adequacy;
  return [factOf('no-adequacy', { country, asOf: completeness.asOf }, { ...completeness, readOn })];
}

function named(
  { facts, premises: { asOf } }: Ground,
  { question }: Judged,
  decision: Decision,
  { requires }: Control,
): LawFact[] {
  const { laws, regions, instruments } = facts.rows;
  const ids = new Set(valuesNamed(decision, ['laws']));
  const tools = new Set([
    ...valuesNamed(decision, ['tool']),
    ...(requires.includes('transfer') ? [question.transfer?.tool ?? ''] : []),
  ]);
  const limits = new Set(valuesNamed(decision, ['threshold']));
  const { provider, region, confidence } = question.location ?? {};
  const isRecorded = requires.includes('location') && confidence !== 'declared';
  const host =
    requires.includes('hosting') && question.hosting?.confidence !== 'declared' ? question.hosting?.entity : undefined;
  const fields = ['seatCountry', 'incorporationCountry', 'eeaContractingCountry', 'parentCountry'];
  return [
    ...regions.regions
      .filter((row) => isRecorded && row.provider === provider && row.region === region)
      .map((row) => factOf('region', { provider: row.provider, region: row.region, country: row.country ?? '' }, row)),
    ...fields.flatMap((field) =>
      host === undefined
        ? []
        : facts
            .statements(host, field, asOf)
            .map((row) =>
              factOf(
                'statement',
                { provider: host, field, value: typeof row.value === 'string' ? row.value : JSON.stringify(row.value) },
                row,
              ),
            ),
    ),
    ...laws.laws
      .filter(({ id }) => ids.has(id))
      .map((row) => factOf('law', { law: row.id, country: row.country, instrument: row.instrument }, row)),
    ...[...instruments.transferTools, ...instruments.derogations]
      .filter(({ id }) => tools.has(id))
      .map((row) => factOf('tool', { tool: row.id, title: row.title }, row)),
    ...instruments.secnumcloud
      .filter(({ maxPct }) => maxPct !== undefined && limits.has(String(maxPct)))
      .map((row) => factOf('threshold', { id: row.id, title: row.title, limit: String(row.maxPct) }, row)),
  ];
}

export function lawBehind(ground: Ground, judged: Judged, decision: Decision, control: Control): LawFact[] {
  const countries = countriesOf(judged, decision, control);
  const isChapterFive = control.references.some((each) => /^GDPR 4[4-9]\b/.test(each));
  return [
    ...countries.flatMap((country) => standing(ground, country)),
    ...(isChapterFive ? countries.flatMap((country) => adequacy(ground, country)) : []),
    ...named(ground, judged, decision, control),
  ];
}
