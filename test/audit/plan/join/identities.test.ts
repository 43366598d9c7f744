import { describe, expect, it } from 'vitest';
import { subjectOf } from '../../../../estate/index.ts';
import { unknownLeaf, type Properties, type Tree } from '../../../../audit/plan/told.ts';
import { estateOf, factIn, paris, provider, read, resource, type Sketch } from '../telling.ts';

const inParis = provider({ region: 'eu-west-3' });
const subject = subjectOf.bucket('s3-paris', 'photos');
const bucket = resource({ type: 'aws_s3_bucket', name: 'b', after: { bucket: 'photos' } });
const document = (more: object = {}) =>
  JSON.stringify({
    Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*', ...more }],
  });
const trusting = (Principal: unknown) =>
  JSON.stringify({ Statement: { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' } });
const ofLambda = trusting({ Service: 'lambda.amazonaws.com' });
const abroad = trusting({ AWS: 'arn:aws-cn:iam::999999999999:root' });
const role = (trust: Tree, more: Properties = {}) =>
  resource({ type: 'aws_iam_role', name: 'r', after: { name: 'r', assume_role_policy: trust, ...more } });
const its = (after: Properties = {}, more: Partial<Sketch> = {}) =>
  resource({ type: 'aws_iam_role_policy', name: 'p', after: { role: 'r', policy: document(), ...after }, ...more });
const day = { from: '2026-01-01' };
const known = estateOf(paris.zones, {
  operators: [{ id: 'op-1', employer: 'committee', worksIn: ['FR'], role: 'role:desk', ...day }] as never,
  identities: ['desk', 'arn:aws:iam::111111111111:user/desk'].map((name) => ({
    operator: 'op-1',
    place: 's3-paris',
    kind: 's3-user',
    name,
    ...day,
  })) as never,
});
type Resource = ReturnType<typeof resource>;
const reading = (...all: readonly Resource[]) => read([inParis, bucket, ...all], { estate: known });
const grants = async (...all: readonly Resource[]) => factIn(await reading(...all), subject, 'grants');
const ofDesk = { grants: [{ who: 'operator', id: 'op-1', rights: ['read'], via: 'user-policy' }] };

describe('a policy of a role', () => {
  it('gives nobody anything where a service of the provider acts as the role', async () => {
    expect(await grants(role(ofLambda), its())).toBe('unsupported');
    expect(await grants(role(ofLambda), its({ policy: unknownLeaf }))).toBe('unsupported');
  });

  it('gives those who may act as it, and the estate knows them or nobody does', async () => {
    expect(await grants(role(abroad), its())).toBe('unknown');
    expect(await grants(role(trusting({ AWS: 'arn:aws:iam::111111111111:user/desk' })), its())).toEqual(ofDesk);
    expect(await grants(role(trusting({ Federated: 'arn:aws:iam::1:oidc-provider/x' })), its())).toBe('unknown');
    expect(await grants(role(trusting('*')), its())).toBe('unknown');
    const others = { Effect: 'Allow', NotPrincipal: { AWS: 'x' }, Action: 'sts:AssumeRole' };
    const both = [
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      others,
    ];
    expect(await grants(role(JSON.stringify({ Statement: both })), its())).toBe('unknown');
    for (const dark of [unknownLeaf, '{"Statement":', trusting(undefined)])
      expect(await grants(role(dark), its())).toBe('unknown');
    expect(await grants(its())).toBe('unknown');
  });

  it('is about this bucket, or may be, or is not', async () => {
    expect(await grants(role(abroad), its({ policy: document({ Resource: 'arn:aws:s3:::other/*' }) }))).toBe(
      'unsupported',
    );
    expect(await grants(role(abroad), its({ policy: document({ Action: 'sqs:*', Resource: '*' }) }))).toBe(
      'unsupported',
    );
    expect(await grants(role(abroad), its({ policy: document({ Effect: 'Deny' }) }))).toBe('unsupported');
    for (const policy of [
      unknownLeaf,
      '{',
      document({ Action: '*', Resource: '*' }),
      document({ Resource: 'arn:aws:s3:::pho*' }),
    ])
      expect(await grants(role(abroad), its({ policy }))).toBe('unknown');
  });

  it('stands inside the role as well, every one of several', async () => {
    const inside = (...policies: readonly Tree[]) =>
      role(abroad, { inline_policy: policies.map((policy) => ({ policy })) });
    expect(await grants(inside(document()))).toBe('unknown');
    expect(await grants(inside(document({ Resource: 'arn:aws:s3:::other' }), document()))).toBe('unknown');
    expect(await grants(inside(document({ Resource: 'arn:aws:s3:::other' })))).toBe('unsupported');
    expect(await grants(role(abroad, { managed_policy_arns: ['arn:aws:iam::aws:policy/x'] }))).toBe('unknown');
    expect(await grants(role(abroad))).toBe('unsupported');
  });

  it('is attached from elsewhere, and nothing while nobody attaches it', async () => {
    const policy = resource({
      type: 'aws_iam_policy',
      name: 'm',
      after: { name: 'm', policy: document(), arn: 'arn:m' },
    });
    const attached = (arn: Tree, references = {}) =>
      resource({ type: 'aws_iam_role_policy_attachment', after: { role: 'r', policy_arn: arn }, references });
    expect(await grants(role(abroad), policy)).toBe('unsupported');
    expect(await grants(role(abroad), policy, attached('arn:m'))).toBe('unknown');
    expect(await grants(role(ofLambda), policy, attached('arn:m'))).toBe('unsupported');
    expect(await grants(role(abroad), attached('arn:aws:iam::aws:policy/AdministratorAccess'))).toBe('unknown');
    const byReference = attached(unknownLeaf, { policy_arn: ['aws_iam_policy.m'] });
    expect(await grants(role(abroad), policy, byReference)).toBe('unknown');
    const other = resource({
      type: 'aws_iam_policy',
      name: 'm',
      after: { name: 'm', policy: document({ Resource: 'arn:aws:s3:::other' }) },
    });
    expect(await grants(role(abroad), other, byReference)).toBe('unsupported');
  });
});

it('knows a user by the name that the estate gives an operator, and no member of a group', async () => {
  const user = (name: Tree) => resource({ type: 'aws_iam_user_policy', after: { user: name, policy: document() } });
  expect(await grants(user('desk'))).toEqual(ofDesk);
  expect(await grants(user('somebody'))).toBe('unknown');
  expect(await grants(user(unknownLeaf))).toBe('unknown');
  const group = resource({ type: 'aws_iam_group_policy', after: { group: 'g', policy: document() } });
  expect(await grants(group)).toBe('unknown');
});

it('adds to what the bucket’s own policy gives, and takes nothing from it', async () => {
  const own = (principal: string) =>
    resource({
      type: 'aws_s3_bucket_policy',
      after: { bucket: 'photos', policy: document({ Principal: { AWS: principal }, Action: 's3:PutObject' }) },
    });
  const user = resource({ type: 'aws_iam_user_policy', after: { user: 'desk', policy: document() } });
  expect(await grants(own('arn:aws:iam:::user/desk'), user)).toMatchObject({
    grants: [
      { rights: ['write'], via: 'policy' },
      { rights: ['read'], via: 'user-policy' },
    ],
  });
  expect(await grants(own('arn:aws:iam::999999999999:root'), user)).toBe('unknown');
});

it('may be about a bucket whose name nobody knows yet', async () => {
  const dark = resource({ type: 'aws_s3_bucket', name: 'b', after: { bucket: unknownLeaf } });
  const { rows, collection } = await read([inParis, dark, role(abroad), its()], { estate: known });
  const there = rows.find(({ type }) => type === 'aws_s3_bucket')!.subject;
  const seen = collection.observations.find((each) => each.subject === there && each.fact === 'grants');
  expect(seen?.state).toBe('unknown');
});

it('reaches no store of another provider, whatever it is called', async () => {
  const everything = its({ policy: document({ Action: '*', Resource: '*' }) });
  const other = resource({ type: 'scaleway_object_bucket', name: 'o', after: { name: 'photos', region: 'fr-par' } });
  const { rows, collection } = await reading(role(abroad), everything, other);
  const there = rows.find(({ type }) => type === 'scaleway_object_bucket')!.subject;
  const seen = collection.observations.find((each) => each.subject === there && each.fact === 'grants');
  expect(seen?.state).toBe('unsupported');
});

it('is judged with the bucket that it reaches, and stands elsewhere otherwise', async () => {
  const endings = async (...all: readonly Resource[]) =>
    Object.fromEntries((await reading(...all)).rows.map(({ type, reason, subject: its_ }) => [type, reason ?? its_]));
  expect(await endings(role(abroad), its())).toMatchObject({
    aws_iam_role_policy: subject,
    aws_iam_role: 'grants-elsewhere',
  });
  expect(await endings(role(ofLambda), its())).toMatchObject({ aws_iam_role_policy: 'grants-elsewhere' });
  const gone = its({}, { operation: 'delete', before: { role: 'r', policy: document() }, after: undefined as never });
  expect(await endings(role(abroad), gone)).toMatchObject({ aws_iam_role_policy: 'deleted' });
});

describe('an access list', () => {
  const acl = (grantee: Properties, owner = 'owner-id') =>
    resource({
      type: 'aws_s3_bucket_acl',
      after: {
        bucket: 'photos',
        access_control_policy: [{ grant: [{ grantee: [grantee], permission: 'READ' }], owner: [{ id: owner }] }],
      },
    });

  it('names the owner, or somebody whom only the estate can know', async () => {
    expect(await grants(acl({ type: 'CanonicalUser', id: 'owner-id' }))).toBe('unsupported');
    expect(await grants(acl({ type: 'CanonicalUser', id: 'somebody-else' }))).toBe('unknown');
    expect(await grants(acl({ type: 'AmazonCustomerByEmail', email_address: 'x@y.example' }))).toBe('unknown');
    expect(await grants(acl({ type: 'CanonicalUser', id: unknownLeaf }))).toBe('unknown');
    const inline = resource({ type: 'aws_s3_bucket', name: 'b', after: { bucket: 'photos', grant: [{ id: 'z' }] } });
    expect(factIn(await read([inParis, inline]), subject, 'grants')).toBe('unknown');
  });

  it('shares a snapshot or an image with accounts that nobody knows', async () => {
    const shared = async (type: string, name: string, part: Resource) => {
      const holder = resource({ type, name: 'h', after: { id: 'the-one', [name]: 'the-one' } });
      const { collection } = await read([inParis, holder, part]);
      return collection.observations.find(({ fact }) => fact === 'grants')?.state;
    };
    const part = (type: string, after: Properties) => resource({ type, after });
    const toOne = part('aws_snapshot_create_volume_permission', { snapshot_id: 'the-one', account_id: '9' });
    expect(await shared('aws_ebs_snapshot', 'snapshot_id', toOne)).toBe('unknown');
    const toAll = part('aws_ami_launch_permission', { image_id: 'the-one', group: 'all' });
    expect(await shared('aws_ami', 'image_id', toAll)).toBe('unknown');
  });

  it('of Google names people, and services and projects, which are nobody', async () => {
    const member = async (who: string) => {
      const { collection } = await read([
        provider({ region: 'europe-west9' }, { key: 'g', name: 'google' }),
        resource({ type: 'google_storage_bucket', provider: 'g', after: { name: 'p', location: 'EUROPE-WEST9' } }),
        resource({ type: 'google_storage_bucket_iam_member', provider: 'g', after: { bucket: 'p', member: who } }),
      ]);
      return collection.observations.find(({ fact }) => fact === 'grants')?.state;
    };
    expect(await member('user:somebody@else.example')).toBe('unknown');
    expect(await member('domain:else.example')).toBe('unknown');
    expect(await member('serviceAccount:a@p.iam.gserviceaccount.com')).toBe('unsupported');
    expect(await member('projectOwner:p')).toBe('unsupported');
  });
});
