import { expect, it } from 'vitest';
import { containersOf } from '../../../cli/gate/findings/bySubject.ts';
import { subjectOf } from '../../../estate/index.ts';

it('finds the resource of a declared prefix in that of its bucket, wherever the bucket is', () => {
  const store = ['store://p/b/x/y/', 'store://p/b'];
  const plan = ['plan://f.json/aws_s3_bucket.b%5B%22a%2Fb%22%5D/x', 'plan://f.json/aws_s3_bucket.b%5B%22a%2Fb%22%5D'];
  for (const [prefix, bucket] of [store, plan] as [string, string][]) {
    expect(containersOf(prefix)).toEqual([prefix, bucket]);
    expect(containersOf(bucket)).toEqual([bucket]);
    expect(containersOf(subjectOf.access('anyone', prefix))).toEqual([prefix, bucket]);
    expect(containersOf(subjectOf.path(prefix, subjectOf.named('zone', 'us')))).toEqual([prefix, bucket, 'zone://us']);
  }
  expect(containersOf('cluster://k/ns/Secret/s')).toEqual(['cluster://k/ns/Secret/s']);
});
