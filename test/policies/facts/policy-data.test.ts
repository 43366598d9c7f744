import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { committedRows } from '../../../policies/facts/committed.ts';
import { dataSchema } from '../../../policies/facts/data-schema.ts';
import { loadFacts } from '../../../policies/facts/facts.ts';
import { policyData } from '../../../policies/facts/policy-data.ts';

const data = policyData(committedRows);
const schema = dataSchema(data);
const compact = JSON.stringify(data);

describe('the data of the policy module', () => {
  it('stay small', () => expect(compact.length).toBeLessThan(60_000));

  it('carry neither providers nor regions: questions bring those', () => {
    expect(Object.keys(data).toSorted()).toEqual([
      'adequacy',
      'adequacyCompleteUntil',
      'clauses',
      'countries',
      'laws',
      'memberships',
      'needsDecision',
      'regimes',
      'thresholds',
      'tools',
    ]);
  });

  it('spell an open or undated end as the empty string, so that days compare as strings', () => {
    expect(data.memberships.EU['FR']).toEqual([{ from: '1958-01-01', to: '', kind: 'member', confidence: 'official' }]);
    expect(data.laws['CA']?.find((row) => row.id === 'CA_PRODUCTION_ORDER')).toMatchObject({ from: '', to: '' });
    expect(compact).not.toContain('null');
  });

  it('keep the periods of the United Kingdom apart', () => {
    expect(data.memberships.EEA['GB']?.map((row) => [row.kind, row.to])).toEqual([
      ['member', '2020-01-31'],
      ['treated-as', '2020-12-31'],
    ]);
    expect(data.adequacy['GB']?.map((row) => [row.from, row.to, row.scope])).toEqual([
      ['2021-01-01', '2021-06-27', 'all'],
      ['2021-06-28', '2025-06-27', 'all-except'],
      ['2025-06-28', '2025-12-18', 'all-except'],
      ['2025-12-19', '2031-12-27', 'all'],
    ]);
  });

  it('carry no decision that GDPR transfers to a country cannot use', () => {
    expect(data.adequacy).not.toHaveProperty('EPO');
    expect(compact).not.toContain('2021/1773');
  });

  it('name what a limited decision is limited to, and what contests it', () => {
    expect(data.adequacy['US']?.at(-1)).toMatchObject({ scope: 'register', limit: 'DPF', contested: true });
    expect(data.adequacy['CA']?.[0]).toMatchObject({ scope: 'law', limit: 'PIPEDA', contested: false });
    expect(data.adequacy['JP']?.[0]?.partRecalled).toBe(true);
  });

  it('need a decision for the overseas territories, not for France', () => {
    expect(data.needsDecision).toMatchObject({ PF: true, NC: true, WF: true, PM: true, BL: true, TF: true });
    expect(data.needsDecision).not.toHaveProperty('FR');
  });

  it('let a proposal be printed and never decide', () => {
    const rows = Object.values(data.laws).flat();
    expect(rows.filter((row) => row.status === 'proposal').map((row) => [row.id, row.decides])).toEqual([
      ['CA_LAWFUL_ACCESS_BILL', false],
    ]);
    expect(rows.find((row) => row.status === 'lapsed-with-continuation')).toMatchObject({
      id: 'US_FISA_702',
      decides: true,
    });
    expect(data.laws['EU']?.find((row) => row.id === 'EU_E_EVIDENCE')?.notIn).toEqual(['DK']);
  });

  it('know every tool that a transfer may name, and that no derogation carries a regular flow', () => {
    expect(
      Object.entries(data.tools)
        .filter(([, row]) => row.standing)
        .map(([id]) => id)
        .toSorted(),
    ).toEqual(['45', '46.2.a', '46.2.b', '46.2.c', '46.2.d', '46.2.e', '46.2.f', '46.3.a', '46.3.b', '47']);
    expect(data.tools['49.1.a']?.standing).toBe(false);
    expect(data.tools['46.3.a']?.authorisation).toBe(true);
    expect(data.tools['45']).toMatchObject({ from: '2018-05-25', fromEeaEfta: '2018-07-20' });
  });

  it('date the clauses of a module and the last day of the old ones', () => {
    const clause = (id: string) => data.clauses.find((row) => row.id === id);
    expect(clause('SCC-2021-914-M3')).toMatchObject({
      module: 3,
      tool: '46.2.c',
      from: '2021-06-27',
      to: '',
      lastNewContract: '',
    });
    expect(clause('SCC-2010-87')).toMatchObject({
      module: 0,
      from: '',
      to: '2022-12-27',
      lastNewContract: '2021-09-26',
    });
    expect(clause('SCC-2021-915')?.tool).toBe('28.7');
  });

  it('state the thresholds of SecNumCloud as they are: 24 alone, 39 together', () => {
    expect(data.thresholds.secNumCloud).toMatchObject({
      individualPct: 24,
      collectivePct: 39,
      rights: 0,
      within: 'EU',
    });
  });

  const { instruments, countries, adequacy } = committedRows;
  it.each([
    [
      'a threshold',
      { instruments: { ...instruments, secnumcloud: instruments.secnumcloud.filter((row) => row.maxPct !== 39) } },
    ],
    ['binding corporate rules', { instruments: { ...instruments, transferTools: [] } }],
    ['the first day of the regime', { countries: { ...countries, regimes: [] } }],
    [
      'a scope that a country can have',
      {
        adequacy: {
          ...adequacy,
          decisions: adequacy.decisions.map((row) => ({ ...row, codeKind: 'country' as const })),
        },
      },
    ],
  ])('refuse to be made without %s, which Rego would read as silence', (_, without) => {
    expect(() => policyData({ ...committedRows, ...without })).toThrow('internal');
  });
});

describe('the schema of the data', () => {
  it('is the one that is committed', () => {
    const file = join(import.meta.dirname, '../../../policies/facts/data.schema.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  it('accepts the data and refuses a key too many at every level', () => {
    const check = new Ajv({ strict: true }).compile(schema);
    expect(check(data)).toBe(true);
    const edits: ((copy: typeof data) => object)[] = [
      (copy) => copy,
      (copy) => copy.memberships,
      (copy) => copy.memberships.EEA,
      (copy) => copy.memberships.EEA['FR']![0]!,
      (copy) => copy.adequacy['US']![0]!,
      (copy) => copy.laws['CN']![0]!,
      (copy) => copy.tools['45']!,
      (copy) => copy.clauses[0]!,
      (copy) => copy.thresholds.secNumCloud,
    ];
    for (const edit of edits) {
      const copy = structuredClone(data);
      Object.assign(edit(copy), { kynd: 'x' });
      expect(check(copy)).toBe(false);
    }
  });

  it('holds none of the words under which `opa check` goes silent', () => {
    const words = JSON.stringify(schema);
    for (const word of ['oneOf', 'anyOf', 'allOf', 'patternProperties', '"additionalProperties":true'])
      expect(words).not.toContain(word);
  });
});

describe('the data and the lookups', () => {
  const facts = loadFacts(committedRows);
  const holds = (row: { from: string; to: string }, day: string) => row.from <= day && (row.to === '' || day <= row.to);
  const country = fc.constantFrom(...Object.keys(data.countries), 'ZZ');
  const bounds = [...compact.matchAll(/"(\d{4}-\d{2}-\d{2})"/gu)].map((match) => match[1] ?? '');
  const around = fc.tuple(fc.constantFrom(...new Set(bounds)), fc.integer({ min: -1, max: 1 })).map(([day, shift]) => {
    const date = new Date(`${day}T00:00:00.000Z`);
    date.setUTCDate(date.getUTCDate() + shift);
    return date.toISOString().slice(0, 10);
  });

  it('agree on every country, on the days around every day that they name', () => {
    fc.assert(
      fc.property(fc.constantFrom('EU', 'EEA'), country, around, (union, code, day) => {
        const member = data.memberships[union][code]?.some((row) => holds(row, day)) === true;
        const known = code in data.countries ? 'no' : 'unknown-country';
        expect(facts.isIn(union, code, day)).toBe(
          member ? 'yes' : code in data.needsDecision ? 'needs-decision' : known,
        );
        expect(facts.adequacy(code, day).map((row) => row.decision)).toEqual(
          (data.adequacy[code] ?? []).filter((row) => holds(row, day)).map((row) => row.decision),
        );
        expect(
          facts
            .lawsOf([code], day)
            .filter((row) => row.country !== 'EU')
            .map((row) => row.id),
        ).toEqual((data.laws[code] ?? []).filter((row) => row.decides && holds(row, day)).map((row) => row.id));
      }),
      { numRuns: 2000 },
    );
  });
});
