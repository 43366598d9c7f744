import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subsets } from './draw.ts';
import { estateWith } from './estate.ts';
import { line, readFaults, type Fault } from './faults.ts';
import { newToolKey, toolTrust, verify } from './keys.ts';
import { plant, uproot } from './plant.ts';
import { auditSite, cloison } from './run.ts';
import { startSite, type Site } from './site.ts';

const faults = readFaults();
const expected = (planted: readonly Fault[]) => [...new Set(planted.flatMap((fault) => fault.expect.map(line)))].sort();
const seed = Number(process.env['CLOISON_DRILL_SEED'] ?? 20_261_122);

describe('the drill: real stores, a real cluster, twelve faults', () => {
  let site: Site;
  const evidence = mkdtempSync(join(tmpdir(), 'cloison-evidence-'));
  const sealed = join(evidence, 'bundle');

  beforeAll(async () => {
    site = await startSite();
    Object.assign(process.env, site.env);
  });
  afterAll(async () => {
    await site?.stop();
    rmSync(evidence, { recursive: true, force: true });
  });

  const during = async (planted: readonly Fault[], work: () => Promise<void>): Promise<void> => {
    for (const fault of planted) for (const step of fault.plant) await plant(site, step);
    try {
      await work();
    } finally {
      for (const fault of planted.toReversed()) for (const step of fault.plant.toReversed()) await uproot(site, step);
    }
  };

  test('nothing planted: exit 0, nothing found, every place read', async () => {
    const { code, found, report } = await auditSite(site, site.estate);
    expect(found).toEqual([]);
    expect(report.unseen.gaps).toEqual([]);
    expect(code).toBe(0);
  });

  test('all twelve planted: found exactly these, exit 1, sealed', async () => {
    const { key } = await newToolKey(evidence);
    await during(faults, async () => {
      const { code, found } = await auditSite(site, estateWith(site, faults), ['--seal', sealed, '--key', key]);
      expect(found).toEqual(expected(faults));
      expect(code).toBe(1);
    });
  });

  test('the sealed bundle verifies offline; with one byte changed it names the place; without the key it says so', async () => {
    const { trust } = toolTrust(evidence);
    expect((await verify(sealed, trust)).code).toBe(0);
    const altered = join(evidence, 'altered');
    cpSync(sealed, altered, { recursive: true });
    const records = join(altered, 'data/records/000000000000.jsonl');
    writeFileSync(records, readFileSync(records, 'utf8').replace('"verdict":"deny"', '"verdict":"allo"'));
    const refused = await verify(altered, trust);
    expect(refused.code).toBe(4);
    expect(refused.out).toContain('data/records/000000000000.jsonl');
    expect((await verify(sealed, 'stacks/sample/trust.json')).code).toBe(5);
  });

  test(`thirty random subsets from seed ${seed}: found exactly each subset`, async () => {
    for (const [turn, planted] of subsets(faults, 30, seed).entries()) {
      await during(planted, async () => {
        const { found } = await auditSite(site, estateWith(site, planted));
        expect(found, `subset ${turn}: ${planted.map((fault) => fault.id).join(', ')}`).toEqual(expected(planted));
      });
    }
  }, 900_000);

  test('mended: exit 0 again', async () => {
    const { code, found } = await auditSite(site, site.estate);
    expect({ code, found }).toEqual({ code: 0, found: [] });
  });

  test('one source stopped: exit 3, and the second sentence names it', async () => {
    await site.versity['oss-abroad']!.stop();
    const profiles = site.profiles.flatMap((profile) => ['--profile', profile]);
    const { code, out } = await cloison([
      'audit',
      '--estate',
      site.estate,
      '--trust',
      'stacks/sample/trust.json',
      ...profiles,
      '--lang',
      'en',
    ]);
    expect(code).toBe(3);
    expect(out.split('\n').slice(0, 4).join(' ')).toContain('oss-abroad');
  });
});
