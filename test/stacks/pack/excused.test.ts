/** The pack under an exception for an address of a stack: it lets through what it was granted for, and nothing else. */
import type { ResourceValidationArgs, ResourceValidationPolicy } from '@pulumi/policy';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { subjectOf, type Covers } from '../../../estate/index.ts';
import { groundAt, type Ground } from '../../../stacks/pack/ground.ts';
import { PackPolicies } from '../../../stacks/pack/policies.ts';
import { checkout } from './analyzer.ts';

const control = 'residency/personal-data-stays-in-the-eea';
const ground = groundAt({
  estate: join(checkout, 'stacks/sample/estate'),
  language: 'en',
  now: '2024-07-26T00:00:00.000Z',
});
const urnIn = (stack: string) => `urn:pulumi:${stack}::shop::aws:s3/bucket:Bucket::photos`;
const covers: Covers = {
  dataset: 'accreditation-file',
  class: 'D3',
  verdict: 'deny',
  found: ['outside country=SG'],
  provider: 'aws',
  region: 'ap-southeast-1',
  country: 'SG',
  environment: 'prod',
};

function under(bound: Covers | undefined, stack = 'prod'): Ground {
  const waiver = {
    id: 'W-1',
    control,
    subject: subjectOf.planned(stack, urnIn(stack)),
    ...(bound && { covers: bound }),
    reason: 'a move',
    owner: 'role:store-lead',
    from: '2024-07-01',
    until: '2024-08-31',
  };
  const waivers = new Map([['W-1', { approval: 'valid', opinion: 'favourable' }]]) as Ground['premises']['waivers'];
  const estate = { ...ground.estate, waivers: [waiver] };
  return { ...ground, estate, premises: { ...ground.premises, estate, waivers } };
}

async function said(own: Ground, region = 'ap-southeast-1', dataset = 'accreditation-file', stack = 'prod') {
  const provider = { urn: `urn:pulumi:${stack}::shop::pulumi:providers:aws::main`, props: { region } };
  const props = { bucket: 'photos', tags: { 'cloison-dataset': dataset } };
  const args = { urn: urnIn(stack), type: 'aws:s3/bucket:Bucket', name: 'photos', props, provider };
  const policy = new PackPolicies(own).list().find(({ name }) => name === control) as ResourceValidationPolicy;
  const told: string[] = [];
  const validate = policy.validateResource as (
    asked: ResourceValidationArgs,
    report: (message: string) => void,
  ) => Promise<void>;
  await validate(args as unknown as ResourceValidationArgs, (message) => told.push(message));
  return told.join('\n');
}

describe('an exception for an address of a stack', () => {
  it('lets through what it was granted for', async () => {
    expect(await said(ground)).toContain('SG');
    expect(await said(under(covers))).toBe('');
  });

  it.each([
    ['in another country', ['us-east-1'], /another country \(SG\) than what stands there now \(US\)/],
    ['of another class', ['ap-southeast-1', 'accreditation-photos'], /another (?:class|dataset)/],
  ] as const)('does not let it through %s, and says why', async (_, [region, dataset], why) => {
    const message = await said(under(covers), region, dataset);
    expect(message).toContain('The exception W-1 does not excuse it.');
    expect(message).toMatch(why);
  });

  it('lets nothing through in another stack, or without saying what it covers', async () => {
    expect(await said(under(covers, 'other'), 'ap-southeast-1', 'accreditation-file', 'other')).toMatch(
      /another environment \(prod\) than what stands there now \(other\)/,
    );
    expect(await said(under(undefined))).toMatch(/does not say what it was granted for/);
  });
});
