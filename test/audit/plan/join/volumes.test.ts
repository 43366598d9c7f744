import { expect, it } from 'vitest';
import { subjectOf } from '../../../../estate/index.ts';
import type { Properties } from '../../../../audit/plan/told.ts';
import { estateOf, factIn, paris, read, resource } from '../telling.ts';

const eks = { side: 'public', provider: 'aws', country: 'FR', places: { eks: { kubernetes: 'eks' } } } as const;
const estate = estateOf({ ...paris.zones, cloud: { ...paris.zones['public']!, ...eks } });
const on = (place: string) => ({ estate, placeOfInput: () => place });

async function volumeAt(place: string, spec: Properties, labels: Properties = {}) {
  const volume = resource({ type: 'PersistentVolume', after: { metadata: { name: 'v', labels }, spec } });
  return factIn(
    await read([volume], on(place)),
    subjectOf.object(place, undefined, 'PersistentVolume', 'v'),
    'location',
  );
}
const bound = (key: string, operator: string, ...values: string[]): Properties => ({
  nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key, operator, values }] }] } },
});

it.each([
  ['topology.kubernetes.io/zone', 'us-east-1a'],
  ['failure-domain.beta.kubernetes.io/zone', 'us-east-1b'],
  ['topology.ebs.csi.aws.com/zone', 'us-east-1c'],
])('knows the region of a zone by %s', async (key, zone) => {
  expect(await volumeAt('eks', bound(key, 'In', zone))).toEqual({ region: 'us-east-1' });
  expect(await volumeAt('eks', bound(key, 'In', 'eu-west-3a', 'eu-west-3b'))).toEqual({ region: 'eu-west-3' });
  expect(await volumeAt('eks', bound(key, 'In', 'eu-west-3a', zone))).toBe('unknown');
  expect(await volumeAt('eks', bound(key, 'NotIn', zone))).toBe('unknown');
});

it('takes a zone of no known form for unknown in a provider’s cluster, and for a word of one’s own in one’s own', async () => {
  const rack = bound('topology.kubernetes.io/zone', 'In', 'rack-1');
  expect(await volumeAt('eks', rack)).toBe('unknown');
  for (const word of ['rack-1', 'fr-paris-1', 'fr-paris-1a'])
    expect(await volumeAt('k8s', bound('topology.kubernetes.io/zone', 'In', word))).toBe('unsupported');
  expect(await volumeAt('eks', bound('kubernetes.io/hostname', 'In', 'node-1'))).toBe('unsupported');
});

it.each<[string, Properties, unknown]>([
  ['a server of nobody', { nfs: { server: 'nas.example', path: '/' } }, 'unknown'],
  ['a server of a provider', { nfs: { server: 'fs-1.efs.us-east-1.amazonaws.com' } }, { region: 'us-east-1' }],
  ['targets', { iscsi: { targetPortal: '192.0.2.1', iqn: 'x' } }, 'unknown'],
  ['a disk with its zone', { awsElasticBlockStore: { volumeID: 'aws://us-east-1a/vol-1' } }, { region: 'us-east-1' }],
  [
    'a disk that is attached where the node is',
    { csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'v' } },
    'unsupported',
  ],
  ['a driver of no known kind', { csi: { driver: 'blob.example', volumeHandle: 'v' } }, 'unknown'],
  [
    'a decoy beside the server',
    { csi: { driver: 'x', volumeAttributes: { server: 'nas.example', url: 'https://s3.eu-west-3.amazonaws.com' } } },
    'unknown',
  ],
  ['the node', { hostPath: { path: '/data' } }, 'unsupported'],
])('looks for the bytes of a volume behind %s', async (_what, source, location) => {
  expect(await volumeAt('eks', source)).toEqual(location);
  const pod = resource({
    type: 'Pod',
    after: { metadata: { name: 'p' }, spec: { volumes: [{ name: 'v', ...source }] } },
  });
  const reading = await read([pod], on('eks'));
  expect(factIn(reading, subjectOf.object('eks', 'default', 'Pod', 'p'), 'location')).toEqual(location);
});

it('believes a label of the volume where nothing else says where its server is', async () => {
  const label = { 'topology.kubernetes.io/region': 'eu-west-3' };
  expect(await volumeAt('eks', { nfs: { server: 'nas.example' } }, label)).toEqual({ region: 'eu-west-3' });
});

it('does not look past where nodes stand: a node by its name', async () => {
  const pod = (spec: Properties) => resource({ type: 'Pod', after: { metadata: { name: 'p' }, spec } });
  const subject = subjectOf.object('eks', 'default', 'Pod', 'p');
  expect(factIn(await read([pod({ nodeName: 'n' })], on('eks')), subject, 'location')).toBe('unknown');
  const zone = pod({ nodeSelector: { 'topology.kubernetes.io/zone': 'us-east-1a' } });
  expect(factIn(await read([zone], on('eks')), subject, 'location')).toEqual({ region: 'us-east-1' });
});

const claim = (spec: Properties) =>
  resource({ type: 'PersistentVolumeClaim', name: 'c', after: { metadata: { name: 'c' }, spec } });
const claimed = subjectOf.object('eks', 'default', 'PersistentVolumeClaim', 'c');
const storage = (more: Properties) =>
  resource({ type: 'StorageClass.storage.k8s.io', name: 'far', after: { metadata: { name: 'far' }, ...more } });

it.each<[string, Properties, unknown]>([
  ['a server', { server: 'nas.example', share: '/' }, 'unknown'],
  ['a zone', { type: 'gp3', zone: 'us-east-1a' }, { region: 'us-east-1' }],
  ['neither', { type: 'gp3' }, 'unsupported'],
])('reads the settings of the class of a claim: %s', async (_what, parameters, location) => {
  const reading = await read([storage({ parameters }), claim({ storageClassName: 'far' })], on('eks'));
  expect(factIn(reading, claimed, 'location')).toEqual(location);
});

it('knows nothing of a class or volume that is named and not shown, but in a cluster of one’s own', async () => {
  for (const spec of [{ storageClassName: 'far' }, { volumeName: 'far' }])
    expect(factIn(await read([claim(spec)], on('eks')), claimed, 'location')).toBe('unknown');
  const own = subjectOf.object('k8s', 'default', 'PersistentVolumeClaim', 'c');
  expect(factIn(await read([claim({ storageClassName: 'far' })], on('k8s')), own, 'location')).toBe('unsupported');
  for (const spec of [{}, { storageClassName: '' }])
    expect(factIn(await read([claim(spec)], on('eks')), claimed, 'location')).toBe('unsupported');
  const spec = { volumes: [{ ephemeral: { volumeClaimTemplate: { spec: { storageClassName: 'far' } } } }] };
  const pod = resource({ type: 'Pod', after: { metadata: { name: 'p' }, spec } });
  const reading = await read([pod], on('eks'));
  expect(factIn(reading, subjectOf.object('eks', 'default', 'Pod', 'p'), 'location')).toBe('unknown');
});
