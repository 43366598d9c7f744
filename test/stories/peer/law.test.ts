/** Facts are dated, and belong to an entity and a region, never to a vendor as a whole. */
import { describe, expect, test } from 'vitest';
import { all, answered, audited, cloison, auditWords, collectionWith, estateWith, mended } from '../recorded.ts';

const on = (day: string) => ['--as-of', day];
const about = (rows: readonly string[], part: string) => rows.filter((row) => row.includes(part));

describe('row 8: the law of the day decides, and --as-of replays it', () => {
  const queue = 'cluster://k8s-paris/screening/PersistentVolumeClaim/queue';
  const british = answered(queue, 'location', { value: { region: 'gb-private', nodes: 1 } });
  const control = 'residency/personal-data-stays-in-the-eea';

  test('a volume in Great Britain lay in the Union until the end of the transition, and not after', async () => {
    const collection = collectionWith(all(mended, british));
    const verdicts = async (day: string): Promise<string[]> => {
      const { report } = await audited({ collection, words: on(day) });
      expect(report.run).toMatchObject({ replay: true, asOf: expect.stringContaining(day) as string });
      const denied = report.findings.filter((each) => each.subject === queue && each.control === control);
      return denied.map(({ verdict }) => verdict);
    };
    expect(await verdicts('2020-12-31')).toEqual([]);
    expect(await verdicts('2021-01-01')).toEqual(['deny']);
    const { out } = await cloison(auditWords({ collection, words: on('2021-01-01') }));
    expect(out.split('\n')[0]).toMatch(/^REPLAY, judged by the law of 2021-01-01\. /);
  });

  /** Judged by itself: no account needs to exist for a declared transfer to be without a basis. */
  const transferTo = (country: string, from: string) =>
    estateWith(
      {
        file: 'estate.yaml',
        path: ['entities', 'helpdesk'],
        value: { country, role: 'sub-processor', engagedBy: ['cloud-eu'] },
      },
      {
        file: 'estate.yaml',
        path: ['transfers', 1],
        value: {
          id: 'helpdesk',
          exporter: 'cloud-eu',
          importer: 'helpdesk',
          country,
          datasets: ['sport-entries'],
          basis: { tool: '45' },
          clearText: true,
          from,
          until: '2029-12-31',
        },
      },
    );

  test.each([
    ['GB', '2021-06-28', 'adequate', '2031-12-28', 'the decision of 2025 has ended'],
    ['KR', '2021-12-17', 'adequate in scope', '2021-12-16', 'no decision was adopted'],
  ])('a transfer to %s on the ground of adequacy: on %s %s, on %s not, for %s', async (country, good, _why, bad) => {
    const estate = transferTo(country, '2020-01-01');
    const collection = collectionWith(mended);
    const found = async (day: string) =>
      about((await audited({ collection, estate, words: on(day) })).found, 'transfer://helpdesk');
    expect(await found(good)).not.toContain('deny transfer/every-transfer-has-a-basis transfer://helpdesk');
    expect(await found(bad)).toContain('deny transfer/every-transfer-has-a-basis transfer://helpdesk');
  });
});

describe('F9 and row 8: one entity, two regions, two answers', () => {
  test('what the private host keeps in Great Britain deviates, what it keeps in France does not', async () => {
    const bucket = 'store://rgw-paris/medical-encounters';
    const change = all(mended, answered(bucket, 'location', { value: { region: 'gb-private' } }));
    const { code, found, report } = await audited({ collection: collectionWith(change) });
    expect(code).toBe(1);
    expect(found).toContain(`deny residency/personal-data-stays-in-the-eea ${bucket}`);
    const others = report.controls['residency/personal-data-stays-in-the-eea']!.allowed;
    expect(others.filter((subject) => subject.startsWith('store://rgw-paris/')).length).toBeGreaterThan(5);
    // The host stays of the Union: who owns it is one question, where the data lies another, and neither answers the other.
    expect(report.stories[0]).toMatchObject({ subject: bucket, lies: { country: 'GB', standing: 'outside' } });
  });

  test('the same region name of another entity says nothing: eu-private of cloud-eu is unknown', async () => {
    const bucket = 'store://oss-public/volunteer-applications';
    const change = all(mended, answered(bucket, 'location', { value: { region: 'eu-private' } }));
    const { found } = await audited({ collection: collectionWith(change) });
    expect(found).toContain(`unknown residency/personal-data-stays-in-the-eea ${bucket}`);
  });
});
