import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { estateAt } from '../../../stacks/pack/estateAt.ts';
import { checkout } from './analyzer.ts';

const path = join(checkout, 'stacks/sample/estate');
const { inZone } = estateAt(path, { config: { 'aws:region': 'ap-southeast-1', 'kubernetes:context': 'private' } });
const french = estateAt(path, { config: {}, language: 'fr' });

const made = (type: string, props: object, opts: object = {}) => ({
  custom: true,
  type,
  name: 'photos',
  props: props as Record<string, unknown>,
  opts,
});
const urn = (name: string) => ({ urn: `urn:pulumi:dev::app::pulumi:providers:aws::${name}` });
const paris = { region: 'eu-private', endpoints: [{ s3: 'https://rgw.estuaire.example' }] };

describe('three lines in a program', () => {
  it('let through what belongs there, with zone and dataset written', async () => {
    const transform = inZone('private', 'accreditation-file');
    await transform({ ...made('pulumi:providers:aws', paris), name: 'paris' });
    const built = await transform(made('aws:s3/bucket:Bucket', { bucket: 'photos' }, { provider: urn('paris') }));
    expect(built?.props).toEqual({
      bucket: 'photos',
      tags: { 'cloison-zone': 'private', 'cloison-dataset': 'accreditation-file' },
    });
    const claim = made('kubernetes:core/v1:PersistentVolumeClaim', {
      metadata: { name: 'photos', namespace: 'accreditation' },
    });
    await expect(inZone('private', 'accreditation-photos')(claim)).resolves.toBeDefined();
    // The estate says which dataset lies there: a label that says another would lie.
    await expect(transform(claim)).rejects.toThrow(/the estate declares that it holds accreditation-photos/);
    await expect(transform(made('aws:ec2/vpc:Vpc', {}))).resolves.toBeDefined();
  });

  it('refuse at construction what the policy refuses, with control, article and remedy', async () => {
    const refused = inZone('private', 'accreditation-file')(made('aws:s3/bucket:Bucket', { bucket: 'photos' }));
    await expect(refused).rejects.toThrow(/residency\/personal-data-stays-in-the-eea: Personal data stays in the EEA/);
    await expect(refused).rejects.toThrow(/SG[\s\S]*GDPR 44[\s\S]*→ Move the container to a region of the EEA/);
  });

  it('refuse what nobody knows, and say how to make it known', async () => {
    const refused = french.inZone('private', 'accreditation-file')(made('aws:s3/bucket:Bucket', { bucket: 'photos' }));
    await expect(refused).rejects.toThrow(/indéterminé[\s\S]*→ Écrivez en toutes lettres la région/);
    const unheard = inZone('private', 'accreditation-file')(made('aws:nowhere/thing:Thing', {}));
    await expect(unheard).rejects.toThrow('aws:nowhere/thing:Thing');
  });

  it('refuse a region that only apply will know, and one of a provider that the transform did not see', async () => {
    const transform = inZone('private', 'accreditation-file');
    const unknown = { bucket: 'photos', region: { __pulumiUnknown: true } };
    await expect(transform(made('aws:s3/bucket:Bucket', unknown))).rejects.toThrow('not known');
    const unseen = made('aws:s3/bucket:Bucket', { bucket: 'photos' }, { provider: urn('elsewhere') });
    await expect(transform(unseen)).rejects.toThrow('not known');
  });

  it('refuse what says one zone and lies in another', async () => {
    const transform = inZone('public', 'results');
    await transform({ ...made('pulumi:providers:aws', paris), name: 'paris' });
    const refused = transform(made('aws:s3/bucket:Bucket', { bucket: 'r' }, { provider: urn('paris') }));
    await expect(refused).rejects.toThrow(/of zone public; its provider and region are those of zone private/);
  });

  it('refuse a dataset that the estate does not have, and say so', async () => {
    const transform = inZone('private', 'accreditation-file');
    await transform({ ...made('pulumi:providers:aws', paris), name: 'paris' });
    const named = { bucket: 'b', tags: { 'cloison-dataset': 'nowhere' } };
    await expect(transform(made('aws:s3/bucket:Bucket', named, { provider: urn('paris') }))).rejects.toThrow(
      /planned-containers-name-their-dataset[^]*nowhere, a dataset that the estate does not have/,
    );
  });

  it.each([
    ['a cluster that no place names', { context: 'minikube' }],
    ['whatever cluster the one who runs it is at', {}],
  ])('refuse %s', async (_, props) => {
    const transform = inZone('private', 'accreditation-file');
    const provider = { urn: 'urn:pulumi:dev::app::pulumi:providers:kubernetes::other' };
    await transform({ ...made('pulumi:providers:kubernetes', props), name: 'other' });
    const claim = made('kubernetes:core/v1:PersistentVolumeClaim', { metadata: { name: 'c' } }, { provider });
    await expect(transform(claim)).rejects.toThrow(
      /class-lies-in-allowed-zones[^]*zone of the place[^]*→ .*literal `context`[^]*may lie in: private \(integrator-fr eu-private kubernetes:private\)/,
    );
  });

  it('leave to the whole stack a cluster that the stack itself may make', async () => {
    const transform = inZone('private', 'accreditation-file');
    const provider = { urn: 'urn:pulumi:dev::app::pulumi:providers:kubernetes::made' };
    const kubeconfig = { __pulumiUnknown: true };
    await transform({ ...made('pulumi:providers:kubernetes', { kubeconfig }), name: 'made' });
    const claim = made('kubernetes:core/v1:PersistentVolumeClaim', { metadata: { name: 'c' } }, { provider });
    await expect(transform(claim)).resolves.toBeDefined();
  });

  it('judge the dataset that the resource names itself', async () => {
    const transform = inZone('private', 'results');
    await transform({ ...made('pulumi:providers:aws', { region: 'eu-west-3' }), name: 'main' });
    const tags = { 'cloison-dataset': 'accreditation-file' };
    const refused = transform(made('aws:s3/bucket:Bucket', { bucket: 'b', tags }, { provider: urn('main') }));
    await expect(refused).rejects.toThrow('sovereignty/protected-data-is-under-eu-control');
  });
});

it('a zone or dataset that the estate does not know is refused at once, with the nearest', () => {
  expect(() => inZone('privat', 'results')).toThrow(/no zone “privat”[\s\S]*private/);
  expect(() => inZone('private', 'resuts')).toThrow('Did you mean “results”?');
});

it('an estate that is not there is refused with its path', () => {
  expect(() => estateAt(join(checkout, 'stacks/nowhere'))).toThrow('nowhere');
});
