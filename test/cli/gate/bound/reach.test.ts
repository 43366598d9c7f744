import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../../../cli/context.ts';
import { realEdge } from '../../../../cli/edge.ts';
import { sealDecision } from '../../../../cli/gate/bound/sealing.ts';
import { gateGround } from '../../../../cli/gate/judging/judged.ts';
import { gateReport } from '../../../../cli/gate/reportOf.ts';
import { diskFiles, readKeyFile } from '../../../../estate/index.ts';
import { sealedReach } from '../../../../cli/gate/bound/reach/reading.ts';
import { openFolder, readRecords, redact } from '../../../../evidence/index.ts';
import { inProcess } from '../../inProcess.ts';
import { estateCopy, folder } from '../../support.ts';
import { now, planAt, preview } from '../world.ts';
import { binaryPlan, filesIn, flip, keys, seal, verify, weighing } from './world.ts';

const sample = 'stacks/sample/estate';
/** A copy of the accreditation file at the endpoint of the public store of the sample estate. */
const copy = { name: 'accreditation-copy', region: 'eu-central-1', dataset: 'accreditation-file' };
const planOf = (...buckets: Parameters<typeof preview>[0]) =>
  planAt(preview(buckets).replaceAll('https://s3.example', 'https://oss.estuaire.example'));
/** Without papers: those are not sealed. */
const unsigned = ['D-12', 'T-9', 'A-7', 'A-8', 'A-9'].map((id) => [`, signed: documents/${id}.dsse.json`, ''] as const);
const own = estateCopy(sample, unsigned);
const plane = 'support:    { entity: crm-ie, from: [IE], clearText: false }';
const lenient = estateCopy(sample, [...unsigned, [plane, plane.replace('false', 'true')]]);
const artifact = planAt(binaryPlan(), 'plan.tfplan');
const words = (at: string) => [at, '--artifact', artifact, '--environment', 'prod'];
const sealed = await seal([planOf(copy), '--estate', sample, '--artifact', artifact]);
const evidence = join(sealed.folder, 'evidence');

async function reachRecords(at: string) {
  const all = [];
  for await (const { record, opened } of readRecords(await openFolder(at)))
    if (record.codes?.[0] === 'reach') all.push({ record, opened });
  return all;
}

describe('the reach diff in the evidence', () => {
  it('names datasets, entities and people by commitment alone', async () => {
    const records = await reachRecords(evidence);
    expect(records.map(({ record }) => record.codes!.join(' '))).toEqual(
      expect.arrayContaining(['reach', 'reach changed', 'reach gained', 'reach gained operator']),
    );
    for (const { record } of records)
      expect(JSON.stringify(record)).not.toMatch(/support-hk|accreditation|op-\d|HK|dataset:/);
    const people = records.filter(({ record }) => record.codes?.[2] === 'operator');
    expect(people.length).toBeGreaterThan(1);
    for (const { record, opened } of people) {
      expect(Object.keys(record.commitments!).sort()).toEqual(['operator', 'subject']);
      expect(opened.operator).toMatch(/^op-\d+$/);
    }
    // One person in two records has two commitments: nobody can tell that it is one.
    const commitments = people.map(({ record }) => record.commitments!.operator);
    expect(new Set(commitments).size).toBe(commitments.length);
  });

  it('has no id of a person in anything but disclosures and the estate', () => {
    const holding = [...filesIn(evidence)].filter(([, bytes]) => /"op-\d+"/.test(bytes.toString('utf8')));
    for (const [path] of holding) expect(path).toMatch(/data\/(disclosures\/|payload\/estate\.json)/);
    expect(holding.length).toBe(2);
  });

  it('says dataset by dataset who gains and loses, by entity, country, route and clear text, and what lies where', async () => {
    const reach = await sealedReach(await openFolder(evidence));
    expect(reach).toMatchObject({ datasets: 1, withheld: 0, unplaced: 0 });
    const [change] = reach!.changes;
    expect(change).toMatchObject({
      dataset: 'accreditation-file',
      lies: { gained: ['store://oss-public/accreditation-copy'], lost: [] },
    });
    expect(change!.gained).toContainEqual(
      expect.objectContaining({
        entity: 'support-hk',
        country: 'HK',
        route: 'transfer',
        clearText: true,
        operators: 2,
      }),
    );
    for (const { operators, ids } of change!.gained) expect(ids).toHaveLength(operators);
  });

  it('is shown right before an apply, counted, and without anybody’s id', async () => {
    const { out, code } = await verify(words(sealed.folder));
    expect(out).toContain('+ gives 2 operators of support-hk (HK) access in clear to accreditation-file');
    expect(out).toContain('~ accreditation-file will lie in store://oss-public/accreditation-copy');
    expect(out).not.toMatch(/op-\d/);
    expect(code).toBe(1);
    const json = JSON.parse((await verify([...words(sealed.folder), '--json'])).out) as {
      reach: { changes: object[] };
    };
    expect(json.reach).toMatchObject({ datasets: 1, withheld: 0, changes: [{ dataset: 'accreditation-file' }] });
    expect(JSON.stringify(json)).not.toMatch(/op-\d|"ids"/);
  });

  it('is not there where nothing that holds a dataset comes, goes or moves', async () => {
    const same = await seal([planOf({ ...copy, operation: 'same' }), '--estate', sample, '--artifact', artifact]);
    expect(await reachRecords(join(same.folder, 'evidence'))).toEqual([]);
    expect(JSON.parse((await verify([...words(same.folder), '--json'])).out)).not.toHaveProperty('reach');
  });
});

describe('names that are destroyed', () => {
  it('are gone, the proof holds, and the counts are still said', async () => {
    const target = join(folder(), 'redacted');
    await redact(await openFolder(evidence), { target, records: 'all', files: [] });
    const reach = await sealedReach(await openFolder(target));
    expect(reach).toMatchObject({ datasets: 1, changes: [] });
    expect(reach!.withheld).toBeGreaterThan(3);
    rmSync(evidence, { recursive: true });
    await redact(await openFolder(target), { target: evidence, records: 'all', files: [] });
    const { out, code } = await verify(words(sealed.folder));
    expect(out).toMatch(/One dataset changes in reach; \d+ names are withheld\./);
    expect(out).not.toContain('support-hk');
    expect(code).toBe(1);
  });
});

describe('tampering with it', () => {
  const kinds = ['data/records/', 'data/disclosures/', 'payload/reach.json'] as const;
  it.each(kinds)('one byte of what tells it in %s: 4, and nothing of it is repeated', async (kind) => {
    const { folder: at } = await seal([planOf(copy), '--estate', sample, '--artifact', artifact]);
    const [path, bytes] = [...filesIn(at)].find(([name]) => name.includes(kind))!;
    const told =
      kind === 'data/records/' ? '"reach","gained"' : kind === 'data/disclosures/' ? 'support-hk' : 'accreditation';
    flip(path, bytes.indexOf(told) + 2);
    expect(readFileSync(path).equals(bytes)).toBe(false);
    const { out, code } = await verify(words(at));
    expect(out).not.toContain('gives 2 operators');
    expect(code).toBe(4);
  });
});

/** Sealed by a tool that holds the key, and lies in the log, or in the log and in the report. */
async function lying(inReport: boolean): Promise<string> {
  const edge = { ...realEdge(new AbortController().signal), now: () => new Date(now) };
  const context = { edge, err: { line: () => {} }, say: () => '' } as unknown as Context;
  const ground = await gateGround({ inputs: [planOf(copy)], estate: own }, context);
  const { reach } = ground;
  expect(reach!.changes).toHaveLength(1);
  const untrue = { ...ground, reach: { ...reach!, changes: [{ ...reach!.changes[0]!, gained: [] }] } };
  const wishes = { environment: 'prod', partial: false, id: '20260601T100000000Z-0000000000000000' };
  const report = gateReport(inReport ? untrue : ground, wishes);
  const key = readKeyFile(keys.paths['tool']!, 'tool', diskFiles);
  const sealing = { target: join(folder(), 'decision'), key, artifacts: [], commit: undefined, hours: 24 };
  return (await sealDecision(untrue, report, sealing, {}, edge)).folder;
}

describe('told again from what was sealed with it', () => {
  const replay = (at: string) =>
    inProcess(['gate', 'replay', at, '--trust', keys.trust], { now: () => new Date(now), env: {} });

  it.each([
    ['an estate that stays', [] as readonly string[]],
    ['an estate that changes with the plan', ['--change', lenient]],
  ])('it is the same for %s, person by person', async (_, change) => {
    const { folder: at } = await seal([planOf(copy), '--estate', own, '--artifact', artifact, ...change]);
    expect(await reachRecords(join(at, 'evidence'))).not.toEqual([]);
    const { out, code } = await replay(at);
    expect(out).toContain('derived again from what was sealed, person by person the same');
    expect(code).toBe(0);
  });

  it('a log that says less than the report beside it: 4 before the apply', async () => {
    const ran = await verify([await lying(false), '--environment', 'prod', '--json']);
    expect(weighing(ran)).toContain('reach-other');
    expect(ran.code).toBe(4);
  });

  it('a log and a report that both say less than their premises: 4 when it is derived again', async () => {
    const at = await lying(true);
    expect(weighing(await verify([at, '--environment', 'prod', '--json']))).not.toContain('reach-other');
    const { out, code } = await replay(at);
    expect(out).toContain('is derived otherwise from what was sealed');
    expect(code).toBe(4);
  });

  it('with names or premises withheld it cannot be: said', async () => {
    const target = join(folder(), 'redacted');
    const { folder: at } = await seal([planOf(copy), '--estate', own, '--artifact', artifact]);
    const open = await openFolder(join(at, 'evidence'));
    await redact(open, { target, records: 'all', files: ['data/payload/reach.json'] });
    const { out } = await replay(target);
    expect(out).toContain('cannot be derived again here');
  });
});
