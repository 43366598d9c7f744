/** The compact document of dated facts that the policy module carries as `data.cloison.facts`. Pure. */
import { digestOf, fault } from '../../estate/index.ts';
import { membershipUndecided } from './undecided.ts';
import type { PolicyData } from './policy-shape.ts';
import type { AdequacyRow, FactRows, LawRow, Union } from './rows.ts';

interface Dated {
  readonly validFrom?: string;
  readonly validTo?: string;
}
/** Rego compares strings and knows no absence in a comparison: an open end is empty, on either side. */
const period = (row: Dated) => ({ from: row.validFrom ?? '', to: row.validTo ?? '' });
type Sourced = Pick<LawRow, 'confidence' | 'source' | 'readOn'>;
const read = ({ confidence, source, readOn }: Sourced) => ({ confidence, source, readOn });

function keyed<R, T>(rows: readonly R[], key: (row: R) => string, value: (row: R) => T): Record<string, T[]> {
  return Object.fromEntries([...Map.groupBy(rows, key)].map(([name, own]) => [name, own.map(value)]));
}

function adequacy(row: AdequacyRow) {
  const { scope } = row;
  if (scope.kind === 'organisation') throw fault('internal', { detail: 'a country with the scope of an organisation' });
  const limit = scope.law ?? scope.register ?? scope.condition ?? scope.sector ?? '';
  const less = scope.excludes === undefined ? '' : `less: ${scope.excludes.join('; ')}`;
  return {
    decision: row.decision,
    kind: row.kind,
    ...period(row),
    scope: scope.kind,
    limit,
    conditions: [limit, scope.entities ?? '', (scope.dataTypes ?? []).join(', '), less].filter(Boolean).join('; '),
    excludes: scope.excludes ?? [],
    contested: row.contested === true,
    partRecalled: /\brecalled\b/u.test(row.note ?? ''),
    ...read(row),
  };
}

function law(row: LawRow) {
  const { id, kind, status, alsoKinds = [], notIn = [] } = row;
  return { id, kind, alsoKinds, status, decides: status !== 'proposal', ...period(row), notIn, ...read(row) };
}

function need<T>(value: T | undefined, what: string): T {
  // What is missing must stop the build: Rego would read it as undefined, and the rule as silent.
  if (value === undefined) throw fault('internal', { detail: `the facts lack ${what}` });
  return value;
}

/** First day of the GDPR in a union, and how well it is known. */
function regime({ countries }: FactRows, union: Union) {
  const row = countries.regimes.find((one) => one.regime === 'GDPR' && one.union === union);
  return need(row, `the first day of the GDPR in the ${union}`);
}

type ToolRow = FactRows['instruments']['transferTools'][number] | FactRows['instruments']['derogations'][number];

const tool = (row: ToolRow) => ({
  article: row.article,
  ...period(row),
  fromEeaEfta: row.validFromEeaEfta ?? '',
  requires: row.requires ?? [],
  authorisation: 'authorisation' in row && row.authorisation,
  standing: !('standing' in row),
  confidence: row.confidence,
});

function tools(rows: FactRows): PolicyData['tools'] {
  const { transferTools, derogations } = rows.instruments;
  const own = Object.fromEntries([...transferTools, ...derogations].map((row) => [row.id, tool(row)]));
  const start = regime(rows, 'EU');
  return {
    ...own,
    // Binding corporate rules have an article of their own: people cite either.
    '47': need(own['46.2.b'], 'tool 46.2.b'),
    // Art. 45 is no row of its own: it lives in the adequacy decisions, since the first day of the regime.
    '45': {
      article: '45',
      ...period(start),
      fromEeaEfta: period(regime(rows, 'EEA')).from,
      requires: ['adequacy decision in force, within its scope'],
      authorisation: false,
      standing: true,
      confidence: start.confidence,
    },
  };
}

function secNumCloud(rows: FactRows['instruments']['secnumcloud']): PolicyData['thresholds']['secNumCloud'] {
  const take = <T>(part: string, of: (row: (typeof rows)[number]) => T | undefined): T => {
    const row = rows.find(({ id }) => id === `SNC-3.2${part}`);
    return need(row && of(row), `SNC-3.2${part}`);
  };
  return {
    version: '3.2',
    ...take('', period),
    individualPct: take('-19.6.b-individual', (row) => row.maxPct),
    collectivePct: take('-19.6.b-collective', (row) => row.maxPct),
    rights: take('-19.6.b-rights', (row) => row.maxCount),
    minAlternatives: take('-19.6.d', (row) => row.minAlternatives),
    qualificationYears: take('', (row) => row.qualificationYears),
    within: take('-19.6.a', (row) => row.within),
    ...take('', read),
  };
}

/** Only what rules look up by day. Throws `internal` when a row that they rely on is missing. */
export function policyData(rows: FactRows): PolicyData {
  const { countries, instruments, laws } = rows;
  const memberships = (union: string) =>
    keyed(
      countries.memberships.filter((row) => row.union === union),
      (row) => row.code,
      (row) => ({ ...period(row), kind: row.kind, confidence: row.confidence }),
    );
  const decisions = rows.adequacy.decisions.filter((row) => row.regime === 'GDPR' && row.codeKind === 'country');
  return {
    regimes: { GDPR: { EU: period(regime(rows, 'EU')).from, EEA: period(regime(rows, 'EEA')).from } },
    countries: Object.fromEntries(countries.countries.map(({ code, name }) => [code, { name }])),
    memberships: { EU: memberships('EU'), EEA: memberships('EEA') },
    needsDecision: Object.fromEntries([...membershipUndecided(countries)].map((code) => [code, true as const])),
    adequacy: keyed(decisions, (row) => row.code, adequacy),
    adequacyCompleteUntil: rows.adequacy.completeness.asOf,
    laws: keyed(laws.laws, (row) => row.country, law),
    tools: tools(rows),
    clauses: instruments.clauses.map((row) => ({
      id: row.id,
      decision: row.decision,
      tool: row.tool,
      module: row.module ?? 0,
      ...period(row),
      lastNewContract: row.lastNewContract ?? '',
      confidence: row.confidence,
    })),
    thresholds: { secNumCloud: secNumCloud(instruments.secnumcloud) },
  };
}

/** `sha256:…` over everything a decision can depend on: the data of the policy module, regions and providers. */
export function factsDigest(rows: FactRows): string {
  return digestOf({ policy: policyData(rows), regions: rows.regions, providers: rows.providers });
}
