/**
 * Turns a folder of shared facts into the rows committed beside this file. Run by hand, then read the diff:
 * `node policies/facts/import.ts <folder>`. Nothing is made better than it is: undated stays undated, recalled stays
 * recalled, notes are kept; regions, which come without them, get the weakest day and grade that their source bears out.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fault } from '../../estate/index.ts';
import { dataSchema } from './data-schema.ts';
import { factsDigest, policyData } from './policy-data.ts';
import { factDocuments, type FactDocument, type FactRows, type RegionRow } from './rows.ts';
import { unsound } from './soundness.ts';
import addedRows from './own-statements.json' with { type: 'json' };

type Row = Record<string, unknown>;
export type SharedFacts = Readonly<Record<FactDocument, Row>>;
const names = Object.keys(factDocuments) as FactDocument[];

const byCodePoint = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const sorted = (rows: readonly Row[], ...keys: readonly string[]): Row[] => {
  const key = (row: Row) => JSON.stringify(keys.map((name) => row[name] ?? ''));
  return rows.toSorted((one, other) => byCodePoint(key(one), key(other)));
};
const rowsOf = (document: Row, key: string): Row[] => document[key] as Row[];

const withoutMemberships = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([key]) => key !== 'memberships'));

function regions(document: Row, readOn: string): Row[] {
  const places = document as Record<string, Record<string, Omit<RegionRow, 'provider' | 'region'>>>;
  return Object.entries(places).flatMap(([provider, byRegion]) =>
    Object.entries(byRegion).map(([region, { country, city, source, note }]) => {
      // A day named by the source is that of the version read: the fact is no fresher than that.
      const versions = [...source.matchAll(/\((\d{4}-\d{2}-\d{2})\)/gu)].map((match) => match[1] ?? readOn);
      return {
        provider,
        region,
        country,
        ...(city ? { city } : {}),
        readOn: versions.toSorted(byCodePoint)[0] ?? readOn,
        source,
        confidence: /not confirmed|not established/u.test(note ?? '') ? 'recalled' : 'secondary',
        ...(note === undefined ? {} : { note }),
      };
    }),
  );
}

/** Statements that were read for this repository and that no shared facts hold. */
export const ownStatements: readonly Row[] = addedRows;

/** Rows of the shared documents and of `more` statements, in a stable order. Pure; the caller checks them with `unsound`. */
export function rowsFrom(shared: SharedFacts, more: readonly Row[] = []): FactRows {
  const readOn = String(shared.countries['readOn']);
  const countries = rowsOf(shared.countries, 'countries');
  const memberships = countries.flatMap(({ code, memberships: own }) =>
    (own as Row[]).map((row) => ({ code, ...row })),
  );
  const providers = rowsOf(shared.providers, 'providers');
  const told = providers.flatMap(({ id, statements }) =>
    (statements as Row[]).map((row) => ({ provider: id, ...row })),
  );
  const statements = [...told, ...more];
  const lists = Object.entries(shared.instruments).filter(([, value]) => Array.isArray(value));
  return {
    countries: {
      readOn,
      namesSource: shared.countries['namesSource'],
      regimes: sorted(rowsOf(shared.countries, 'regimes'), 'regime', 'union'),
      countries: sorted(countries.map(withoutMemberships), 'code'),
      memberships: sorted(memberships, 'code', 'union', 'validFrom'),
    },
    adequacy: {
      readOn: shared.adequacy['readOn'],
      completeness: shared.adequacy['completeness'],
      decisions: sorted(rowsOf(shared.adequacy, 'decisions'), 'code', 'regime', 'validFrom'),
    },
    laws: { readOn: shared.laws['readOn'], laws: sorted(rowsOf(shared.laws, 'laws'), 'id', 'validFrom') },
    instruments: {
      readOn: shared.instruments['readOn'],
      ...Object.fromEntries(lists.map(([name, rows]) => [name, sorted(rows as Row[], 'id')])),
    },
    regions: { readOn, regions: sorted(regions(shared.regions, readOn), 'provider', 'region') },
    // Several statements of one field may differ: the whole row is the key, so that their order is stable.
    providers: {
      readOn: shared.providers['readOn'],
      statements: statements.toSorted((one, other) => byCodePoint(statementKey(one), statementKey(other))),
    },
  } as unknown as FactRows;
}
const statementKey = (row: Row): string => JSON.stringify([row['provider'], row['field'], row['validFrom'] ?? '', row]);

/** JSON with one row a line, for diffs that a person can review. */
export function layOut(document: object): string {
  const members = Object.entries(document).map(([key, value]) =>
    Array.isArray(value) && value.length > 0
      ? `${JSON.stringify(key)}: [\n${value.map((row) => JSON.stringify(row)).join(',\n')}\n]`
      : `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{\n${members.join(',\n')}\n}\n`;
}

/** Reads the six documents of a folder of shared facts. Throws `file-unreadable` or `bad-json`. */
export function readShared(folder: string): SharedFacts {
  const read = (name: string): Row => {
    const file = `${name}.json`;
    try {
      return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Row;
    } catch (cause) {
      throw fault(cause instanceof SyntaxError ? 'bad-json' : 'file-unreadable', { file }, { cause });
    }
  };
  return Object.fromEntries(names.map((name) => [name, read(name)])) as unknown as SharedFacts;
}

/**
 * Writes the rows, their digest and the schema of the policy data under `room` (`data/` must exist). Nothing is written
 * unless all of it is sound: throws `bad-document` with one problem a line.
 */
export function importFacts(folder: string, room: string, more: readonly Row[] = []): void {
  const rows = rowsFrom(readShared(folder), more);
  const problems = unsound(rows);
  if (problems.length > 0) throw fault('bad-document', { detail: problems.join('\n') });
  const schema = `${JSON.stringify(dataSchema(policyData(rows)), null, 1)}\n`;
  for (const name of names) writeFileSync(join(room, 'data', `${name}.json`), layOut(rows[name]));
  writeFileSync(join(room, 'data', 'digest.txt'), `${factsDigest(rows)}\n`);
  writeFileSync(join(room, 'data.schema.json'), schema);
}

if (import.meta.main) importFacts(process.argv[2] ?? '', import.meta.dirname, ownStatements);
