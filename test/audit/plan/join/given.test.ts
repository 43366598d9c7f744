import { expect, it } from 'vitest';
import { subjectOf } from '../../../../estate/index.ts';
import { unknownLeaf, type Tree } from '../../../../audit/plan/told.ts';
import { estateOf, factIn, paris, provider, read, resource } from '../telling.ts';

const inParis = provider({ region: 'eu-west-3' });
const subject = subjectOf.bucket('s3-paris', 'photos');
const bucket = resource({ type: 'aws_s3_bucket', name: 'b', after: { bucket: 'photos' } });
const policy = (text: Tree) =>
  resource({ type: 'aws_s3_bucket_policy', name: 'p', after: { bucket: 'photos', policy: text } });
const allow = (principal: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 's3:*',
  Resource: ['arn:aws:s3:::photos', 'arn:aws:s3:::photos/*'],
  ...more,
});
const day = { from: '2026-01-01' };
const known = estateOf(paris.zones, {
  operators: [{ id: 'op-1', employer: 'committee', worksIn: ['FR'], role: 'role:desk', ...day }] as never,
  identities: [
    { operator: 'op-1', place: 's3-paris', kind: 's3-user', name: 'desk', ...day },
    { operator: 'op-1', place: 's3-paris', kind: 's3-user', name: 'root', ...day },
  ] as never,
});
const grants = async (...statements: object[]) =>
  factIn(
    await read([inParis, bucket, policy(JSON.stringify({ Statement: statements }))], { estate: known }),
    subject,
    'grants',
  );

it('does not know who is reached by a policy that names somebody of elsewhere', async () => {
  expect(await grants(allow({ AWS: 'arn:aws:iam::999999999999:root' }))).toBe('unknown');
  expect(await grants(allow({ AWS: 'arn:aws:iam::999999999999:user/desk' }))).toBe('unknown');
  expect(await grants(allow({ AWS: 'arn:aws:iam::*:root' }))).toBe('unknown');
  expect(await grants(allow({ aws: '*' }))).toBe('unknown');
  expect(await grants(allow({ CanonicalUser: 'abcdef' }))).toBe('unknown');
  expect(await grants(allow({ Service: 'cloudfront.amazonaws.com' }))).toBe('unknown');
});

it('does not know who comes from an origin that only a condition fixes', async () => {
  const from = (Condition: object) => grants(allow('*', { Condition }));
  expect(await from({ StringEquals: { 'aws:PrincipalOrgID': 'o-elsewhere' } })).toBe('unknown');
  expect(await from({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })).toBe('unknown');
});

it('knows the operators of the estate, and leaves to the audit what the plan gives nobody', async () => {
  const desk = allow({ AWS: 'arn:aws:iam:::user/desk' }, { Action: 's3:GetObject' });
  const given = { who: 'operator', id: 'op-1', rights: ['read'], via: 'policy' };
  expect(await grants(desk)).toEqual({ grants: [given] });
  expect(await grants(desk, allow({ AWS: 'arn:aws:iam::999999999999:root' }))).toBe('unknown');
  expect(await grants(allow({ AWS: 'x' }, { Resource: 'arn:aws:s3:::other/*' }))).toBe('unsupported');
  expect(await grants(allow('*', { Effect: 'Deny' }))).toBe('unsupported');
  expect(await grants(allow({ AWS: 'x' }), allow('*', { Effect: 'Deny' }))).toBe('unsupported');
});

it('does not know who is reached by a policy of after apply, or of a shape that nobody can read', async () => {
  for (const text of [unknownLeaf, '{"Statement":'])
    expect(factIn(await read([inParis, bucket, policy(text)]), subject, 'grants')).toBe('unknown');
});
