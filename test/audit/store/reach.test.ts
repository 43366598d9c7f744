import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAcl, type BucketAccess } from '../../../audit/store/access.ts';
import { refusal, WrongRoot } from '../../../audit/store/answer.ts';
import { exposureOf } from '../../../audit/store/exposure.ts';
import { parsePolicy } from '../../../audit/store/policy.ts';
import { covers, mayMatch, rightsByPolicy } from '../../../audit/store/reach.ts';
import { rootElement } from '../../../audit/store/rootElement.ts';

const bucket = { bucket: 'b', prefix: '' };
const all = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const policy = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
function publicRead(document: string, more: Partial<BucketAccess> = {}) {
  const statements = parsePolicy(document);
  const access: BucketAccess = {
    policy: statements === undefined ? { state: 'unknown' } : { state: 'value', value: statements },
    acl: { state: 'value', value: { owner: 'o', grants: [] } },
    swift: { state: 'value', value: [] },
    block: undefined,
    saysPublic: undefined,
    ...more,
  };
  const { state, value } = exposureOf(access, bucket).read;
  return value?.value ?? state;
}

describe('a bucket policy is public', () => {
  test.each([
    ['everybody', all, true],
    ['everybody, the long way', { ...all, Principal: { AWS: ['*'] } }, true],
    ['everybody but one', { Effect: 'Allow', NotPrincipal: { AWS: 'x' }, Action: 's3:*', Resource: '*' }, true],
    ['everything but deleting', { Effect: 'Allow', Principal: '*', NotAction: 's3:DeleteObject', Resource: '*' }, true],
    ['a part of the bucket', { ...all, Resource: 'arn:aws:s3:::b/public/*' }, true],
    ['another partition', { ...all, Resource: 'arn:aws-cn:s3:::b/*' }, true],
    ['another bucket', { ...all, Resource: 'arn:aws:s3:::c/*' }, false],
    ['a named account', { ...all, Principal: { AWS: 'arn:aws:iam:::user/x' } }, false],
    ['a refusal', { ...all, Effect: 'Deny' }, false],
    ['from one network', { ...all, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }, false],
    ['from a private endpoint', { ...all, Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }, false],
    ['to read as a torrent', { ...all, Action: 's3:GetObjectTorrent' }, true],
    ['from one office', { ...all, Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }, false],
    ['from two offices’ worth', { ...all, Condition: { IpAddress: { 'aws:SourceIp': '203.0.112.0/23' } } }, true],
    ['from a network of a provider', { ...all, Condition: { IpAddress: { 'aws:SourceIp': '1.0.0.0/8' } } }, true],
    ['from more than a site', { ...all, Condition: { IpAddress: { 'aws:SourceIp': '2001:db8::/32' } } }, true],
    ['from anywhere, as a range', { ...all, Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }, true],
    [
      'from anywhere, in two halves',
      { ...all, Condition: { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } } },
      true,
    ],
    [
      'from anywhere, in many parts',
      { ...all, Condition: { IpAddress: { 'aws:SourceIp': Array.from({ length: 256 }, (_, n) => `${n}.0.0.0/8`) } } },
      true,
    ],
    [
      'from anywhere, mapped into IPv6',
      { ...all, Condition: { IpAddress: { 'aws:SourceIp': '::ffff:0.0.0.0/96' } } },
      true,
    ],
    ['with a range that is none', { ...all, Condition: { IpAddress: { 'aws:SourceIp': 'home' } } }, true],
    ['not from one network', { ...all, Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }, true],
    [
      'with a referer, which anybody can send',
      { ...all, Condition: { StringLike: { 'aws:Referer': 'https://x/*' } } },
      true,
    ],
    [
      'if the key is there at all',
      { ...all, Condition: { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' } } },
      true,
    ],
    [
      'for all values, none among them',
      { ...all, Condition: { 'ForAllValues:StringEquals': { 'aws:SourceVpce': 'vpce-1' } } },
      true,
    ],
    ['with a star for an endpoint', { ...all, Condition: { StringLike: { 'aws:SourceVpce': 'vpce-*' } } }, true],
    ['only over TLS', { ...all, Condition: { Bool: { 'aws:SecureTransport': true } } }, true],
    ['a key in another case', { effect: 'Allow', ...all }, 'unknown'],
    ['an effect nobody knows', { ...all, Effect: 'allow' }, 'unknown'],
    ['a statement without action', { Effect: 'Allow', Principal: '*', Resource: '*' }, 'unknown'],
    ['a number for a principal', { ...all, Principal: 1 }, 'unknown'],
  ])('%s', (_name, statement, expected) => expect(publicRead(policy(statement))).toBe(expected));

  test('a refusal takes it back only when it surely covers strangers and the whole bucket', () => {
    const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'] };
    expect(publicRead(policy(all, deny))).toBe(false);
    expect(publicRead(policy(all, { ...deny, Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }))).toBe(
      false,
    );
    expect(publicRead(policy(all, { ...deny, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }))).toBe(true);
    expect(
      publicRead(
        policy(all, {
          ...deny,
          Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' }, Bool: { 'aws:SecureTransport': 'false' } },
        }),
      ),
    ).toBe(true);
    expect(publicRead(policy(all, { ...deny, Principal: { AWS: 'x' } }))).toBe(true);
    expect(publicRead(policy(all, { ...deny, Resource: 'arn:aws:s3:::b/private/*' }))).toBe(true);
    expect(publicRead(policy({ ...all, Action: 's3:Get*' }, { ...deny, Action: 's3:GetObject' }))).toBe(true);
  });

  test('a refused or unreadable paper is never "not public", and the server’s opinion counts only then', () => {
    expect(publicRead(policy(), { policy: { state: 'denied' } })).toBe('denied');
    expect(publicRead(policy(), { policy: { state: 'unsupported' } })).toBe('unsupported');
    expect(publicRead(policy(), { acl: { state: 'denied' } })).toBe('denied');
    expect(publicRead(policy(all), { acl: { state: 'denied' } })).toBe(true);
    expect(publicRead(policy(), { policy: { state: 'denied' }, saysPublic: true })).toBe(true);
    expect(publicRead(policy({ ...all, Effect: 'Deny' }), { saysPublic: true })).toBe(false);
    expect(publicRead('{"Statement":[],"Statement":[]}')).toBe('unknown');
  });

  test('groups of the ACL are strangers, unless the block ignores them', () => {
    const acl = readAcl({
      Owner: { ID: 'o' },
      Grants: [{ Grantee: { URI: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers' }, Permission: 'READ' }],
    });
    expect(publicRead(policy(), { acl })).toBe(true);
    expect(publicRead(policy(), { acl, block: { acls: true, policy: false } })).toBe(false);
    expect(readAcl({ Grants: [{ Grantee: {}, Permission: 'READ' }] }).state).toBe('unknown');
    expect(readAcl({ Grants: [{ Grantee: { ID: 'x' }, Permission: 'ALL' }] }).state).toBe('unknown');
  });
});

describe('reach leans one way', () => {
  const keys = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 6 });
  const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 6 });
  const glob = (pattern: string) => new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
  test('whatever a pattern matches under a prefix, it may match; what it covers, it matches', () => {
    fc.assert(
      fc.property(patterns, keys, keys, (pattern, prefix, rest) => {
        if (glob(pattern).test(prefix + rest)) expect(mayMatch(pattern, prefix)).toBe(true);
        if (covers(pattern, prefix)) expect(glob(pattern).test(prefix + rest)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('a prefix is reached by what names it, or may', () => {
    const statements = parsePolicy(policy({ ...all, Principal: { AWS: 'x' }, Resource: 'arn:aws:s3:::b/hr/*' }))!;
    expect(rightsByPolicy(statements, new Set(['x']), { bucket: 'b', prefix: 'hr/' })).toEqual(['read']);
    expect(rightsByPolicy(statements, new Set(['x']), { bucket: 'b', prefix: 'web/' })).toEqual([]);
    expect(rightsByPolicy(statements, new Set(['x']), bucket)).toEqual(['read']);
  });
});

describe('an answer is classified by status and code', () => {
  const error = (status: number, name: string) => refusal({ name, $metadata: { httpStatusCode: status } }).state;
  test.each([
    [501, 'NotImplemented', 'unsupported'],
    [405, 'MethodNotAllowed', 'unsupported'],
    [400, 'InvalidArgument', 'unsupported'],
    [400, 'MalformedXML', 'unsupported'],
    [400, 'InvalidRequest', 'unsupported'],
    [400, 'ExpiredToken', 'error'],
    [403, 'AccessDenied', 'denied'],
    [401, 'Unauthorized', 'denied'],
    [404, 'NoSuchBucketPolicy', 'absent'],
    [404, 'ReplicationConfigurationNotFoundError', 'absent'],
    [404, 'NotFound', 'absent'],
    [404, 'NoSuchBucket', 'error'],
    [404, 'Teapot', 'error'],
    [500, 'InternalError', 'error'],
    [503, 'SlowDown', 'error'],
  ])('%i %s is %s', (status, name, state) => expect(error(status, name)).toBe(state));

  test('a code is a plain word or nothing: a message never travels', () => {
    expect(refusal({ name: 'User jean@example.org may not', $metadata: { httpStatusCode: 403 } })).toEqual({
      state: 'denied',
      code: '403 Error',
    });
    expect(refusal(new WrongRoot('ListBucketResult'))).toEqual({
      state: 'unsupported',
      code: '200 root:ListBucketResult',
    });
  });

  test.each([
    ['<?xml version="1.0"?><!-- x --><s3:Tagging xmlns:s3="u"/>', 'Tagging'],
    ['<ListBucketResult><Name>Tagging', 'ListBucketResult'],
    ['  {"Version":1}', '{'],
    ['', 'nothing'],
    ['plain', '?'],
    ['<html><body>', 'html'],
  ])('the root of %j is %s', (text, root) => expect(rootElement(new TextEncoder().encode(text))).toBe(root));
});
