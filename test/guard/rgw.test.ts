import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Collection, Grant } from '../../estate/index.ts';
import { scrub } from '../../guard/adapters/rgw/scrub.ts';
import { defaults, estateFolder, estateText, groundOf, now, rig } from './estate.ts';
import { rgwBody, secret, tempUrlSecret, type RgwCase } from './requests.ts';

const yes = { status: 200, body: { result: true } };
const no = { status: 200, body: { result: false } };

/** Bucket, who reads it, and who may open it there as the store itself says. */
function seenGrants(container: string, grants: readonly Grant[], at = now): Collection {
  const observation = {
    subject: container,
    kind: 'bucket',
    fact: 'grants',
    state: 'value',
    value: { grants },
    origin: { source: 's3', call: 'test' },
    at,
  } as const;
  const header = { version: 'cloison/collection/v1', tool: 't', estate: 'none', collectedAt: at, sources: [] } as const;
  return { header, observations: [observation] as never, trailer: { end: true, observations: 1, coverage: [] } };
}

describe('the hook of Ceph', () => {
  const { post, rows } = rig();
  const ask = (about: RgwCase, place = 'rgw-paris') => post(`/rgw/${place}`, rgwBody(about));
  const read = (user: string, bucket: string, object = 'a.txt') => ask({ user, bucket, object });

  it('lets an operator of an entity of the Union read', () => {
    expect(read('u-op-eu', 'badges')).toEqual(yes);
  });

  it.each([
    ['an operator employed outside it', 'u-op-hk', 'badges'],
    ['one whose contract has ended', 'u-op-ended', 'badges'],
    ['one who works abroad', 'u-op-abroad', 'badges'],
    ['one whose authority is unclear', 'u-op-unclear', 'badges'],
    ['one of an entity that nobody engaged', 'u-op-stray', 'badges'],
    ['one who does not need to know', 'u-op-nurse', 'badges'],
    ['an account that belongs to nobody', 'u-stranger', 'badges'],
    ['an account whose mapping has ended', 'u-closed', 'badges'],
    ['a caller without credentials', 'anonymous', 'badges'],
    ['a caller without a name', '', 'badges'],
    ['nobody known, at a bucket that nobody declared', 'u-stranger', 'nowhere'],
  ])('refuses %s', (_who, user, bucket) => expect(read(user, bucket)).toEqual(no));

  it('reads up to the last day of a contract', () => expect(read('u-op-last-day', 'badges')).toEqual(yes));

  it('finds the dataset of an object by the longest declared prefix', () => {
    expect(read('u-op-nurse', 'shared', 'badges/a.jpg')).toEqual(no);
    expect(read('u-op-nurse', 'shared', 'badges-of-nobody/a.jpg')).toEqual(yes);
    expect(read('u-op-nurse', 'shared', 'x/badges/a.jpg')).toEqual(yes);
    expect(read('u-op-eu', 'shared', 'badges/a.jpg')).toEqual(yes);
  });

  it('asks about every declared prefix when the bucket as a whole is touched', () => {
    const ended = (method: string, params = '') => ask({ user: 'u-op-nurse', method, bucket: 'shared', params });
    expect(ended('GET')).toEqual(no);
    expect(ended('PUT', 'policy=')).toEqual(no);
    expect(ended('POST', 'delete=')).toEqual(no);
  });

  it('leaves what holds nothing personal, or was published, to the store', () => {
    expect(read('u-stranger', 'figures')).toEqual(yes);
    expect(read('anonymous', 'results')).toEqual(yes);
    expect(read('u-op-ended', 'figures')).toEqual(no);
  });

  it('takes a bucket of a tenant for another bucket', () => {
    expect(ask({ user: 'u-op-nurse', bucket: 'badges', object: 'a', tenant: 'guest' })).toEqual(yes);
    expect(ask({ user: 'u-op-nurse', bucket: 'badges', object: 'a' })).toEqual(no);
  });

  it('serves the list of buckets to operators whose contract runs, and to nobody else', () => {
    expect(ask({ user: 'u-op-eu' })).toEqual(yes);
    expect(ask({ user: 'u-op-hk' })).toEqual(yes);
    for (const user of ['u-op-ended', 'u-stranger', 'anonymous']) expect(ask({ user })).toEqual(no);
  });

  it.each(['u-op-unclear', 'u-op-stray'])('keeps the list of buckets from %s, as any other access there', (user) => {
    expect(ask({ user })).toEqual(no);
    expect(ask({ user: 'u-op-eu', method: 'HEAD' })).toEqual(yes);
  });

  it.each<[string, RgwCase]>([
    ['an action in the form, which radosgw does not send on', { user: '', method: 'POST', uri: '/' }],
    ['a key for somebody', { user: '', method: 'POST', uri: '/', params: 'Action=CreateAccessKey&UserName=op-eu' }],
    ['a role', { user: '', uri: '/', params: 'Action=AssumeRole&RoleArn=x' }],
    ['a policy, asked in the path', { user: '', uri: '/?Action=PutUserPolicy' }],
    ['an action in small letters', { user: '', uri: '/', params: '?action=CreateUser' }],
    ['an action beside a bucket', { user: '', bucket: 'figures', object: 'a', params: 'Action=CreateUser' }],
    ['anything but a look at the root', { user: '', method: 'PUT', uri: '/' }],
  ])('takes what asks for users and keys for administration: %s', (_what, about) => {
    expect(ask({ ...about, user: 'u-op-hk' })).toEqual(no);
    expect(rows.at(-1)?.rights).toEqual(['admin', 'read']);
    expect(ask({ ...about, user: 'u-op-nurse' })).toEqual(no);
    expect(ask({ ...about, user: 'u-op-eu' })).toEqual(yes);
  });

  it('lets no stranger administer a store where nothing was declared', () => {
    const lies = /, "store:\/\/rgw-strict\/[a-z]+"/g;
    const bare = rig(
      groundOf(
        estateFolder(
          '',
          (estateText.match(lies) ?? []).map((each) => [each, '']),
        ),
      ),
    );
    const admin = (user: string) => bare.post('/rgw/rgw-strict', rgwBody({ user, method: 'POST', uri: '/' }));
    for (const user of ['u-op-hk', 'u-op-unclear', 'u-stranger']) expect(admin(user)).toEqual(no);
    const list = (user: string) => bare.post('/rgw/rgw-strict', rgwBody({ user, uri: '/' }));
    expect([list('u-op-eu'), list('u-op-unclear'), list('u-stranger')]).toEqual([yes, no, no]);
  });

  it.each(['acl', 'tagging', 'retention', 'legal-hold'])('takes ?%s on an object for administration of it', (word) => {
    const set = (user: string, method: string) => ask({ user, method, bucket: 'badges', object: 'a', params: word });
    expect([set('u-op-hk', 'PUT'), set('u-op-eu', 'PUT')]).toEqual([no, yes]);
    expect(rows.at(-1)?.rights).toEqual(['admin']);
    expect(set('u-op-hk', 'DELETE')).toEqual(no);
    // No copy: radosgw has left the upload by then.
    expect(ask({ user: 'u-op-hk', method: 'PUT', bucket: 'figures', object: 'a', params: word })).toEqual(yes);
  });

  it('judges a bucket that is not there yet by the name in the path', () => {
    expect(ask({ user: 'u-op-hk', method: 'PUT', uri: '/badges', bucket: 'badges', params: 'acl=' })).toEqual(no);
    expect(ask({ user: 'u-op-eu', method: 'PUT', uri: '/new-bucket' })).toEqual(yes);
    expect(ask({ user: 'u-stranger', method: 'PUT', uri: '/new-bucket' })).toEqual(no);
  });

  it('takes the administration of the store for access to everything in it', () => {
    const admin = (user: string) => ask({ user, uri: '/admin/user', params: 'uid=op' });
    expect(admin('u-op-hk')).toEqual(no);
    expect(admin('u-op-nurse')).toEqual(no);
    expect(admin('u-op-eu')).toEqual(yes);
    expect(
      rig(undefined, { ...defaults, exempt: ['rgw-paris=auditor'] }).post(
        '/rgw/rgw-paris',
        rgwBody({ user: 'auditor', uri: '/admin/user' }),
      ),
    ).toEqual(yes);
  });

  it('takes an operation it does not know for the most that could be done', () => {
    ask({ user: 'u-op-eu', bucket: 'badges', object: 'a', method: 'CONJURE' });
    expect(rows.at(-1)?.rights).toEqual(['admin']);
  });

  it('logs estate ids, and a stranger as a commitment', () => {
    rows.length = 0;
    read('u-op-hk', 'badges');
    read('u-stranger', 'badges');
    read('u-stranger', 'private-bucket-of-somebody');
    const [known, stranger, other] = rows;
    expect(known).toMatchObject({
      adapter: 'rgw',
      place: 'rgw-paris',
      verdict: 'deny',
      who: 'operator://op-hk',
      container: 'store://rgw-paris/badges',
      class: 'D3',
      session: 'place-of-work',
      time: now,
      revision: 'unsealed',
    });
    expect(known?.module).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(known?.controls?.map(({ control }) => control)).toContain('access/non-eu-operators-stay-out');
    expect(stranger).toMatchObject({ who: 'identity-unknown', verdict: 'unknown' });
    expect(stranger?.commitment).toMatch(/^[0-9a-f]{32}$/);
    expect(other?.commitment).toBe(stranger?.commitment);
    expect(other?.container).toMatch(/^undeclared-[0-9a-f]{32}$/);
    expect(JSON.stringify(rows)).not.toMatch(/stranger|somebody|a\.txt|CANARY|Canary|canary/);
  });
});

describe('the country of a session that the hook cannot say', () => {
  const { post, rows } = rig();
  const read = (user: string, bucket: string) => post('/rgw/rgw-strict', rgwBody({ user, bucket, object: 'a' }));

  it('is replaced by the place of work for a class where the estate says so, and the log says it', () => {
    expect(read('u-op-eu', 'badges')).toEqual(yes);
    expect(rows.at(-1)).toMatchObject({ session: 'place-of-work', verdict: 'allow', class: 'D3' });
    expect(read('u-op-abroad', 'badges')).toEqual(no);
  });

  it('refuses for a class where the estate says nothing', () => {
    expect(read('u-op-eu', 'medical')).toEqual(no);
    expect(rows.at(-1)).toMatchObject({ session: 'refused', verdict: 'unknown', class: 'D4' });
  });

  it('refuses even where no rule of the policy asks for the country', () => {
    expect(read('u-op-eu', 'contacts')).toEqual(no);
    expect(rows.at(-1)).toMatchObject({ session: 'refused', verdict: 'unknown', class: 'D2', controls: [] });
  });

  it('follows the strictest class at a bucket that nobody classed', () => {
    expect(read('u-op-eu', 'nowhere')).toEqual(no);
    expect(rows.at(-1)).toMatchObject({ session: 'refused', class: 'unknown' });
  });
});

describe('an upload, which may be a copy of something else at the store', () => {
  const put = (user: string, collection?: Collection) =>
    rig(groundOf(estateFolder(), collection)).post(
      '/rgw/rgw-strict',
      rgwBody({ user, method: 'PUT', bucket: 'figures', object: 'a', params: 'x-id=PutObject' }),
    );
  const hkReads: Grant = { who: 'operator', id: 'op-hk', rights: ['read'], via: 'policy' };
  const ground = (collection?: Collection) =>
    groundOf(
      estateFolder('', [
        ['"store://rgw-paris/figures"', '"store://rgw-paris/figures", "store://rgw-strict/figures"'],
        ['"store://rgw-strict/medical", ', ''],
        ['"store://rgw-strict/contacts", ', ''],
      ]),
      collection,
    );
  const putThere = (collection?: Collection) =>
    rig(ground(collection)).post(
      '/rgw/rgw-strict',
      rgwBody({ user: 'u-op-hk', method: 'PUT', bucket: 'figures', object: 'a', params: 'x-id=PutObject' }),
    );

  it('is refused to whoever may not read a protected container there, as nothing rules the copy out', () => {
    expect(put('u-op-hk')).toEqual(no);
    expect(putThere()).toEqual(no);
  });

  it.each([
    'policy',
    'policyStatus',
    'publicAccessBlock',
    'ownershipControls',
    'replication',
    'lifecycle',
    'versioning',
    'cors',
    'website',
    'notification',
    'logging',
    'encryption',
    'object-lock',
    'partNumber=1&uploadId=2',
    'ACL',
  ])('stays a possible copy whatever word radosgw ignores is in the query: ?%s', (params) => {
    const { post } = rig();
    const body = rgwBody({ user: 'u-op-hk', method: 'PUT', bucket: 'figures', object: 'a', params });
    expect(post('/rgw/rgw-paris', body)).toEqual(no);
  });

  it('is let through when the store itself was seen to let nobody like that read there', () => {
    expect(putThere(seenGrants('store://rgw-strict/badges', []))).toEqual(yes);
  });

  it.each([
    ['the store lets this operator read there', seenGrants('store://rgw-strict/badges', [hkReads])],
    [
      'anybody may read there',
      seenGrants('store://rgw-strict/badges', [
        { who: 'authenticated', id: 'authenticated', rights: ['read'], via: 'acl' },
      ]),
    ],
    ['what was seen is dated in the future', seenGrants('store://rgw-strict/badges', [], '2026-06-01T10:00:01.000Z')],
    ['what was seen is old', seenGrants('store://rgw-strict/badges', [], '2026-05-01T10:00:00.000Z')],
  ])('is refused when %s', (_why, collection) => expect(putThere(collection)).toEqual(no));
});

describe('a body that is not what radosgw sends', () => {
  const { post, rows } = rig();
  const good = JSON.stringify(rgwBody({ user: 'u-op-eu', bucket: 'badges', object: 'a' }));

  test.each<[string, string]>([
    ['nothing', ''],
    ['no JSON', 'user=op-eu'],
    ['JSON that is cut', good.slice(0, -7)],
    ['null', 'null'],
    ['a list', '[]'],
    ['no input', '{}'],
    ['an input that is a list', '{"input":[]}'],
    ['a user that is a number', good.replace('"user_id":"u-op-eu"', '"user_id":7')],
    ['a user said twice', good.replace('"user_id":"u-op-eu"', '"user_id":"u-op-hk","user_id":"u-op-eu"')],
    ['a prototype', good.replace('"method"', '"__proto__":{"x":1},"method"')],
    ['a bucket without a name', good.replace('"name":"badges",', '')],
    ['a bucket named by half a character', good.replace('"name":"badges"', '"name":"\\ud800"')],
    ['a path that decodes to nothing', JSON.stringify(rgwBody({ user: 'u-op-eu', uri: '/%E0%A4%A' }))],
    ['a deep one', `{"input":${'['.repeat(5000)}${']'.repeat(5000)}}`],
  ])('is refused: %s', (_what, body) => {
    expect(post('/rgw/rgw-paris', body)).toEqual(no);
    expect(rows.at(-1)).toMatchObject({ verdict: 'deny', failure: 'malformed' });
  });

  it.each(['/rgw/', '/rgw/nowhere', '/rgw/k8s-paris', '/rgw/rgw-paris/more', '/rgw/../rgw-paris'])(
    'is refused at the path %s',
    (path) => {
      expect(post(path, good)).toEqual(no);
      expect(rows.at(-1)).toMatchObject({ failure: 'unknown-place' });
    },
  );

  it('answers one boolean whatever it is sent', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `{"input":${json}}`),
    );
    fc.assert(
      fc.property(anything, (body) => {
        expect(post('/rgw/rgw-paris', body)).toEqual(no);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the secret key in the body', () => {
  it('is overwritten in the bytes before they are read, whatever it holds and however often it comes', () => {
    const body = Buffer.from(JSON.stringify(rgwBody({ user: 'u-op-eu' }), undefined, 3));
    scrub(body);
    expect(body.toString()).not.toContain('Canary'.concat('Secret'));
    expect(body.includes(secret)).toBe(false);
    expect(body.includes(tempUrlSecret)).toBe(false);
    expect(JSON.parse(body.toString())).toMatchObject({ input: { user_info: { user_id: 'u-op-eu' } } });
  });

  it('keeps the JSON what it was otherwise, for any secret and any other text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8 }), fc.string(), (key, other) => {
        const body = Buffer.from(JSON.stringify({ other, secret_key: key, after: other }));
        scrub(body);
        const read = JSON.parse(body.toString()) as Record<string, string>;
        expect([read['other'], read['after']]).toEqual([other, other]);
        expect(read['secret_key']).toMatch(/^x+$/);
      }),
    );
  });

  it('is overwritten to the end of a body that was cut inside it', () => {
    const body = Buffer.from(`{"keys":[{"secret_key" : "${secret.slice(0, 20)}`);
    scrub(body);
    expect(body.toString()).not.toContain(secret.slice(0, 4));
  });
});
