/**
 * Whether rows of facts may be used at all: shape, days, intervals, references. The TypeScript twin of the checks their
 * compilers ran, so that a row edited here by hand is caught here.
 */
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { factDocuments, type FactDocument, type FactRows } from './rows.ts';

interface Dated {
  readonly validFrom?: string;
  readonly validTo?: string;
}
/** Fields of a statement that have one value on one day; the others may stand side by side. */
const oneAtATime = new Set([
  'legalName',
  'seatCountry',
  'incorporationCountry',
  'ultimateParent',
  'parentCountry',
  'operatingEntity',
]);

function shapes(rows: FactRows): string[] {
  const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
  formats.default(ajv, ['date']);
  return (Object.keys(factDocuments) as FactDocument[]).flatMap((name) => {
    const check = ajv.compile(factDocuments[name]);
    return check(rows[name])
      ? []
      : (check.errors ?? []).map((error) => `${name}${error.instancePath}: ${error.message ?? error.keyword}`);
  });
}

const start = (row: Dated): string => row.validFrom ?? '';
const end = (row: Dated): string => row.validTo ?? '9999-12-31';

/** Two rows of one key on one day would make an answer depend on the order of rows. */
function overlaps<R extends Dated>(rows: readonly R[], key: (row: R) => string): string[] {
  const inverted = rows.filter((row) => start(row) > end(row)).map((row) => `${key(row)}: ends before it begins`);
  const clashes = [...Map.groupBy(rows, key)].flatMap(([name, group]) => {
    const ordered = group.toSorted((one, other) => (start(one) < start(other) ? -1 : 1));
    return ordered.flatMap((row, index) => {
      const next = ordered[index + 1];
      return next !== undefined && start(next) <= end(row) ? [`${name}: intervals overlap on ${start(next)}`] : [];
    });
  });
  return [...inverted, ...clashes];
}

/** Two rows of one id would make an answer depend on the order of rows, whatever their days. */
function twins({ countries, regions, instruments }: FactRows): string[] {
  const ids = [
    ...countries.countries.map((row) => `country ${row.code}`),
    ...regions.regions.map((row) => `region ${row.provider} ${row.region}`),
    ...Object.entries(instruments).flatMap(([section, own]) =>
      typeof own === 'string' ? [] : own.map((row) => `${section} ${row.id}`),
    ),
  ];
  return [...Map.groupBy(ids, (id) => id)].filter(([, same]) => same.length > 1).map(([id]) => `${id}: twice`);
}

function references(rows: FactRows): string[] {
  const countries = new Set(rows.countries.countries.map((row) => row.code));
  const laws = new Set(rows.laws.laws.map((row) => row.id));
  const providers = new Set(rows.providers.statements.map((row) => row.provider));
  const known = (where: string, code: unknown) =>
    typeof code === 'string' && countries.has(code)
      ? []
      : [`${where}: country ${JSON.stringify(code)} is not recorded`];
  return [
    ...rows.countries.countries.flatMap((row) => (row.territoryOf ? known(row.code, row.territoryOf) : [])),
    ...rows.countries.memberships.flatMap((row) => known('memberships', row.code)),
    ...rows.adequacy.decisions.flatMap((row) => (row.codeKind === 'country' ? known(row.decision, row.code) : [])),
    ...rows.laws.laws.flatMap((row) => (row.country === 'EU' ? [] : known(row.id, row.country))),
    ...rows.regions.regions.flatMap((row) => (row.country === null ? [] : known(row.region, row.country))),
    ...rows.regions.regions.flatMap((row) => (providers.has(row.provider) ? [] : [`${row.provider}: not described`])),
    ...rows.providers.statements.flatMap((row) => {
      const where = `${row.provider} ${row.field}`;
      if (row.field.endsWith('Country')) return known(where, row.value);
      if (row.field !== 'mayBeReachedBy') return [];
      const law =
        typeof row.value === 'object' && !Array.isArray(row.value) ? (row.value as { law?: unknown }).law : '';
      return laws.has(String(law)) ? [] : [`${where}: law ${String(law)} is not recorded`];
    }),
  ];
}

/** All problems, one line each, in plain words for whoever edits the rows; empty when the rows are sound. */
export function unsound(rows: FactRows): readonly string[] {
  const wrong = shapes(rows);
  if (wrong.length > 0) return wrong;
  const { countries, adequacy, laws, providers, instruments } = rows;
  const proposals = [...laws.laws, ...instruments.acts].filter((row) =>
    ['proposal', 'unknown'].includes(row.status ?? ''),
  );
  const single = providers.statements.filter((row) => row.validFrom !== undefined && oneAtATime.has(row.field));
  return [
    ...twins(rows),
    ...overlaps(countries.memberships, (row) => `${row.code} ${row.union}`),
    ...overlaps(adequacy.decisions, (row) => `${row.code} ${row.regime}`),
    ...overlaps(laws.laws, (row) => row.id),
    ...overlaps(single, (row) => `${row.provider} ${row.field}`),
    ...proposals.filter((row) => row.validFrom !== undefined).map((row) => `${row.id}: undecided, yet dated as law`),
    ...unsourced(rows),
    ...references(rows),
  ];
}

function unsourced(rows: FactRows): string[] {
  const all = Object.values(rows).flatMap((document) => Object.values(document).filter(Array.isArray).flat());
  return (all as { readonly source?: string; readonly confidence?: string }[])
    .filter((row) => row.source === 'none' && row.confidence !== 'recalled')
    .map((row) => `${JSON.stringify(row).slice(0, 60)}: no source, yet not recalled`);
}
