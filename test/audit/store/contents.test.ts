import { describe, expect, test } from 'vitest';
import { scopesOf, type Classify } from '../../../audit/index.ts';
import type { Estate, Place } from '../../../estate/index.ts';
import { observe, place, refusal, withCredentials, xml, type Answers } from './fake.ts';

withCredentials();
const classify: Classify = async (bytes) => {
  let size = 0;
  for await (const chunk of bytes) size += chunk.length;
  const label = {
    recognizer: 'email',
    category: 'pd:Email',
    class: 'D2' as const,
    method: 'pattern' as const,
    prior: 0,
  };
  return { labels: [{ ...label, hits: size, checked: size }], columns: 1, values: size, fullPass: true };
};
const listed = (...keys: string[]) =>
  xml('ListBucketResult', keys.map((key) => `<Contents><Key>${key}</Key><Size>3</Size></Contents>`).join(''));
const objects =
  (keys: readonly string[], more: Answers = () => undefined): Answers =>
  (path, query, method) => {
    if (query.has('list-type')) return listed(...keys);
    const own = more(path, query, method);
    if (own !== undefined) return own;
    return method === 'GET' && /^\/b\/./.test(path) && !query.has('acl') ? { body: 'abc' } : undefined;
  };

describe('the containers of a bucket', () => {
  const nested: Place = { ...place, prefixes: ['b/hr/', 'b/hr/pay/'] };
  test('an object belongs to the longest prefix declared over it, and labels of many objects add up', async () => {
    const { said } = await observe(objects(['a.csv', 'hr/b.csv', 'hr/pay/c.csv', 'hr/pay/d', 'hrx/e']), {
      place: nested,
      containers: ['store://oss/b/gone/', 'store://elsewhere/x'],
      context: { classify },
    });
    const count = (subject: string) => (said('objects', subject)?.value as { count: number } | undefined)?.count;
    expect([count('store://oss/b'), count('store://oss/b/hr/'), count('store://oss/b/hr/pay/')]).toEqual([2, 1, 2]);
    expect(said('exists', 'store://oss/b/gone/')).toMatchObject({ state: 'absent', origin: { code: 'no-object' } });
    expect(said('labels', 'store://oss/b/hr/pay/')?.value).toEqual({
      columns: 2,
      values: 6,
      fullPass: true,
      labels: [expect.objectContaining({ hits: 6, checked: 6 })],
    });
    expect(said('location', 'store://oss/b/hr/')?.value).toEqual({ region: 'eu-1' });
  });

  test('a bucket that is gone takes its prefixes with it', async () => {
    const { said } = await observe((_path, _query, method) => (method === 'HEAD' ? { status: 404 } : undefined), {
      place: nested,
    });
    for (const subject of ['store://oss/b', 'store://oss/b/hr/']) expect(said('exists', subject)?.state).toBe('absent');
    expect(said('versioning')).toBeUndefined();
  });

  test('an object that is refused is skipped and named nowhere; a bucket where all are, is denied', async () => {
    const refuse =
      (name: string): Answers =>
      (path) =>
        path.includes(name) ? refusal(403, 'AccessDenied') : undefined;
    const some = await observe(objects(['a.csv', 'CANARY.csv'], refuse('CANARY')), { context: { classify } });
    expect(some.said('labels')?.value).toMatchObject({ fullPass: false, values: 3 });
    expect(some.row.skipped).toBe(1);
    expect(some.text).not.toContain('CANARY');
    expect(
      (await observe(objects(['x.csv'], refuse('x.csv')), { context: { classify } })).said('labels'),
    ).toMatchObject({ state: 'denied' });
  });

  test('an object open to all makes its bucket public, unless the block ignores such lists', async () => {
    const everyone =
      '<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee><Permission>READ</Permission></Grant>';
    const open: Answers = (path, query) =>
      query.has('acl') && path.endsWith('b.csv')
        ? xml('AccessControlPolicy', `<AccessControlList>${everyone}</AccessControlList>`)
        : undefined;
    expect((await observe(objects(['a.csv', 'b.csv'], open))).said('publicRead')?.value).toEqual({
      value: true,
      via: 'object-acl:everyone',
    });
    const blocked: Answers = (path, query, method) =>
      query.has('publicAccessBlock')
        ? xml('PublicAccessBlockConfiguration', '<IgnorePublicAcls>true</IgnorePublicAcls>')
        : open(path, query, method);
    expect((await observe(objects(['b.csv'], blocked))).said('publicRead')?.value).toEqual({ value: false });
    const without: Answers = (path, query) =>
      query.has('acl') && path.endsWith('.csv') ? refusal(501, 'NotImplemented') : undefined;
    expect((await observe(objects(['a.csv', 'b.csv'], without))).said('publicRead')?.value).toEqual({ value: false });
  });

  test('versions are listed page after page, with their own marks', async () => {
    const { said } = await observe((_path, query) => {
      if (query.has('versioning')) return xml('VersioningConfiguration', '<Status>Suspended</Status>');
      if (!query.has('versions')) return undefined;
      const version = '<Version><Key>k</Key><VersionId>v</VersionId><Size>2</Size></Version>';
      const first = query.get('key-marker') === null;
      return xml(
        'ListVersionsResult',
        `<IsTruncated>${first}</IsTruncated>${first ? '<NextKeyMarker>k</NextKeyMarker><NextVersionIdMarker>v</NextVersionIdMarker>' : ''}${version}`,
      );
    });
    expect(said('objects')?.value).toMatchObject({ count: 2, bytes: 4, complete: true });
  });
});

describe('reaching a store', () => {
  test('signs again for the region the server names, once', async () => {
    let asked = 0;
    const malformed = {
      status: 400,
      ...xml('Error', '<Code>AuthorizationHeaderMalformed</Code><Region>eu-9</Region>'),
    };
    const { row } = await observe((path) => (path === '/' && (asked += 1) === 1 ? malformed : undefined), {
      place: { s3: 'https://s3.example' },
    });
    expect(row).toMatchObject({ reached: true });
    expect(
      (await observe((path) => (path === '/' ? malformed : undefined), { place: { s3: 'https://s3.example' } })).row,
    ).toMatchObject({ reached: false, reason: 'failed' });
  });

  test('follows pages of buckets, and says why a list was refused', async () => {
    const page = (name: string, next: string) =>
      xml('ListAllMyBucketsResult', `<Buckets><Bucket><Name>${name}</Name></Bucket></Buckets>${next}`);
    const { row } = await observe((path, query) => {
      if (path !== '/') return undefined;
      return query.get('continuation-token') === null
        ? page('a', '<ContinuationToken>t</ContinuationToken>')
        : page('z', '');
    });
    expect(row.subjects).toBe(3);
    expect(
      (await observe((path) => (path === '/' ? refusal(403, 'InvalidAccessKeyId') : undefined))).row,
    ).toMatchObject({ reached: false, reason: 'denied' });
  });

  test('only Amazon means a place by an empty label', async () => {
    const nothing: Answers = (_path, query, method) =>
      method === 'HEAD' ? {} : query.has('location') ? xml('LocationConstraint') : undefined;
    const old: Answers = (_path, query, method) =>
      method === 'HEAD' ? {} : query.has('location') ? xml('LocationConstraint', 'EU') : undefined;
    const amazon: Place = { s3: 'https://s3.us-east-1.amazonaws.com', region: 'us-east-1' };
    expect((await observe(nothing, { place: amazon })).said('location')?.value).toEqual({ region: 'us-east-1' });
    expect((await observe(old, { place: amazon })).said('location')?.value).toEqual({ region: 'eu-west-1' });
    expect((await observe(old)).said('location')?.value).toEqual({ region: 'EU' });
    expect(
      (await observe(nothing, { place: { s3: 'https://amazonaws.com.evil.example' } })).said('location'),
    ).toMatchObject({ state: 'unknown' });
  });
});

test('places of an estate become scopes, with the containers declared in them and a profile where one is given', () => {
  const estate = {
    zones: {
      public: {
        side: 'public',
        provider: 'x',
        country: 'DE',
        places: { oss: { s3: 'https://s3.example' }, desk: { files: '/d' } },
      },
      saas: { side: 'saas', provider: 'y', country: 'US' },
    },
    datasets: {
      one: {
        class: 'D1',
        lies: ['store://oss/a', 'file://desk/x'],
        copies: [{ subject: 'store://oss/copy', kind: 'backup' }],
      },
      two: { class: 'D1', lies: ['store://oss/a'] },
      three: { class: 'D0' },
    },
  } satisfies Pick<Estate, 'zones' | 'datasets'>;
  expect(scopesOf(estate, { oss: 'mine' })).toEqual([
    {
      id: 'oss',
      place: { s3: 'https://s3.example' },
      provider: 'x',
      containers: ['store://oss/a', 'store://oss/copy'],
      profile: 'mine',
    },
    { id: 'desk', place: { files: '/d' }, provider: 'x', containers: ['file://desk/x'] },
  ]);
});
