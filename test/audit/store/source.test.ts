import { describe, expect, test } from 'vitest';
import type { Observation, Place } from '../../../estate/index.ts';
import type { Classify } from '../../../audit/index.ts';
import { observe, place, refusal, withCredentials, xml } from './fake.ts';

withCredentials();

describe('a store that answers 200 with something else', () => {
  test.each([
    'policy',
    'acl',
    'versioning',
    'location',
    'encryption',
    'lifecycle',
    'tagging',
    'replication',
    'object-lock',
  ])('the object listing for ?%s is unsupported, never an empty value', async (sub) => {
    const { lines } = await observe((_path, query) =>
      query.has(sub) ? xml('ListBucketResult', '<Name>b</Name>') : undefined,
    );
    const states = (lines.slice(1, -1) as Observation[])
      .filter(({ origin }) => origin.code === '200 root:ListBucketResult')
      .map(({ state }) => state);
    // The region header still places the bucket, so a location that is not answered costs nothing.
    expect([...new Set(states)]).toEqual(sub === 'location' ? [] : ['unsupported']);
  });

  test('a listing that is not a listing is unsupported, and nothing is counted', async () => {
    const { said } = await observe((_path, query) => (query.has('list-type') ? xml('Tagging') : undefined));
    expect(said('objects')).toMatchObject({ state: 'unsupported' });
    expect(said('labels')).toMatchObject({ state: 'unsupported' });
  });
});

describe('where a bucket lies', () => {
  test.each([
    ['header and label agree', 'eu-1', 'eu-1', 'eu-1'],
    ['header alone', 'eu-1', '', 'eu-1'],
    ['label alone', undefined, 'eu-1', 'eu-1'],
    ['they disagree', 'eu-1', 'ap-1', 'unknown region-conflict'],
    ['neither speaks, on a server of one’s own', undefined, '', 'unknown empty-label'],
  ])('%s', async (_name, header, label, expected) => {
    const { said } = await observe((_path, query, method) => {
      if (method === 'HEAD') return { headers: header === undefined ? {} : { 'x-amz-bucket-region': header } };
      return query.has('location') ? xml('LocationConstraint', label) : undefined;
    });
    const { state, value, origin } = said('location')!;
    expect((value as { region?: string } | undefined)?.region ?? `${state} ${origin.code}`).toBe(expected);
  });
});

describe('listing', () => {
  const object = (key: string) => `<Contents><Key>${key}</Key><Size>3</Size></Contents>`;
  test('goes on page after page, and stops at a mark that does not move', async () => {
    const page = (next: string | undefined) =>
      xml(
        'ListBucketResult',
        `<IsTruncated>${next !== undefined}</IsTruncated>${next === undefined ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`}${object(`k${next}`)}`,
      );
    const good = await observe((_path, query) => {
      if (!query.has('list-type')) return undefined;
      const at = Number(query.get('continuation-token') ?? '0');
      return page(at < 3 ? String(at + 1) : undefined);
    });
    expect(good.said('objects')?.value).toEqual({ count: 4, bytes: 12, sampled: 0, complete: true });
    const stuck = await observe((_path, query) => (query.has('list-type') ? page('same') : undefined));
    expect(stuck.said('objects')?.value).toMatchObject({ complete: false });
  });

  test('what was counted before a refusal stands, and is said to be incomplete', async () => {
    const classify: Classify = async () => ({ labels: [], columns: 0, values: 1, fullPass: true });
    const { said } = await observe(
      (_path, query) => {
        if (!query.has('list-type')) return undefined;
        if (query.has('continuation-token')) return refusal(403, 'AccessDenied');
        return xml(
          'ListBucketResult',
          `<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>${object('a')}`,
        );
      },
      { context: { classify } },
    );
    expect(said('objects')?.value).toMatchObject({ count: 1, complete: false });
    expect(JSON.stringify(said('labels'))).not.toContain('"fullPass":true');
  });

  test('a bucket whose versions could not be asked about is never read in full', async () => {
    const classify: Classify = async () => ({ labels: [], columns: 1, values: 1, fullPass: true });
    const full = await observe(() => undefined, { context: { classify } });
    expect(full.said('labels')?.value).toMatchObject({ fullPass: true });
    const denied = await observe(
      (_path, query) => (query.has('versioning') ? refusal(403, 'AccessDenied') : undefined),
      { context: { classify } },
    );
    expect(denied.said('labels')?.value).toMatchObject({ fullPass: false });
  });
});

describe('the edge', () => {
  test('a busy server is asked again, and the tries are counted', async () => {
    let tries = 0;
    const { row } = await observe((path) =>
      path === '/' && (tries += 1) < 3 ? { ...refusal(503, 'SlowDown'), headers: { 'retry-after': '0' } } : undefined,
    );
    expect(row).toMatchObject({ reached: true, retries: 2 });
  });

  test('a ceiling of requests ends the reading aloud and keeps what was seen', async () => {
    const buckets = Array.from({ length: 20 }, (_, n) => `<Bucket><Name>b${n}</Name></Bucket>`).join('');
    const { row } = await observe(
      (path) => (path === '/' ? xml('ListAllMyBucketsResult', `<Buckets>${buckets}</Buckets>`) : undefined),
      { context: { budget: { calls: 60 } } },
    );
    expect(row).toMatchObject({ reached: false, reason: 'budget' });
    expect(row.subjects).toBeGreaterThan(1);
    expect(row.subjects).toBeLessThan(21);
  });

  test('goes on after the bucket that was read last', async () => {
    const { lines } = await observe(
      (path) =>
        path === '/'
          ? xml(
              'ListAllMyBucketsResult',
              '<Buckets><Bucket><Name>a</Name></Bucket><Bucket><Name>b</Name></Bucket><Bucket><Name>c</Name></Bucket></Buckets>',
            )
          : undefined,
      { context: { cursors: { oss: 'b' } } },
    );
    expect(new Set((lines.slice(1, -1) as Observation[]).map(({ subject }) => subject))).toEqual(
      new Set(['place://oss', 'store://oss/c']),
    );
  });

  test('sends nothing but reading requests, and keeps neither secret nor message', async () => {
    const methods = new Set<string>();
    const { text } = await observe(
      (_path, _query, method) => {
        methods.add(method);
        return undefined;
      },
      { place: { ...place, identityPlane: { kind: 'rgw-admin-ops' } } },
    );
    expect([...methods].sort()).toEqual(['GET', 'HEAD']);
    expect(text).not.toMatch(/CANARY|jean/);
  });

  test('masks a bucket name on which a recognizer fires, and still reads the bucket', async () => {
    const mask = (name: string) => (name === 'b' ? '‹email›#1' : name);
    const { said } = await observe(() => undefined, { context: { mask } });
    expect(said('versioning', 'store://oss/%E2%80%B9email%E2%80%BA%231')?.value).toEqual({ value: 'off' });
  });
});

describe('an identity plane that answers nonsense leaves the reach unknown, never empty', () => {
  const rgw: Place = { ...place, identityPlane: { kind: 'rgw-admin-ops' } };
  const versity: Place = { ...place, identityPlane: { kind: 'versitygw-admin' } };
  test.each([
    ['a page of HTML', rgw, '<html>', 'unsupported'],
    ['a bare list', rgw, '[]', 'unsupported'],
    ['nobody at all', rgw, '{"keys":[],"truncated":false}', 'unknown'],
    ['the object listing', versity, '<ListBucketResult/>', 'unsupported'],
    ['a broken document', versity, 'x', 'unsupported'],
  ])('%s', async (_name, where, body, state) => {
    const { said } = await observe(
      (path) => (path === '/admin/metadata/user' || path === '/list-users' ? { body } : undefined),
      { place: where },
    );
    expect(said('grants')).toMatchObject({ state });
    expect(said('grants')).not.toHaveProperty('value');
  });
});
