/**
 * "Shown by" 5: of the subjects whose answer can be derived, at least 95 % are decided, at most 1 % are denied for nothing.
 *
 * How it is counted. The truth is known, because the faults were planted: what a fault's row expects is true, and every
 * other answer about every other subject is "no deviation". A subject can be derived unless a fault says `unknown` of it.
 * Decided: no answer about it is unknown. A false deny: a deny that no planted fault expects.
 */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { line } from '../engines/spine/faults.ts';
import {
  all,
  audited,
  cloison,
  auditWords,
  collectionWith,
  committed,
  estate as sample,
  estateWith,
  mended,
  mending,
  papersReadable,
  planted,
  recording,
  type Audited,
} from './recorded.ts';

interface Counted {
  derivable: number;
  decided: number;
  falseDenies: number;
}

function counted({ report }: Audited, faults: typeof planted): Counted {
  const expected = faults.flatMap(({ expect: rows }) => rows);
  const truths = new Set(expected.map(line));
  const open = new Set(expected.filter(({ verdict }) => verdict === 'unknown').map(({ subject }) => subject));
  const unknown = new Set(report.findings.filter(({ verdict }) => verdict === 'unknown').map(({ subject }) => subject));
  const denied = report.findings.filter((finding) => finding.verdict === 'deny' && !truths.has(line(finding)));
  const derivable = report.outcome.subjects - open.size;
  const undecided = [...unknown].filter((subject) => !open.has(subject)).length;
  return {
    derivable,
    decided: derivable - undecided,
    falseDenies: new Set(denied.map(({ subject }) => subject)).size,
  };
}

describe('of the subjects whose answer can be derived', () => {
  const faults = fc.subarray(planted.slice(), { minLength: 0 });

  test('at least 95 % are decided and at most 1 % denied for nothing, on the recording and on any subset of its faults', async () => {
    const sum: Counted = { derivable: 0, decided: 0, falseDenies: 0 };
    const add = async (standing: typeof planted): Promise<void> => {
      const mend = Object.entries(mending).filter(([id]) => !standing.some((fault) => fault.id === id));
      const ran = await audited({ collection: collectionWith(all(...mend.map(([, change]) => change))) });
      const one = counted(ran, standing);
      // Nothing expected may be missing: a tool that decides nothing wrongly by deciding nothing is no use.
      const expected = new Set(standing.flatMap(({ expect: rows }) => rows.map(line)));
      expect([...expected].filter((row) => !ran.found.includes(row))).toEqual([]);
      for (const key of ['derivable', 'decided', 'falseDenies'] as const) sum[key] += one[key];
    };
    await add(planted);
    const whole = await audited(committed);
    expect(whole.found).toEqual([...new Set(planted.flatMap(({ expect: rows }) => rows.map(line)))].sort());
    await fc.assert(fc.asyncProperty(faults, add), { numRuns: 6, seed: 20_261_122 });
    expect(sum.derivable).toBeGreaterThan(1500);
    expect(sum.decided / sum.derivable).toBeGreaterThanOrEqual(0.95);
    expect(sum.falseDenies / sum.derivable).toBeLessThanOrEqual(0.01);
  });
});

describe('every unknown says how to make it known', () => {
  let ran: Audited;
  beforeAll(async () => {
    ran = await audited();
  });
  const unknowns = () => ran.report.findings.filter(({ verdict }) => verdict === 'unknown');

  test('with a step under each of them in the report, and in the answer to “why”', async () => {
    const { out } = await cloison(auditWords());
    const blocks = out.split('\n\n').filter((block) => block.startsWith('? '));
    expect(unknowns().length).toBeGreaterThan(0);
    for (const control of new Set(unknowns().map((finding) => finding.control))) {
      const own = blocks.filter((block) => block.includes(`· ${control}\n`));
      expect(own, control).not.toEqual([]);
      for (const block of own) expect(block.split('\n').at(-1), control).toMatch(/^ {2}→ [A-Z].{40,}/);
    }
    const subject = 'cluster://k8s-paris/legacy/PersistentVolumeClaim/archive';
    const words = ['--estate', sample, '--collection', recording];
    const why = await cloison(['why', `residency/personal-data-stays-in-the-eea@${subject}`, ...words]);
    expect(why).toMatchObject({ code: 0 });
    expect(why.out).toMatch(/→ .*`regions` of the provider’s entity/);
  });

  const region = {
    file: 'estate.yaml',
    path: ['entities', 'integrator-fr', 'regions', 'mars-1'],
  };
  const readers = {
    file: 'datasets/finance.yaml',
    path: ['datasets', 'budget', 'readers'],
    value: { roles: ['store-administrator', 'auditor'], clearance: 'vetted' },
  };
  const about = (rows: readonly string[], part: string) => rows.filter((row) => row.includes(part));

  test('the region is tied to a country under `regions` of its entity: two answers, whichever country it is', async () => {
    const archive = 'legacy/PersistentVolumeClaim/archive';
    expect(about(ran.found, archive)).toHaveLength(2);
    const home = await audited({ estate: estateWith({ ...region, value: 'FR' }) });
    const contradicts = `deny residency/region-is-known cluster://k8s-paris/${archive}`;
    expect(about(home.found, archive)).toEqual([contradicts]);
    const abroad = await audited({ estate: estateWith({ ...region, value: 'SG' }) });
    expect(about(abroad.found, archive)).toEqual([
      `deny residency/personal-data-stays-in-the-eea cluster://k8s-paris/${archive}`,
      contradicts,
    ]);
  });

  test('the auditor may read the papers of the bucket: who reaches it, and that strangers do not, is known', async () => {
    expect(about(ran.found, 'rgw-paris/gate-events')).toHaveLength(2);
    const { found } = await audited({ collection: collectionWith(papersReadable) });
    expect(about(found, 'gate-events')).toEqual([]);
  });

  test('the dataset names its readers: each access is an answer, allowed or denied', async () => {
    const open = unknowns().filter(({ control }) => control === 'access/readers-need-to-know');
    expect(open).toHaveLength(2);
    const named = await audited({ estate: estateWith(readers) });
    const still = (rows: readonly string[]) => rows.filter((row) => row.includes('Fbudget'));
    expect(still(named.found)).toEqual([]);
    const narrow = { ...readers, value: { roles: ['auditor'], clearance: 'vetted' } };
    const refused = await audited({ estate: estateWith(narrow) });
    expect(still(refused.found)).toEqual([
      'deny access/readers-need-to-know access://operator%3A%2F%2Fop-00001/store%3A%2F%2Frgw-paris%2Fbudget',
    ]);
  });

  test('all three steps taken, no unknown is left; and with the faults mended too, exit 0', async () => {
    const steps = {
      estate: estateWith({ ...region, value: 'FR' }, readers),
      collection: collectionWith(papersReadable),
    };
    const { report, code } = await audited(steps);
    expect([report.outcome.unknowns, code]).toEqual([0, 1]);
    expect(await audited({ ...steps, collection: collectionWith(mended) })).toMatchObject({ code: 0, found: [] });
  });
});
