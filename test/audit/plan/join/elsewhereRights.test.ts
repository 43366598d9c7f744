import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNamedByPolicies, rightsIn } from '../../../../audit/plan/join/rights/elsewhereRights.ts';
import { unknownLeaf, type Properties } from '../../../../audit/plan/told.ts';
import { parsePolicy } from '../../../../audit/store/policy.ts';
import { estateOf, paris, provider, read, resource } from '../telling.ts';

const statements = (more: object) =>
  parsePolicy(JSON.stringify({ Statement: { Effect: 'Allow', Principal: '*', ...more } }))!;
const on = (Resource: string | readonly string[], Action: string | readonly string[] = '*') =>
  statements({ Action, Resource });
const everything = ['list', 'read', 'write', 'delete', 'admin'];
const reading = ['list', 'read'];
const arn = (service: string, rest: string) => `arn:aws:${service}:eu-west-3:111111111111:${rest}`;

/** By family: an action, the name in the plan, and an ARN that names it. */
const named = [
  ['aws_dynamodb_table', 'dynamodb:PutItem', 'people', arn('dynamodb', 'table/people')],
  ['aws_dynamodb_table', 'dynamodb:PutItem', 'people', arn('dynamodb', 'table/people/index/*')],
  ['aws_dynamodb_table', 'dynamodb:*', 'people', 'arn:aws:dynamodb:*:*:table/peo*'],
  ['aws_dynamodb_table', 'dynamo*', 'people', 'arn:aws:dynamodb:*:table/people'],
  ['aws_secretsmanager_secret', 'secretsmanager:*', 'people', arn('secretsmanager', 'secret:people-AbCdEf')],
  ['aws_secretsmanager_secret', 'secretsmanager:*', '/app/db', arn('secretsmanager', 'secret:/app/db-??????')],
  ['aws_sqs_queue', 'sqs:*', 'people', arn('sqs', 'people')],
  ['aws_sqs_queue', 'sqs:*', 'people', arn('sqs', '${aws:username}')],
  ['aws_sns_topic', 'sns:Publish', 'people', 'arn:aws-cn:sns:*:*:people'],
  ['aws_efs_file_system', 'elasticfilesystem:ClientMount', 'fs-1', arn('elasticfilesystem', 'file-system/fs-1')],
  ['aws_cloudwatch_log_group', 'logs:*', '/aws/x', 'arn:aws:logs:*:*:log-group:/aws/x:*'],
  ['aws_cloudwatch_log_group', 'logs:*', '/aws/x', 'arn:aws:logs:*:log-group:/aws/x:*'],
  ['aws_ssm_parameter', 'ssm:PutParameter', '/app/db', arn('ssm', 'parameter/app/db')],
  ['aws_db_instance', 'rds-db:connect', 'people', arn('rds-db', 'dbuser:db-ABC/desk')],
  ['aws_rds_cluster', 'rds-data:ExecuteStatement', 'people', arn('rds', 'cluster:people')],
  ['aws_ebs_volume', 'ec2:CreateSnapshot', 'vol-1', arn('ec2', 'volume/*')],
  ['aws_msk_cluster', 'kafka-cluster:Connect', 'people', arn('kafka', 'topic/people/uuid/t')],
] as const;

it.each(named)('gives %s what %s of %s allows on %s', (family, action, name, its) => {
  expect(rightsIn(on(its, action), family, name)).toEqual(everything);
  expect(rightsIn(on(its), family, name)).toEqual(everything);
  expect(rightsIn(on(its, action), family, undefined)).toEqual(everything);
  expect(rightsIn(on(['arn:aws:s3:::photos', its], action), family, name)).toEqual(everything);
  expect(rightsIn(on(its, 's3:*'), family, name)).toEqual([]);
  expect(rightsIn(on('arn:aws:s3:::people/*', action), family, name)).toEqual([]);
  expect(rightsIn(statements({ Effect: 'Deny', Action: action, Resource: its }), family, name)).toEqual([]);
  for (const all of ['*', 'arn:*', 'arn:aws:*', 'arn:aws:*:*:111111111111:*'])
    expect(rightsIn(on(all, action), family, name)).toEqual(everything);
});

describe('what is another’s', () => {
  it.each([
    ['aws_dynamodb_table', arn('dynamodb', 'table/people2')],
    ['aws_dynamodb_table', arn('dynamodb', 'table/other/index/people')],
    ['aws_dynamodb_table', 'arn:aws:dynamodb:*:*:table/other*'],
    ['aws_dynamodb_table', arn('dynamodb', 'global-table/*')],
    ['aws_sqs_queue', arn('sqs', 'people2')],
    ['aws_sqs_queue', arn('sns', 'people')],
    ['aws_ebs_volume', arn('ec2', 'instance/*')],
  ])('is not given %s by %s', (family, its) => {
    expect(rightsIn(on(its), family, 'people')).toEqual([]);
  });
});

it('tells what reads from what does more, and what tells of settings alone from both', () => {
  const rights = (action: string, family = 'aws_dynamodb_table') => rightsIn(on('*', action), family, 'people');
  for (const action of ['dynamodb:Describe*', 'dynamodb:ListTables', 'DynamoDB:describetable'])
    expect(rights(action)).toEqual([]);
  for (const action of ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:BatchGet*', 'DYNAMODB:Scan'])
    expect(rights(action)).toEqual(reading);
  for (const action of ['dynamodb:D*', 'dynamodb:?escribe*', 'dynamodb:L*', '*:Delete*', 'd*'])
    expect(rights(action)).toEqual(everything);
  expect(rights('ecr:GetAuthorizationToken', 'aws_ecr_repository')).toEqual([]);
  expect(rights('cognito-idp:ListUsers', 'aws_cognito_user_pool')).toEqual(reading);
});

it('takes out of everything only what is left out whole', () => {
  const rights = (NotAction: string) =>
    rightsIn(statements({ NotAction, Resource: '*' }), 'aws_dynamodb_table', 'people');
  expect(
    rightsIn(statements({ NotAction: ['dynamodb:*', 'dax:*'], Resource: '*' }), 'aws_dynamodb_table', 'x'),
  ).toEqual([]);
  for (const action of ['iam:*', 'dynamodb:*', 'dynamodb:Get*']) expect(rights(action)).toEqual(everything);
  const but = (NotResource: string) =>
    rightsIn(statements({ Action: '*', NotResource }), 'aws_dynamodb_table', 'people');
  expect([but('arn:aws:s3:::x'), but('*')]).toEqual([everything, []]);
});

it('matches a pattern as an expression would', () => {
  const letters = (...all: readonly string[]) => fc.string({ unit: fc.constantFrom(...all), maxLength: 8 });
  fc.assert(
    fc.property(letters('a', 'b'), letters('a', 'b', '*', '?'), (name, pattern) => {
      const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
      fc.pre(name !== '');
      const may = rightsIn(on(arn('sqs', pattern)), 'aws_sqs_queue', name).length > 0;
      expect(may).toBe(expression.test(name));
    }),
  );
});

it('knows every type of AWS that holds data and is no bucket', () => {
  const { rows } = JSON.parse(readFileSync('audit/plan/table/aws.json', 'utf8')) as {
    rows: { role: string; family?: string; types: string[] }[];
  };
  const holders = rows.filter(({ role }) => role === 'holds').map(({ family, types }) => family ?? types[0]!);
  expect(holders.filter((family) => family !== 'aws_s3_bucket' && !isNamedByPolicies(family))).toEqual([]);
});

const known = estateOf(paris.zones, { operators: [], identities: [] });
const abroad = JSON.stringify({
  Statement: { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::999999999999:root' }, Action: 'sts:AssumeRole' },
});
const role = resource({ type: 'aws_iam_role', name: 'r', after: { name: 'r', assume_role_policy: abroad } });
const policy = (Resource: string) =>
  resource({
    type: 'aws_iam_role_policy',
    name: 'p',
    after: { role: 'r', policy: JSON.stringify({ Statement: { Effect: 'Allow', Action: '*', Resource } }) },
  });

it.each([
  ['aws_dynamodb_table', { name: 'people' }, arn('dynamodb', 'table/people')],
  ['aws_secretsmanager_secret', { name: 'people' }, arn('secretsmanager', 'secret:people-*')],
  ['aws_sqs_queue', { name: 'people' }, arn('sqs', 'people')],
  ['aws_efs_file_system', { id: unknownLeaf }, arn('elasticfilesystem', 'file-system/fs-1')],
  ['aws_db_instance', { identifier: 'people' }, arn('rds', 'db:people')],
])('says of %s that a role of strangers reaches it', async (type, after: Properties, resourceOf) => {
  const seen = async (Resource: string) => {
    const holder = resource({ type, name: 'h', after: { ...after, tags: { 'cloison-dataset': 'photos' } } });
    const inParis = provider({ region: 'eu-west-3' });
    const { rows, collection } = await read([inParis, holder, role, policy(Resource)], { estate: known });
    const row = rows.find((each) => each.type === type)!;
    const grants = collection.observations.find(({ subject, fact }) => subject === row.subject && fact === 'grants');
    return [grants?.state, rows.find((each) => each.type === 'aws_iam_role_policy')?.outcome];
  };
  expect(await seen(resourceOf)).toEqual(['unknown', 'judged']);
  expect(await seen('*')).toEqual(['unknown', 'judged']);
  expect(await seen('arn:aws:s3:::people')).toEqual([expect.not.stringMatching(/^unknown$/), 'out-of-scope']);
});
