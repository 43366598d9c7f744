import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Transfer } from '../../../estate/index.ts';
import { coveringTransfer, paperFact, transferQuestion } from '../../../policies/questions/transfer.ts';
import { estate, transfer, view } from './view.ts';

const employee = { state: 'value', employer: 'support-hk', employerCountry: 'HK', worksIn: ['SG'] };
const chosen = (
  transfers: readonly Transfer[],
  datasets = ['results'],
  operator: typeof employee | object = employee,
) => coveringTransfer(view({ transfers: [...transfers] }), operator as typeof employee, datasets).transfer;

describe('the paper that a transfer cites', () => {
  it('is absent where nothing is cited, or what is cited is nowhere', () => {
    expect(paperFact(view(), undefined)).toEqual({ state: 'absent' });
    expect(paperFact(view(), 'T-unknown')).toEqual({ state: 'absent' });
  });

  it('is unsigned until a signature was seen, and has no result or end that it does not state', () => {
    const documents = { ...estate.documents, 'T-0': { kind: 'tia', on: '2024-01-01' } } as typeof estate.documents;
    expect(paperFact(view({ documents }), 'T-0')).toEqual({
      state: 'value',
      id: 'T-0',
      kind: 'tia',
      from: '2024-01-01',
      signed: 'missing',
    });
    const papers = new Map([['T-9', 'valid' as const]]);
    expect(paperFact(view({}, [], { papers }), 'T-9')).toMatchObject({
      signed: 'valid',
      result: 'favourable',
      until: '2025-01-10',
    });
  });
});

describe('the transfer that covers an access', () => {
  it.each<[string, Partial<Transfer>]>([
    ['is to another importer', { importer: 'cloud-eu' }],
    ['is to a country where the employer neither is nor works', { country: 'CN' }],
    ['leaves one of the datasets out', { datasets: ['staffing-figures'] }],
  ])('is none that %s', (_, changed) => {
    expect(chosen([transfer({})])).toMatchObject({ state: 'value', id: 't' });
    expect(chosen([transfer(changed)])).toEqual({ state: 'absent' });
  });

  it('is none where there is no dataset to cover: an undeclared container is in nobody’s scope', () => {
    expect(chosen([transfer({})], [])).toEqual({ state: 'absent' });
  });

  it('counts the country of work as well as that of the employer', () => {
    expect(chosen([transfer({ country: 'SG' })])).toMatchObject({ id: 't' });
    expect(
      chosen([transfer({})], ['results'], { state: 'value', employer: 'support-hk', employerCountry: 'HK' }),
    ).toMatchObject({ id: 't' });
  });

  const lapsed = transfer({ id: 'lapsed', until: '2024-07-25' });
  const future = transfer({ id: 'future', from: '2024-07-27' });
  const short = transfer({ id: 'short', until: '2024-07-26' });
  const long = transfer({ id: 'long', until: '2024-12-31' });
  const open = transfer({ id: 'open' });
  it.each([
    ['one in force on its last day before one that lapsed the day before', [lapsed, short], 'short'],
    ['one in force before one that starts tomorrow without an end', [future, short], 'short'],
    ['the longer of two in force', [short, long], 'long'],
    ['one without an end before any with one', [long, open], 'open'],
    ['the lapsed one where nothing else covers', [lapsed], 'lapsed'],
    ['the first by name where nothing else tells them apart', [transfer({ id: 'b' }), transfer({ id: 'a' })], 'a'],
  ])('is %s', (_, transfers, id) => {
    expect(chosen(transfers)).toMatchObject({ id });
    expect(chosen(transfers.toReversed())).toMatchObject({ id });
  });

  it('does not depend on the order of the estate', () => {
    const all = [lapsed, future, short, long, open];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 1 }), (some) => {
        expect(chosen(some)).toEqual(chosen(some.toSorted((one, other) => one.id.localeCompare(other.id))));
      }),
    );
  });
});

describe('the question about a transfer', () => {
  it('says nothing that the estate does not say', () => {
    const asked = transferQuestion(view(), transfer({ exporter: 'aws', importer: 'ovh', datasets: ['gone'] }));
    expect(asked.transfer).toEqual({
      state: 'value',
      id: 't',
      exporter: 'aws',
      importer: 'ovh',
      country: 'HK',
      clearText: false,
      from: '2024-01-15',
      datasets: ['gone'],
    });
    expect(asked.tia).toEqual({ state: 'absent' });
    // No dataset is left to be of a class: the question still stands, and its class is none.
    expect(asked.class).toMatchObject({ declared: 'none', effective: 'none' });
    expect(asked.dataset).toMatchObject({ personal: false, controller: 'committee' });
  });

  it('tells basis, module, reference and end, and the countries of entities that the estate names', () => {
    const basis = { tool: '46.2.c', module: 3, reference: 'C-2041', tia: 'T-9' } as unknown as NonNullable<
      Transfer['basis']
    >;
    expect(transferQuestion(view(), transfer({ basis, until: '2024-12-31' }))).toMatchObject({
      transfer: {
        tool: '46.2.c',
        module: 3,
        reference: 'C-2041',
        until: '2024-12-31',
        exporterCountry: 'NL',
        importerCountry: 'HK',
      },
      tia: { state: 'value', id: 'T-9' },
    });
  });

  it('is of the highest class among the datasets, wherever that one stands', () => {
    const ids = ['results', 'staffing-figures', 'accreditation-file'];
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: 3 }), (datasets) => {
        expect(transferQuestion(view(), transfer({ datasets })).class.declared).toBe('D3');
      }),
    );
  });
});
