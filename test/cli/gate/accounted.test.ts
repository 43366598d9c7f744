import { describe, expect, it } from 'vitest';
import { rendered, type GateFormat } from '../../../cli/gate/rendering.ts';
import { reportOf, rowOf } from './fixture.ts';

const subject = 'store://oss-public/fan-photos';
const other = { address: 'aws_s3_bucket.other', subject: 'store://oss-public/other' };
const policy = { address: 'aws_s3_bucket_policy.fan', type: 'aws_s3_bucket_policy', subject };
const acl = { address: 'aws_s3_bucket_acl.fan', type: 'aws_s3_bucket_acl', subject };
const network = rowOf({ address: 'aws_vpc.v', type: 'aws_vpc', outcome: 'out-of-scope', reason: 'holds-nothing' });
const how = { width: undefined, colour: false, profile: 'github', token: 'f00d'.repeat(8), words: [] } as const;

describe.each<GateFormat>(['terminal', 'markdown', 'github'])('what was judged, in %s', (format) => {
  const told = (rows: Parameters<typeof rowOf>[0][], language: 'en' | 'fr') =>
    rendered(reportOf({ rows: [...rows.map((row) => rowOf(row)), network] }), format, { ...how, language });

  it('says how many of it hold data, as the headline does, and what the others are', () => {
    const english = told([{}, other, policy, acl], 'en');
    expect(english).toContain('No deviation found in 5 resources: 2 hold data and were judged');
    expect(english).toContain('4 judged (2 hold data, 2 configure what does or give rights on it), 1 out of scope');
    const french = told([{}, other, policy, acl], 'fr');
    expect(french).toContain('dans 5 ressources\u202F: 2 portent des données et ont été jugées');
    expect(french).toContain('4 jugées (2 portent des données, 2 configurent ce qui en porte ou y donnent des droits)');
  });

  it('counts what two inputs tell once', () => {
    const again = told([{}, { input: 'other.json' }, policy], 'en');
    expect(again).toContain('one holds data and was judged');
    expect(again).toContain(
      '3 judged (one holds data, one configures what does or gives rights on it, one tells of one of these again)',
    );
  });

  it('explains nothing where both counts are one', () => {
    expect(told([{}, other], 'en')).toContain('3 resources: 2 judged, 1 out of scope');
  });
});
