import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GateDocument } from '../../../../cli/gate/outputs/json.ts';
import { looseningControl } from '../../../../policies/index.ts';
import { folder, keysIn, run } from '../../support.ts';
import { bad, estateAt, gate, good, planAt, preview } from '../world.ts';

const base = estateAt();
const lowered = estateAt(['class: D3', 'class: D1']);
const first = (text: string) => text.split('\n')[0]!;
const documentOf = (out: string) => JSON.parse(out) as GateDocument;
const where = folder();
let keys: Awaited<ReturnType<typeof keysIn>>;

let sealings = 0;
async function sealed(estate: string, number: number, key = keys.paths['owner']!, ...more: string[]): Promise<string> {
  const out = join(where, `revision-${(sealings += 1)}.dsse.json`);
  const words = ['estate', 'seal', estate, '--key', key, '--number', String(number), '--out', out, ...more];
  expect(await run(words)).toMatchObject({ code: 0 });
  return out;
}
const alone = (head: string, ...words: string[]) => gate(['--estate', base, '--change', head, ...words]);
const reasonsIn = (out: string) =>
  documentOf(out).findings.map(({ subject, reasons }) => `${reasons[0]!.code} ${subject}`);

beforeAll(async () => {
  keys = await keysIn(where);
});

describe('a change of the estate', () => {
  it('that lowers a class and moves the container is refused for both, by the estate before it', async () => {
    const plan = planAt(preview([{ ...bad, dataset: 'staffing-figures' }]));
    const { code, out } = await gate([plan, '--estate', base, '--change', lowered, '--json']);
    expect(code).toBe(1);
    const denied = documentOf(out).findings.filter(({ verdict }) => verdict === 'deny');
    expect(denied.map(({ control, subject }) => `${control} ${subject}`)).toEqual(
      expect.arrayContaining([
        `${looseningControl} dataset://health-file`,
        'residency/personal-data-stays-in-the-eea store://store-paris/health-file',
      ]),
    );
    expect(documentOf(out).run.change).toMatchObject({ signature: 'missing' });
  });

  it('may come alone, and is told what it loosens and where it is written', async () => {
    const stricter = estateAt(['class: D3', 'class: D4']);
    const head = 'test/cli/gate/fixtures/estate';
    const { code, out } = await gate(['--estate', stricter, '--change', head]);
    expect(code).toBe(1);
    expect(first(out)).toMatch(/^Refused: one deviation in the change of the estate; nothing/);
    expect(out).toContain('it loosens one thing, and nobody has signed it.');
    expect(out).toMatch(
      /dataset:\/\/health-file at test\/cli\/gate\/fixtures\/estate\/estate\.yaml:\d+: The change loosens dataset:\/\/health-file \(class\), and no owner has signed it\./,
    );
    expect(out).not.toContain('Exceptions to paste');
    const line = Number(/estate\.yaml:(\d+): The change/.exec(out)![1]);
    expect(readFileSync(`${head}/estate.yaml`, 'utf8').split('\n')[line - 1]).toContain('class: D3');
  });

  it('that tightens, or changes nothing, needs nobody', async () => {
    const tighter = await alone(estateAt(['class: D1', 'class: D2']));
    expect(tighter).toMatchObject({ code: 0 });
    expect(tighter.out).toContain('it loosens nothing.');
    expect(await alone(base)).toMatchObject({ code: 0 });
  });

  it('passes with the revision that its owner signed', async () => {
    const trust = ['--trust', keys.trust];
    const passed = await alone(lowered, ...trust, '--revision', await sealed(lowered, 2));
    expect(passed.code).toBe(0);
    expect(passed.out).toContain('it loosens one thing, and its owner has signed it.');
    const both = ['--revision', await sealed(base, 1), await sealed(lowered, 2)];
    expect((await alone(lowered, ...trust, ...both)).code).toBe(0);
  });

  it('is refused with a revision of something else, of somebody else, or of before', async () => {
    const json = ['--trust', keys.trust, '--json', '--revision'];
    const other = await sealed(estateAt(['class: D3', 'class: D2']), 9);
    expect(reasonsIn((await alone(lowered, ...json, other)).out)).toEqual([
      'signed-something-else dataset://health-file',
    ]);
    const stranger = await sealed(lowered, 2, (await keysIn(folder())).paths['owner']);
    expect(reasonsIn((await alone(lowered, ...json, stranger)).out)).toEqual([
      'not-by-the-owner dataset://health-file',
    ]);
    const older = await alone(lowered, ...json, await sealed(base, 5), await sealed(lowered, 5));
    expect(reasonsIn(older.out)).toEqual(['rolled-back dataset://health-file']);
    expect(older.code).toBe(1);
    const ofBase = await alone(lowered, ...json, await sealed(base, 1));
    expect(reasonsIn(ofBase.out)).toEqual(['not-signed dataset://health-file']);
  });

  it('is undecided where a signature came and nobody says whose counts', async () => {
    const { code, out } = await alone(lowered, '--json', '--revision', await sealed(lowered, 2));
    expect(reasonsIn(out)).toEqual(['not-verifiable dataset://health-file']);
    expect(code).toBe(3);
  });

  it('is excused by no exception and no baseline', async () => {
    const from =
      'from: 2026-05-01, until: 2026-06-10, signed: [waivers/W-1.owner.dsse.json, waivers/W-1.dpo.dsse.json]';
    const waiver = `waivers:\n  - { id: W-1, control: ${looseningControl}, subject: "dataset://health-file", reason: x, owner: role:staffing-lead, ${from} }\ndocuments:`;
    const own = estateAt(['documents:', waiver]);
    const sign = (...words: string[]) => run(['waiver', 'sign', 'W-1', '--estate', own, ...words]);
    await sign('--key', keys.paths['owner']!, '--decision', 'granted');
    await sign('--key', keys.paths['dpo']!, '--opinion', 'favourable');
    const words = ['--estate', own, '--change', estateAt(['documents:', waiver], ['class: D3', 'class: D1'])];
    const baseline = join(where, 'baseline.json');
    const refused = await gate([...words, '--trust', keys.trust, '--json', '--write-baseline', baseline]);
    expect(reasonsIn(refused.out)).toEqual(['not-signed dataset://health-file']);
    expect(refused.code).toBe(1);
    expect((await gate([...words, '--trust', keys.trust, '--baseline', baseline])).code).toBe(1);
  });

  it('that does not read is exit 2, with every problem at its place', async () => {
    const { code, err, out } = await alone(
      estateAt(['class: D3', 'class: D9'], ['owner: role:staffing-lead', 'owner: staffing']),
    );
    expect([code, out]).toEqual([2, '']);
    expect(err.match(/estate\.yaml:\d+:\d+ error/g)).toHaveLength(2);
  });

  it('waits for no pipe where it comes alone', async () => {
    const { code } = await gate(['--estate', base, '--change', base], { piped: 'no plan at all' });
    expect(code).toBe(0);
    expect((await gate(['-', '--estate', base, '--change', base], { piped: preview([good]) })).out).toContain(
      '2 resources',
    );
  });

  it('is refused a revision that is no envelope', async () => {
    const path = join(where, 'torn.json');
    writeFileSync(path, '{');
    expect((await alone(base, '--revision', path)).code).toBe(2);
  });
});
