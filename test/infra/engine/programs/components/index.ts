/** Each component once, under a judge that refuses what lies abroad and what no provider serves. Never applied. */
import * as kubernetes from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import {
  seeingProviders,
  SovereignBucket,
  SovereignNamespace,
  SovereignVolume,
  type BucketFactory,
  type Judge,
  type Refusal,
} from '../../../../../infra/index.ts';

const no = (sentence: string): Refusal[] => [
  {
    control: 'test/judge',
    verdict: 'deny',
    title: 'A judge of the test',
    sentence,
    references: '',
    remedy: 'Keep it here.',
  },
];

const judge: Judge = ({ type, props, provider }) => {
  if (props['region'] === 'abroad') return Promise.resolve(no('It would lie abroad.'));
  if (type.startsWith('kubernetes:') && provider?.props?.['context'] !== 'here')
    return Promise.resolve(no('Its cluster is nobody’s.'));
  return Promise.resolve([]);
};

const zone = { judge: seeingProviders(judge), language: 'en' as const };

class CloudBucket extends pulumi.CustomResource {
  constructor(name: string, args: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
    super('aws:s3/bucket:Bucket', name, args, opts);
  }
}
/** What a user of AWS writes: their own resource, with what it is given. */
const inCloud: BucketFactory = (name, { bucket, tags }, opts) =>
  new CloudBucket(name, { bucket, tags: { ...tags, team: 'press' }, region: 'eu-west-3' }, opts);

const claim = (dataset: string) => ({ zone: 'private', dataset });
const here = { endpoint: 'https://store.example', region: 'here' };

if (pulumi.getStack() === 'refused') {
  const store = { ...here, region: 'abroad' };
  new SovereignBucket('far', { claim: claim('payroll'), bucket: 'payroll', store }, zone);
} else {
  const readers = ['arn:aws:iam:::user/auditor'];
  new SovereignBucket('near', { claim: claim('payroll'), bucket: 'payroll', store: here, readers }, zone);
  new SovereignBucket('plain', { claim: claim('budget'), bucket: 'budget', store: here, versioning: false }, zone);
  new SovereignBucket('cloud', { claim: claim('press-kit'), bucket: 'press-kit', store: inCloud }, zone);
  const provider = new kubernetes.Provider('cluster', { context: 'here' });
  const space = new SovereignNamespace(
    'space',
    { zone: 'private', namespace: 'medical', region: 'here', readers: ['doctor'], ownSide: ['10.1.0.0/16'] },
    { providers: [provider] },
  );
  new SovereignNamespace(
    'empty',
    { zone: 'private', namespace: 'empty', region: 'here', readers: [] },
    { providers: [provider] },
  );
  new SovereignVolume('images', { dataset: 'medical-images', claim: 'images', storage: '1Gi' }, space, zone);
}
