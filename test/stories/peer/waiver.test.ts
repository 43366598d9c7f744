/** One id everywhere: what a report shows is what an exception names, and it applies to exactly that finding. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  all,
  audited,
  auditWords,
  cloison,
  collectionWith,
  estate as sample,
  estateWith,
  folder,
  mended,
  mending,
  recording,
  trust as sampleTrust,
  type Audited,
} from '../recorded.ts';

interface Keys {
  readonly owner: string;
  readonly dpo: string;
  readonly trust: string;
}

/** Keys of the accountable person and of the DPO, trusted beside those of the sample. */
async function keysOf(): Promise<Keys> {
  const where = folder();
  const document = JSON.parse(readFileSync(sampleTrust, 'utf8')) as { keys: unknown[] };
  const made = async (role: string): Promise<string> => {
    const words = ['keys', 'new', '--role', role, '--out', join(where, role), '--from', '2026-01-01', '--json'];
    const { file, trusted } = JSON.parse((await cloison(words)).out) as { file: string; trusted: unknown };
    document.keys.push(trusted);
    return file;
  };
  const [owner, dpo] = [await made('owner'), await made('dpo')];
  const trust = join(where, 'trust.json');
  writeFileSync(trust, JSON.stringify(document));
  return { owner, dpo, trust };
}

/** What a person does with a printed stub: fill in what stands in angle brackets, and paste it. */
function pasted(stub: string): string {
  const estate = estateWith();
  const file = join(estate, 'estate.yaml');
  const filled = stub
    .replace('<why>', 'moving to another store')
    .replace('<who asks>', 'store-lead')
    .replace('<last day>', '2026-12-15');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nwaivers:\n${filled}\n`);
  return estate;
}

const idIn = (stub: string): string => (parse(stub) as { id: string }[])[0]!.id;

async function sign(estate: string, id: string, { owner, dpo }: Keys): Promise<void> {
  const words = ['waiver', 'sign', id, '--estate', estate];
  expect((await cloison([...words, '--key', owner, '--decision', 'granted'])).code).toBe(0);
  expect((await cloison([...words, '--key', dpo, '--opinion', 'favourable'])).code).toBe(0);
}

const undeclared = 'classification/undeclared-containers-hold-nothing-personal';
const scratch = 'store://rgw-paris/scratch';

/** As `why` prints it beside the finding: it says what was found. */
async function proposed(collection = recording): Promise<string> {
  const words = ['why', `${undeclared}@${scratch}`, '--estate', sample, '--collection', collection, '--json'];
  const { explained } = JSON.parse((await cloison(words)).out) as { explained: { stub: string }[] };
  return explained[0]!.stub;
}

describe('row 17: one id everywhere, and an exception ready to paste', () => {
  let keys: Keys;
  let before: Audited;
  beforeAll(async () => {
    keys = await keysOf();
    before = await audited();
  });

  test('each finding of the report is printed with the id of its control, the one that exceptions name', async () => {
    const { out } = await cloison(auditWords());
    const known = JSON.parse((await cloison(['controls', '--json'])).out) as { controls: { id: string }[] };
    const ids = new Set(known.controls.map(({ id }) => id));
    for (const { control } of before.report.findings) {
      expect(ids).toContain(control);
      expect(out).toContain(` · ${control}\n`);
    }
  });

  test('“why” prints an exception for each finding asked for as the report prints it; the page holds them all', async () => {
    const { out } = await cloison(auditWords());
    const printed = out.split('\n').filter((row) => row.startsWith('  · '));
    const groups = new Set(before.report.findings.map(({ control, verdict }) => `${verdict} ${control}`));
    const asked = [...groups].map((group) =>
      before.report.findings.find((each) => group === `${each.verdict} ${each.control}`)!,
    );
    for (const { control, subject } of asked.slice(0, 4)) {
      const shown = printed
        .map((row) => row.slice(4).split(': ')[0]!)
        .find(
          (each) =>
            each.includes(' → ') === /^(access|path):/.test(subject) &&
            decodeURIComponent(subject).includes(each.split(' → ').at(-1)!),
        )!;
      const about = `${control}@${shown}`;
      const ran = await cloison(['why', about, '--estate', sample, '--collection', recording, '--json']);
      const { explained } = JSON.parse(ran.out) as { explained: { control: string; subject: string; stub: string }[] };
      const stub = (parse(explained[0]!.stub) as { control: string; subject: string }[])[0]!;
      expect(stub).toMatchObject({ control, subject: explained[0]!.subject });
    }
    const page = await cloison(auditWords({ words: ['--format', 'html'] }));
    const denied = before.report.findings.filter(({ verdict }) => verdict === 'deny');
    const ids = page.out.match(/id: W-\d{8}-[0-9a-f]{6}/g)!;
    expect(new Set(ids).size).toBe(denied.length);
  });

  test('pasted, signed by owner and DPO, and given trust, it applies to exactly that finding', async () => {
    const stub = await proposed();
    const estate = pasted(stub);
    const id = idIn(stub);
    expect((await audited({ estate, trust: keys.trust })).report.outcome.waived).toBe(0);
    await sign(estate, id, keys);
    const { code, report } = await audited({ estate, trust: keys.trust });
    const waived = report.findings.filter(({ waiver }) => waiver !== undefined);
    expect(waived).toEqual([expect.objectContaining({ control: undeclared, subject: scratch, waiver: id })]);
    expect(report.findings).toHaveLength(before.report.findings.length);
    const { deviations, unknowns } = before.report.outcome;
    expect(report.outcome).toMatchObject({ waived: 1, deviations: deviations - 1, unknowns });
    // The others still deviate.
    expect(code).toBe(1);
    // Signed by nobody whom the auditor trusts, it covers nothing and is itself a finding.
    const untrusted = await audited({ estate });
    expect(untrusted.report.findings.filter(({ waiver }) => waiver !== undefined)).toEqual([]);
    expect(untrusted.found.filter((row) => !before.found.includes(row))).toEqual([
      expect.stringContaining(`waiver/waivers-are-in-force waiver://${id}`),
    ]);
  });

  test('where it covers the only deviation the run passes under one exception: exit 0, and 1 with --fail-on-waived', async () => {
    const only = Object.entries(mending).filter(([fault]) => fault !== '08-undeclared-bucket');
    const collection = collectionWith(all(...only.map(([, change]) => change)));
    const stub = await proposed(collection);
    const estate = pasted(stub);
    await sign(estate, idIn(stub), keys);
    const asked = { estate, collection, trust: keys.trust };
    const passed = await cloison(auditWords(asked));
    expect(passed.code).toBe(0);
    expect(passed.out.split('\n')[0]).toMatch(/^Passes under one exception: /);
    expect((await cloison(auditWords({ ...asked, words: ['--fail-on-waived'] }))).code).toBe(1);
    // Once the finding is gone, the exception is dormant and says so.
    const gone = await audited({ ...asked, collection: collectionWith(mended) });
    expect([gone.code, gone.report.waivers.map(({ state }) => state)]).toEqual([0, ['dormant']]);
  });

  test('changed after it was signed, it applies to nothing', async () => {
    const stub = await proposed();
    const estate = pasted(stub);
    await sign(estate, idIn(stub), keys);
    const file = join(estate, 'estate.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(scratch, 'store://oss-public/fan-exports'));
    const { report } = await audited({ estate, trust: keys.trust });
    expect(report.outcome.waived).toBe(0);
    expect(report.findings.map((each) => each.control)).toContain('waiver/waivers-are-in-force');
  });
});
