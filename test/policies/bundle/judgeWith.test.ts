import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coveredBy, type Covers } from '../../../estate/index.ts';
import { judgeWith, packBundle, type Bundle, type Judgement } from '../../../policies/index.ts';
import { unpack } from '../../../policies/bundle/archive.ts';
import { reportAbout } from '../../cli/report/fixture.ts';
import { changed, control, encoded, example, open, paper } from './support.ts';

const alone = reportAbout().judgement;
const copy = 'store://oss-public/fan-export';
const regions = (...approved: readonly string[]) =>
  changed({ 'data.json': encoded({ example: { regions: approved } }) });

describe('our judgement beside the organisation’s own controls', () => {
  const opened: Bundle[] = [];
  const openOne = async (bytes: Uint8Array) => {
    const bundle = await open(bytes);
    opened.push(bundle);
    return bundle;
  };
  let bundle: Bundle;
  let merged: Judgement;
  beforeAll(async () => {
    bundle = await openOne(example());
    merged = await judgeWith(alone, [bundle]);
  });
  afterAll(async () => void (await Promise.all(opened.map((each) => each.close()))));
  const own = ({ findings }: Judgement) => findings.filter((finding) => finding.bundle !== undefined);

  it('gains a refusal, under the digest of the bundle, with severity and force of its contract', () => {
    expect(own(merged).map(({ subject, verdict }) => [subject, verdict])).toContainEqual([copy, 'deny']);
    for (const finding of own(merged))
      expect(finding).toMatchObject({ control, bundle: bundle.digest, severity: 'medium', force: 'house' });
  });

  it('keeps every decision and every finding of ours as it was', () => {
    expect(merged.decisions.filter((decision) => decision.bundle === undefined)).toEqual(alone.decisions);
    expect(merged.findings.filter((finding) => finding.bundle === undefined)).toEqual(alone.findings);
    expect(merged.judged).toBe(alone.judged);
    expect(merged.gaps).toBe(alone.gaps);
  });

  it('says what was asked of the bundle and what it answered, apart from what we were asked', () => {
    expect(merged.bundles).toMatchObject([{ digest: bundle.digest, name: 'Example' }]);
    const [{ judged } = { judged: [] }] = merged.bundles ?? [];
    expect(judged.flatMap(({ answer }) => answer.decisions).length).toBe(
      merged.decisions.filter((decision) => decision.bundle === bundle.digest).length,
    );
    expect(merged.catalogue.map(({ id }) => id)).toEqual([...alone.catalogue.map(({ id }) => id), control]);
  });

  it('is not made milder by a bundle that allows everything', async () => {
    const lenient = await openOne(regions('ap-southeast-1', 'eu-central-1', 'eu-private'));
    const after = await judgeWith(alone, [lenient]);
    const verdicts = after.decisions.filter((decision) => decision.bundle !== undefined).map(({ verdict }) => verdict);
    expect(new Set(verdicts)).toEqual(new Set(['allow']));
    expect(after.findings).toEqual(alone.findings);
    expect(alone.findings.some((finding) => finding.subject === copy && finding.verdict === 'deny')).toBe(true);
  });

  it('puts the heaviest first, whoever found it', () => {
    const weight = merged.findings.map(({ verdict, severity }) => `${verdict} ${severity}`);
    const order = ['deny', 'unknown'].flatMap((verdict) =>
      ['critical', 'high', 'medium', 'low'].map((severity) => `${verdict} ${severity}`),
    );
    expect(weight).toEqual(weight.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)));
  });

  describe('honours an exception for a control of the bundle', () => {
    const found = () => own(merged).find(({ subject }) => subject === copy)!;
    const during = async (state: 'dormant' | 'not-in-force', change: Covers = {}) => {
      const waiver = { id: 'W-9', control, subject: copy, until: '2024-08-31', opinion: 'reserved' };
      const covers = { ...coveredBy(found()), ...change };
      const after = await judgeWith({ ...alone, waivers: [{ ...waiver, covers, state }] }, [bundle]);
      return { use: after.waivers[0], finding: own(after).find(({ subject }) => subject === copy) };
    };

    it('and says that it was used', async () => {
      const { use, finding } = await during('dormant');
      expect(finding?.waiver).toBe('W-9');
      expect(use).toMatchObject({ id: 'W-9', state: 'applied' });
      const expired = await during('not-in-force');
      expect(expired.finding).not.toHaveProperty('waiver');
      expect(expired.use).toMatchObject({ state: 'not-in-force' });
    });

    it.each<[Covers, string]>([
      [{ verdict: 'unknown' }, 'verdict'],
      [{ found: ['not-approved region=elsewhere'] }, 'found'],
      [{ dataset: 'results-of-others' }, 'dataset'],
    ])('that was granted for nothing else: %j', async (granted, what) => {
      const { use, finding } = await during('dormant', granted);
      expect(finding).not.toHaveProperty('waiver');
      expect(use).toMatchObject({ state: 'not-in-force', lapsed: [{ code: 'stands-otherwise', values: { what } }] });
    });
  });

  it('never uses an exception for a control of the bundle on a finding of ours', async () => {
    const ofOurs = alone.findings.find(({ subject }) => subject === copy)!;
    const waiver = { id: 'W-9', control: ofOurs.control, subject: copy, until: '2024-08-31', opinion: 'reserved' };
    const after = await judgeWith({ ...alone, waivers: [{ ...waiver, state: 'dormant' }] }, [bundle]);
    expect(after.findings.filter((finding) => finding.waiver !== undefined)).toEqual([]);
  });

  it('is unknown where the bundle gives no answer: a bundle that ended takes nothing of ours along', async () => {
    const gone = await open(example());
    await gone.close();
    const after = await judgeWith(alone, [gone]);
    expect(own(after).length).toBeGreaterThan(0);
    expect(new Set(own(after).map(({ verdict }) => verdict))).toEqual(new Set(['unknown']));
    expect(after.findings.filter((finding) => finding.bundle === undefined)).toEqual(alone.findings);
  });

  it('refuses two bundles that name a control alike', async () => {
    const other = await openOne(packBundle(unpack(example())));
    await expect(judgeWith(alone, [bundle, other])).rejects.toMatchObject({ code: 'bundle-takes-our-name' });
  });

  it('without a bundle is what it was', async () => {
    expect(await judgeWith(alone, [])).toBe(alone);
  });

  it('names a bundle by its name and its digest, and another name makes another digest', async () => {
    const renamed = await openOne(changed({ 'cloison.json': paper((written) => (written.name = 'Another')) }));
    expect(renamed.name).toBe('Another');
    expect(renamed.digest).not.toBe(bundle.digest);
  });
});
