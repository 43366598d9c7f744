import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { committedRows } from '../../../policies/facts/committed.ts';
import {
  importFacts,
  layOut,
  ownStatements,
  readShared,
  rowsFrom,
  type SharedFacts,
} from '../../../policies/facts/import.ts';
import { factsDigest } from '../../../policies/facts/policy-data.ts';
import { factDocuments, type FactDocument, type FactRows } from '../../../policies/facts/rows.ts';
import { unsound } from '../../../policies/facts/soundness.ts';

const data = join(import.meta.dirname, '../../../policies/facts/data');
const text = (file: string) => readFileSync(join(data, file), 'utf8');
const names = Object.keys(factDocuments) as FactDocument[];
/** Folder of the facts that the rows came from, where a machine has it. */
const folder = process.env['CLOISON_SHARED_FACTS'];

describe('the committed rows', () => {
  it('are sound', () => expect(unsound(committedRows)).toEqual([]));

  it.each(names)('of %s lie one a line, as the import lays them out', (name) => {
    expect(text(`${name}.json`)).toBe(layOut(committedRows[name]));
  });

  it('have the digest that is committed beside them', () => {
    expect(text('digest.txt')).toBe(`${factsDigest(committedRows)}\n`);
  });

  // Asked for by whoever has the shared facts at hand; they are in no clone, so their absence is no skipped step.
  if (folder !== undefined)
    it('are what an import of the shared facts gives today', () => {
      expect(rowsFrom(readShared(folder), ownStatements)).toEqual(committedRows);
    });
});

const shared = (): SharedFacts => ({
  countries: {
    readOn: '2026-11-22',
    namesSource: 'list',
    regimes: [],
    countries: [
      { code: 'NL', name: 'N', iso: true, memberships: [], note: 'kept' },
      {
        code: 'FR',
        name: 'F',
        iso: true,
        memberships: [
          {
            union: 'EU',
            kind: 'member',
            validFrom: '1958-01-01',
            readOn: '2026-11-22',
            source: 'a',
            confidence: 'official',
          },
        ],
      },
    ],
  },
  adequacy: {
    readOn: '2026-11-22',
    completeness: { statement: 's', asOf: '2026-08-05', source: 'a', confidence: 'secondary' },
    decisions: [],
  },
  laws: {
    readOn: '2026-11-22',
    laws: [
      {
        id: 'FR_LAW',
        country: 'FR',
        instrument: 'i',
        kind: 'blocking',
        status: 'in-force',
        reaches: 'r',
        criteria: [],
        readOn: '2026-11-22',
        source: 'none',
        confidence: 'recalled',
        note: 'from memory',
      },
    ],
  },
  instruments: {
    title: 'left out',
    readOn: '2026-11-22',
    ...Object.fromEntries(
      Object.keys(committedRows.instruments).map((key) => [key, key === 'readOn' ? '2026-11-22' : []]),
    ),
  },
  regions: {
    acme: {
      'b-1': { country: 'FR', city: null, source: 'repo @1 (2026-03-01) ; repo @2 (2026-02-01)' },
      'a-1': { country: null, city: 'X', source: 'page', note: 'Country not confirmed.' },
    },
  },
  providers: {
    readOn: '2026-11-22',
    providers: [
      {
        id: 'acme',
        statements: [
          { field: 'seatCountry', value: 'FR', readOn: '2026-11-22', source: 'none', confidence: 'recalled' },
        ],
      },
    ],
  },
});

describe('an import', () => {
  const rows = rowsFrom(shared());

  it('gives sound rows', () => expect(unsound(rows)).toEqual([]));

  it('leaves undated undated, recalled recalled, and keeps the note', () => {
    expect(rows.laws.laws[0]).toEqual((shared().laws['laws'] as unknown[])[0]);
    expect(rows.providers.statements[0]).toMatchObject({ provider: 'acme', confidence: 'recalled' });
    expect(rows.countries.countries).toEqual([
      { code: 'FR', name: 'F', iso: true },
      { code: 'NL', name: 'N', iso: true, note: 'kept' },
    ]);
  });

  it('gives a region the earliest day of its source, the weakest grade, and keeps an unknown country unknown', () => {
    expect(rows.regions.regions).toEqual([
      {
        provider: 'acme',
        region: 'a-1',
        country: null,
        city: 'X',
        readOn: '2026-11-22',
        source: 'page',
        confidence: 'recalled',
        note: 'Country not confirmed.',
      },
      {
        provider: 'acme',
        region: 'b-1',
        country: 'FR',
        readOn: '2026-02-01',
        source: 'repo @1 (2026-03-01) ; repo @2 (2026-02-01)',
        confidence: 'secondary',
      },
    ]);
  });

  it('does not depend on the order of what it reads', () => {
    const other = shared();
    const reversed = structuredClone({
      ...other,
      countries: { ...other.countries, countries: (other.countries['countries'] as unknown[]).toReversed() },
      regions: { acme: Object.fromEntries(Object.entries(other.regions['acme'] as object).toReversed()) },
    });
    expect(rowsFrom(reversed)).toEqual(rows);
  });

  it('of a folder that is not there says which file could not be read', () => {
    expect(() => readShared(join(data, 'nowhere'))).toThrow(/file-unreadable.*countries\.json/u);
  });
});

describe('an import into a folder', () => {
  let room = '';
  beforeEach(() => {
    room = mkdtempSync(join(tmpdir(), 'cloison-facts-'));
    mkdirSync(join(room, 'data'));
  });
  afterEach(() => rmSync(room, { recursive: true }));
  const hand = (facts: SharedFacts) => {
    for (const name of names) writeFileSync(join(room, `${name}.json`), JSON.stringify(facts[name]));
  };
  const real = (): SharedFacts => ({ ...shared(), instruments: committedRows.instruments, countries: withRegimes() });
  const withRegimes = () => ({ ...shared().countries, regimes: committedRows.countries.regimes });

  it('writes the rows, their digest and the schema, and the same again', () => {
    hand(real());
    importFacts(room, room);
    const first = readFileSync(join(room, 'data', 'digest.txt'), 'utf8');
    importFacts(room, room);
    expect(readFileSync(join(room, 'data', 'digest.txt'), 'utf8')).toBe(first);
    expect(readdirSync(join(room, 'data')).toSorted()).toEqual(
      [...names.map((name) => `${name}.json`), 'digest.txt'].toSorted(),
    );
    expect(JSON.parse(readFileSync(join(room, 'data', 'regions.json'), 'utf8'))).toEqual(rowsFrom(real()).regions);
    expect(readFileSync(join(room, 'data.schema.json'), 'utf8')).toContain('secNumCloud');
  });

  it('writes nothing when one row is not sound', () => {
    const facts = real();
    hand({ ...facts, regions: { acme: { x: { country: 'ZZ', source: 'page' } } } });
    expect(() => importFacts(room, room)).toThrow(/bad-document.*ZZ/u);
    expect(readdirSync(join(room, 'data'))).toEqual([]);
  });

  it('names the file that is not JSON', () => {
    hand(real());
    writeFileSync(join(room, 'laws.json'), '{');
    expect(() => importFacts(room, room)).toThrow(/bad-json.*laws\.json/u);
  });
});

describe('rows are refused', () => {
  const broken = (edit: (rows: FactRows) => void) => {
    const rows = structuredClone(committedRows);
    edit(rows);
    return unsound(rows).join('\n');
  };
  it.each<[string, (rows: FactRows) => void, RegExp]>([
    [
      'with a day that is none',
      (rows) => Object.assign(rows.laws.laws[0]!, { validFrom: '2025-02-30' }),
      /laws.*date/u,
    ],
    ['with a key nobody knows', (rows) => Object.assign(rows.laws.laws[0]!, { validform: '' }), /laws.*additional/u],
    [
      'that end before they begin',
      (rows) => Object.assign(rows.countries.memberships[0]!, { validFrom: '2024-01-02', validTo: '2024-01-01' }),
      /ends before/u,
    ],
    [
      'whose periods of one law overlap',
      (rows) => rows.laws.laws.push({ ...rows.laws.laws[0]! }),
      /intervals overlap/u,
    ],
    [
      'whose periods of one decision overlap',
      (rows) => rows.adequacy.decisions.push({ ...rows.adequacy.decisions[0]! }),
      /intervals overlap/u,
    ],
    ['with a region twice', (rows) => rows.regions.regions.push({ ...rows.regions.regions[0]! }), /region .* twice/u],
    [
      'with a country twice',
      (rows) => rows.countries.countries.push({ ...rows.countries.countries[0]! }),
      /country .* twice/u,
    ],
    [
      'with a region in a country that is not recorded',
      (rows) => Object.assign(rows.regions.regions[0]!, { country: 'ZZ' }),
      /"ZZ" is not recorded/u,
    ],
    [
      'with a law of a country that is not recorded',
      (rows) => Object.assign(rows.laws.laws[0]!, { country: 'ZZ' }),
      /"ZZ" is not recorded/u,
    ],
    [
      'with a region of a provider nobody describes',
      (rows) => Object.assign(rows.regions.regions[0]!, { provider: 'acme' }),
      /acme: not described/u,
    ],
    [
      'with a statement that names a law that is not recorded',
      (rows) =>
        Object.assign(
          rows.providers.statements.find((row) => row.field === 'mayBeReachedBy')!,
          { value: { law: 'X', basis: 'y' } },
        ),
      /law X is not recorded/u,
    ],
    [
      'with a seat that is no country',
      (rows) =>
        Object.assign(
          rows.providers.statements.find((row) => row.field === 'seatCountry')!,
          { value: 7 },
        ),
      /country 7 is not recorded/u,
    ],
    [
      'without a source, yet not recalled',
      (rows) =>
        Object.assign(
          rows.laws.laws.find((row) => row.confidence !== 'recalled')!,
          { source: 'none' },
        ),
      /no source/u,
    ],
    [
      'with a proposal dated as law',
      (rows) =>
        Object.assign(
          rows.laws.laws.find((row) => row.status === 'proposal')!,
          { validFrom: '2026-01-01' },
        ),
      /undecided/u,
    ],
    [
      'with two seats of one provider on one day',
      (rows) => {
        const row = {
          ...rows.providers.statements.find((one) => one.field === 'seatCountry')!,
          validFrom: '2024-01-01',
        };
        rows.providers.statements.push(row, { ...row, value: 'FR' });
      },
      /intervals overlap/u,
    ],
  ])('%s', (_, edit, problem) => expect(broken(edit)).toMatch(problem));
});
