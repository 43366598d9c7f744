import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, keysIn, obeyed, quiet, quietEstate, run, storeOf, type Facts } from '../support.ts';
import { bad, good, later, preview, planAt, estateAt, gate, type Bucket } from '../gate/world.ts';
import { changeOf, keys as gateKeys, sealChange } from '../gate/bound/world.ts';

const where = folder();
const { paths, trust } = await keysIn(where);
const estate = quietEstate();
const name = 'staffing-figures';

async function sealed(target: string, facts: Facts | undefined, of = estate): Promise<string> {
  const at = join(where, target);
  const sources = [storeOf(facts === undefined ? {} : { [name]: facts })];
  const words = ['audit', '--estate', of, '--trust', trust, '--seal', at, '--key', paths['tool']!];
  expect((await run(words, { sources })).code).not.toBe(2);
  return at;
}

const calm = await sealed('calm', quiet);
const abroad = await sealed('abroad', { ...quiet, location: { region: 'nowhere-known' } });
const absent = await sealed('absent', undefined);
const diff = (one: string, other: string, ...more: string[]) => run(['diff', one, other, '--trust', trust, ...more]);

interface Told {
  readonly exitCode: number;
  readonly one: { readonly isSealed: boolean; readonly findings: number };
  readonly new: readonly { readonly control: string; readonly how: string; readonly facts: readonly object[] }[];
  readonly gone: readonly { readonly how: string }[];
  readonly waived: readonly object[];
  readonly changed: readonly object[];
}
const toldBy = ({ out }: { out: string }) => JSON.parse(out) as Told;

describe('sealed audits', () => {
  it('a new deviation is named with what it stands on and what it stood on: 1', async () => {
    const { code, out } = await diff(calm, abroad);
    expect(code).toBe(1);
    expect(out).toMatch(/^One finding is new\.\nFrom calm: what was there, judged on 2026-06-01, sealed\.\n/);
    expect(out).toContain('deviation; promised: The region is known');
    expect(out).toContain('store://store-paris/staffing-figures. It was looked at before, and nothing was found.');
    expect(out).toContain('location.country: FR → nothing');
    expect(out.trimEnd().split('\n').at(-1)).toBe('exit 1, deviations.');
  });

  it('the other way round it is mended: 0', async () => {
    const told = toldBy(await diff(abroad, calm, '--json'));
    expect(told).toMatchObject({
      exitCode: 0,
      new: [],
      gone: [{ how: 'fixed' }],
      one: { isSealed: true, findings: 1 },
    });
  });

  it('what is gone because nobody looked is not mended: 3', async () => {
    const { code, out } = await diff(abroad, absent);
    expect(code).toBe(3);
    expect(out).toContain('nobody knows whether');
    expect(toldBy(await diff(abroad, absent, '--json')).gone).toMatchObject([{ how: 'unseen' }]);
  });

  it('a run and itself do not differ: 0', async () => {
    expect(await diff(calm, calm)).toMatchObject({ code: 0, out: expect.stringMatching(/^Nothing new\.\n/) as string });
    expect((await diff(abroad, abroad)).out).toMatch(/^Nothing new; one as before\.\n/);
  });

  it('nothing is read of what no trusted key signed (5), or of what was altered (4)', async () => {
    const strange = await run(['diff', calm, abroad]);
    expect([strange.code, strange.out]).toEqual([5, expect.stringContaining('signed by no key of the trust document')]);
    const altered = await sealed('altered', quiet);
    const report = join(altered, 'data/report/report.json');
    writeFileSync(report, readFileSync(report, 'utf8').replace('"findings": [', '"findings": [ '));
    expect(await diff(altered, abroad)).toMatchObject({ code: 4 });
    expect((await diff(abroad, altered)).out).toContain('altered is not what was signed');
  });

  it('says when estate or policies differ, and refuses two organisations', async () => {
    const other = await sealed('other', quiet, quietEstate(['retention: P6M', 'retention: P7M']));
    expect((await diff(calm, other)).out).toContain('What differs: the estate.');
    const stranger = await sealed('stranger', quiet, quietEstate([quietName(), 'name: Somebody Else']));
    const refused = await diff(calm, stranger);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('Somebody Else')]);
  });

  it('speaks French', async () => {
    const { out } = await diff(calm, abroad, '--lang', 'fr');
    expect(out).toMatch(/^Un écart ou point indéterminé est nouveau\./);
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/^code 1/);
  });
});

function quietName(): string {
  return /name: [^,}]+/.exec(readFileSync(estate, 'utf8'))![0];
}

describe('reports of the gate', () => {
  async function report(buckets: readonly Bucket[], changes: Record<string, unknown> = {}): Promise<string> {
    const { out } = await gate([planAt(preview(buckets, changes)), '--estate', estateAt(), '--json']);
    return planAt(out, 'report.json');
  }

  it('are compared as they are, unsigned, and by what moves the code: 0, 1, 3', async () => {
    const [one, denied, unknown] = await Promise.all([report([good]), report([good, bad]), report([good, later])]);
    expect((await run(['diff', one, denied])).out).toContain('as an unsigned report');
    expect((await run(['diff', one, denied])).code).toBe(1);
    expect((await run(['diff', one, unknown])).code).toBe(3);
    expect((await run(['diff', denied, one])).code).toBe(0);
    expect(toldBy(await run(['diff', one, denied, '--json'])).new).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ how: 'appeared' })]),
    );
  });

  it('what is new and excused is told, and moves no code', async () => {
    const [one, denied] = await Promise.all([report([good]), report([good, bad])]);
    const told = JSON.parse(readFileSync(denied, 'utf8')) as { findings: object[] };
    for (const excuse of [{ waiver: 'W-1' }, { known: true }, { stage: 'warn' }]) {
      const findings = told.findings.map((each) => ({ ...each, ...excuse }));
      const ran = await run(['diff', one, planAt(JSON.stringify({ ...told, findings }), 'excused.json')]);
      expect([ran.code, ran.out]).toEqual([0, expect.stringMatching(/(?:covers|names) it|does not block yet/)]);
      expect(ran.out).not.toMatch(/^Nothing new/);
    }
  });

  it('a sealed decision is compared with them', async () => {
    const { folder: at } = await sealChange(changeOf([good]));
    const ran = await run(['diff', at, await report([good, bad]), '--trust', gateKeys.trust]);
    expect(ran.code).toBe(1);
    expect(ran.out).toMatch(/From decision: a change judged on 2026-06-01, sealed\./);
    appendFileSync(join(at, 'evidence', 'manifest-sha256.txt'), '\n');
    expect((await run(['diff', at, at, '--trust', gateKeys.trust])).code).toBe(4);
  });

  it.each([
    ['nothing of ours', '{"version":"1"}', '/version'],
    ['no list', '{"version":"cloison/gate/v1","run":{},"findings":{}}', '/findings'],
    [
      'a finding without a verdict',
      '{"version":"cloison/gate/v1","findings":[{"control":"a","subject":"b","reasons":[]}]}',
      '/findings/0',
    ],
    [
      'a verdict of its own',
      '{"version":"cloison/report/v1","findings":[{"control":"a","subject":"b","reasons":[],"verdict":"fine"}]}',
      '/findings/0',
    ],
    ['no run', '{"version":"cloison/gate/v1","findings":[]}', '/run'],
    ['two equal keys', '{"version":"cloison/gate/v1","version":"cloison/gate/v1"}', 'duplicate'],
    ['no JSON', 'report', ''],
  ])('one that is %s is refused with the place', async (_, text, detail) => {
    const ran = await run(['diff', planAt(text, 'one.json'), planAt(text, 'other.json')]);
    expect(ran.code).toBe(2);
    expect(`${ran.err}${ran.out}`).toContain(detail);
  });

  it('a folder in which nothing is sealed is a slip of the pen', async () => {
    expect(readdirSync(folder())).toEqual([]);
    expect(await run(['diff', folder(), folder(), '--trust', trust])).toMatchObject({ code: 2 });
  });

  it('lets no name of a report move the terminal', async () => {
    const told = JSON.parse(readFileSync(await report([good, bad]), 'utf8')) as {
      findings: { subject: string; control: string }[];
    };
    const [first] = told.findings;
    const hostile = `store://store-paris/\u001B[2J\u202E\n::error::x`;
    const altered = { ...told, findings: [{ ...first!, subject: hostile, control: 'a\u001B]0;x\u0007' }] };
    const { out } = await run(['diff', await report([good]), planAt(JSON.stringify(altered), 'hostile.json')]);
    expect(obeyed(out)).toEqual([]);
    expect(out).not.toMatch(/^::error::/m);
  });
});
