import { describe, expect, it } from 'vitest';
import type { PlanReading, PlanRow } from '../../../../audit/index.ts';
import { benchOf } from '../../../../cli/compose/premises.ts';
import { loadEstate } from '../../../../cli/compose/loadEstate.ts';
import { noTrust } from '../../../../cli/compose/loadTrust.ts';
import { realEdge } from '../../../../cli/edge.ts';
import { reachOf } from '../../../../cli/gate/change/reach.ts';
import { relocationsOf } from '../../../../cli/gate/change/relocations.ts';
import { reachBlocks } from '../../../../cli/gate/change/shown.ts';
import type { GateDocument } from '../../../../cli/gate/outputs/json.ts';
import { gateWords } from '../../../../cli/gate/words.ts';
import { reachWords } from '../../../../cli/reach/words.ts';
import { cliWords } from '../../../../cli/words.ts';
import { estateWords, speaker, type PlannedAt } from '../../../../estate/index.ts';
import { policyWords } from '../../../../policies/index.ts';
import { estate } from '../../verbs/sample.ts';
import { reportOf, rowOf } from '../fixture.ts';
import { gate, now, planAt, preview } from '../world.ts';

const sample = 'stacks/sample/estate';
/** At the endpoint of the public store of the sample estate. */
const atPublic = (text: string) => text.replaceAll('https://s3.example', 'https://oss.estuaire.example');
const copy = { name: 'accreditation-copy', region: 'eu-central-1', dataset: 'accreditation-file' };
const accreditation = 'store://rgw-paris/accreditation';

describe('who gains and loses reach by a plan', () => {
  const plan = planAt(atPublic(preview([copy])));

  it('is told first, counted by entity, country, route and clear text', async () => {
    const { out } = await gate([plan, '--estate', sample]);
    const [, , , ...rows] = out.split('\n');
    expect(rows.slice(0, 4).join('\n')).toMatch(
      /Who gains and who loses reach\nOne dataset comes within reach of others\./,
    );
    expect(out).toMatch(
      /\n {2}transfer to another entity .*:\n(?: {2}\+ .*\n)* {2}\+ gives 2 operators of support-hk \(HK\) access in clear to accreditation-file\n/,
    );
    // Each way once, however many come by it.
    const routes = out.split('\n').filter((row) => /^ {2}[a-z].*:$/.test(row));
    expect(new Set(routes).size).toBe(routes.length);
    expect(out).toContain('~ accreditation-file will lie in store://oss-public/accreditation-copy');
    expect(out).not.toMatch(/op-0\d+/);
  });

  it('is the first block of a comment, and in the JSON without anybody’s id', async () => {
    const { out } = await gate([plan, '--estate', sample, '--format', 'markdown']);
    expect(out.split('\n').find((row) => row.startsWith('## '))).toBe('## Who gains and who loses reach');
    const { out: json } = await gate([plan, '--estate', sample, '--json']);
    const { reach } = JSON.parse(json) as GateDocument;
    expect(reach!.changes.map(({ dataset }) => dataset)).toEqual(['accreditation-file']);
    expect(reach!.changes[0]!.gained).toContainEqual(
      expect.objectContaining({ entity: 'support-hk', country: 'HK', operators: 2, clearText: true }),
    );
    expect(json).not.toMatch(/op-0\d+|"ids"/);
  });

  it('is left out where nothing that holds a dataset comes, goes or moves', async () => {
    const { out } = await gate([
      planAt(atPublic(preview([{ ...copy, operation: 'same' }]))),
      '--estate',
      sample,
      '--json',
    ]);
    expect(JSON.parse(out)).not.toHaveProperty('reach');
  });

  it('loses with a deleted container who reached it there', async () => {
    const gone = { name: 'accreditation', region: 'eu-private', operation: 'delete' };
    const text = preview([gone]).replaceAll('https://s3.example', 'https://rgw.estuaire.example');
    const { out } = await gate([planAt(text), '--estate', sample, '--json']);
    const { reach } = JSON.parse(out) as GateDocument;
    expect(reach?.changes[0]).toMatchObject({
      dataset: 'accreditation-file',
      lies: { gained: [], lost: [accreditation] },
    });
  });
});

it('of a change that touches every dataset of the sample estate costs under two seconds of CPU', async () => {
  const loaded = await loadEstate(sample, realEdge(new AbortController().signal));
  const operators = loaded.estate.operators.map((each, at) => (at === 0 ? { ...each, worksIn: 'HK' } : each));
  const head = { ...loaded, digest: 'another', estate: { ...loaded.estate, operators } };
  const reading = { rows: [], planned: new Map(), leaving: [] } as unknown as PlanReading;
  const costs = [0, 1].map(() => {
    const before = process.cpuUsage();
    const given = { loaded, head, reading, collection: undefined, trust: noTrust, bench: benchOf(), asOf: now };
    expect(reachOf(given)!.changes.length).toBeGreaterThan(10);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  expect(Math.min(...costs)).toBeLessThan(2000);
});

describe('relocations', () => {
  const reading = (
    rows: readonly PlanRow[],
    planned: Readonly<Record<string, PlannedAt>>,
    leaving: PlanReading['leaving'] = [],
  ) => ({ rows, planned: new Map(Object.entries(planned)), leaving }) as unknown as PlanReading;
  const of = (...given: Parameters<typeof reading>) => relocationsOf(reading(...given), estate, estate);
  const abroad = 'store://oss-public/accreditation';

  it('follow a container that moves, by what the estate declares and not by what the change claims', () => {
    const row = rowOf({ subject: abroad, operation: 'replace' });
    const at = { [abroad]: { place: 'oss-public', claims: 'results' } };
    expect(of([row], at, [{ subject: accreditation, to: abroad }]).told).toEqual([
      { dataset: 'accreditation-file', from: accreditation, to: abroad },
    ]);
  });

  it('tell of a name known only after apply its place, and count one whose place nobody knows', () => {
    const [named, nowhere] = ['plan://p/a', 'plan://p/b'];
    const rows = [rowOf({ subject: named }), rowOf({ subject: nowhere })];
    const at = { [named]: { place: 'oss-public', claims: 'results' }, [nowhere]: { claims: 'results' } };
    expect(of(rows, at)).toEqual({ told: [{ dataset: 'results', to: 'place://oss-public' }], more: 0, unplaced: 1 });
  });

  it('name a few containers of a dataset in one place and count the others', () => {
    const all = Array.from({ length: 50 }, (_, at) => `store://oss-public/r-${at}`);
    const planned = Object.fromEntries(all.map((subject) => [subject, { claims: 'results' }]));
    const { told, more } = of(
      all.map((subject) => rowOf({ subject })),
      planned,
    );
    expect([told.length, more]).toEqual([20, 30]);
  });

  it('leave out what stays, what nobody names, and what is named as nothing that the estate has', () => {
    const subject = 'store://oss-public/new';
    expect(of([rowOf({ subject, operation: 'same' })], { [subject]: { claims: 'results' } }).told).toEqual([]);
    expect(of([rowOf({ subject })], { [subject]: {} }).told).toEqual([]);
    expect(of([rowOf({ subject })], { [subject]: { claims: 'nothing' } }).told).toEqual([]);
    const same = { claims: 'results', claimedBefore: 'results' };
    expect(of([rowOf({ subject, operation: 'update' })], { [subject]: same }).told).toEqual([]);
  });
});

it('hostile names in the reach are escaped in a comment', () => {
  const say = speaker('en', gateWords, reachWords, cliWords, estateWords, policyWords);
  const name = '<img src=x>\n::error::[x](javascript:y)';
  const change = {
    dataset: name,
    class: { from: 'D3', to: 'D1' },
    gained: [{ entity: name, country: 'FR', route: undefined, clearText: true, ways: ['account'], operators: 1 }],
    lost: [],
    lies: { gained: [name], lost: [] },
    mayLieIn: { gained: [], lost: [] },
    key: { from: name, to: undefined },
  };
  const report = reportOf({ reach: { changes: [change], more: 1, unplaced: 1 } });
  const text = reachBlocks({ report, say, shield: String }).join('\n\n');
  expect(text).not.toMatch(/(?<!\\)<img|^::error|(?<!\\)\]\(javascript/m);
  expect(text).toContain('One more container of these datasets in the same places.');
});
