import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { rendered } from '../../../cli/gate/rendering.ts';
import { languages } from '../../../estate/index.ts';
import { findingOf, reportOf, rowOf, unknownOf } from './fixture.ts';

const waived = findingOf({ subject: 'store://oss-public/old', waiver: 'W-12', waivable: false });
const plain = reportOf({
  findings: [
    findingOf({ control: 'exposure/personal-data-is-not-public', reasons: [] }),
    findingOf(),
    waived,
    findingOf({ subject: 'store://oss-public/older', known: true }),
    unknownOf({
      subject: 'plan://prod/aws_s3_bucket.later',
      resource: { input: 'plan.json', address: 'aws_s3_bucket.later', type: 'aws_s3_bucket' },
    }),
  ],
  rows: [
    rowOf(),
    rowOf({ address: 'aws_s3_bucket.later', subject: 'plan://prod/aws_s3_bucket.later' }),
    rowOf({ address: 'aws_new.a', type: 'aws_new', outcome: 'not-understood', reason: 'type-unknown' }),
    rowOf({ address: 'aws_new.b', type: 'aws_acl', outcome: 'not-understood', reason: 'parent-not-found' }),
    rowOf({ address: 'aws_iam_role.a', type: 'aws_iam_role', outcome: 'out-of-scope', reason: 'holds-nothing' }),
  ],
  shorts: [{ input: 'plan.json', code: 'errored', values: {} }],
  movements: [
    {
      subject: 'store://oss-public/fan-photos',
      address: 'aws_s3_bucket.fan',
      kind: 'replace',
      from: { provider: 'cloud-eu', region: 'eu-central-1', country: 'DE' },
      to: { provider: 'cloud-eu', region: 'ap-southeast-1', country: 'SG' },
    },
  ],
  freezes: [{ freeze: { from: '2026-05-18', to: '2026-09-10', scope: 'all', lane: ['security'] }, changes: 3 }],
  waivers: [
    {
      id: 'W-12',
      control: waived.control,
      subject: waived.subject,
      until: '2026-06-10',
      opinion: 'favourable',
      applied: true,
      state: 'expiring',
    },
    {
      id: 'W-13',
      control: waived.control,
      subject: 'store://p/x',
      until: '2026-01-10',
      opinion: 'none',
      applied: false,
      state: 'expired',
    },
    {
      id: 'W-14',
      control: waived.control,
      subject: 'store://p/y',
      until: '2026-09-10',
      opinion: 'none',
      applied: false,
      state: 'in-force',
    },
  ],
  baseline: {
    digest: `sha256:${'e'.repeat(64)}`,
    isOfRef: true,
    entries: 3,
    known: 1,
    fixed: [{ fingerprint: 'f', control: 'residency/region-is-known', subject: 'store://oss-public/fan-photos' }],
    unseen: [],
  },
});
const estate = { ...plain.run.estate, ref: 'origin/main', commit: 'ab12'.repeat(10), differs: true };
const report = { ...plain, run: { ...plain.run, estate } };
const made = (language: 'en' | 'fr', width?: number, colour = false) =>
  rendered(report, 'terminal', { language, width, colour, profile: 'github', token: '', words: [] });

describe.each(languages)('the terminal report in %s', (language) => {
  it.each([80, 120])('fits %i columns, but for what is to be pasted', (width) => {
    const rows = made(language, width).split('\n');
    const wide = rows.filter(
      (row) => stringWidth(row) > width && !/^ {2,}(?:- |control|subject|signed|waivers)/.test(row),
    );
    expect(wide).toEqual([]);
  });

  it('says verdict, what was not understood and whose judge, in this order, each in one row of a pipe', () => {
    const rows = made(language).split('\n');
    expect(rows[0]).toMatch(/^Refus/);
    expect(rows[1]).toContain('aws_new');
    expect(rows[2]).toContain('origin/main (ab12ab12ab12)');
    expect(rows[2]).toContain(`sha256:${'e'.repeat(64)}`);
    expect(rows[3]).toContain('2026-09-10');
  });

  it('leaves no id without its words, and no value unfilled', () => {
    expect(made(language)).not.toMatch(/\[[a-z]+[./][a-z]|\{[a-z]/);
  });

  it('puts what stops the change before what is excused, and deviations before unknowns', () => {
    const text = made(language);
    const at = (mark: RegExp) => text.search(mark);
    expect(at(/^■ aws_s3_bucket\.fan.*\n\n✗ /m)).toBeGreaterThan(0);
    expect(at(/^✗ /m)).toBeLessThan(at(/^· /m));
    expect(at(/^· /m)).toBeLessThan(at(/^\? /m));
    expect(text).toContain('W-12');
    expect(text).toContain('W-13');
    // In force and about another change: only in JSON.
    expect(text).not.toContain('W-14');
  });

  it('says each next step once for types that stand alike', () => {
    const steps = made(language).match(/^ {2}→ .*/gm) ?? [];
    const leftOver = steps.slice(-2);
    expect(new Set(leftOver).size).toBe(2);
  });

  it('colours only when asked', () => {
    expect(made(language)).not.toContain('\u001B');
    expect(made(language, 80, true)).toContain('\u001B[');
  });
});
