/** Where claims and workloads really are. */
import type { FactValue } from '../../estate/index.ts';
import { failed, value } from '../observe.ts';
import type { Answer } from '../source.ts';
import type { ClaimSeen, ClassSeen, NodeSeen, PodSeen, VolumeSeen } from './objects.ts';
import { regionOfAll, regionOfTerms, type Location } from './region.ts';

export interface Lists {
  readonly nodes: Answer<readonly NodeSeen[]>;
  readonly volumes: Answer<readonly VolumeSeen[]>;
  readonly classes: Answer<readonly ClassSeen[]>;
  readonly pods: Answer<readonly PodSeen[]>;
}

function nodesOf(pods: readonly PodSeen[], { nodes }: Lists): Location {
  if (nodes.value === undefined) return nodes as Answer<never>;
  const names = new Set(pods.map(({ node }) => node).filter((name) => name !== undefined));
  const known = nodes.value.filter(({ name }) => names.has(name));
  // A pod on a node that is in no list: something runs where we cannot see.
  return known.length < names.size ? failed('unknown', 'node-missing') : regionOfAll(known);
}

/** Volumes behind a network do not lie where their pods run: without topology they are unknown. */
export function placeOfClaim(claim: ClaimSeen, lists: Lists): Location {
  const { volumes, classes, nodes, pods } = lists;
  if (claim.volume === undefined) return failed('absent', 'not-bound');
  if (volumes.value === undefined) return volumes as Answer<never>;
  const volume = volumes.value.find(({ name }) => name === claim.volume);
  if (volume === undefined) return failed('error', 'volume-missing');
  if (volume.terms.length > 0) return regionOfTerms(volume.terms, nodes);
  const labelled = regionOfAll([{ name: volume.name, labels: volume.labels, providerId: undefined }]);
  if (labelled.value !== undefined) return value({ region: labelled.value.region });
  if (volume.onNode) {
    const mounting = pods.value?.filter(
      (pod) => pod.namespace === claim.namespace && pod.claims.includes(claim.name) && pod.node !== undefined,
    );
    return mounting === undefined ? (pods as Answer<never>) : nodesOf(mounting, lists);
  }
  const made = classes.value?.find(({ name }) => name === (volume.storageClass ?? claim.storageClass));
  return made === undefined && classes.value === undefined
    ? (classes as Answer<never>)
    : regionOfTerms(made?.topologies ?? [], nodes);
}

const keyParameters = [
  'kmskeyid',
  'kms-key-id',
  'kms_key_id',
  'diskencryptionsetid',
  'disk-encryption-kms-key',
  'encryptionkmsid',
  'kmskey',
];

/** A class that is silent cannot say: the volume may be encrypted below. A key named here still lies in the provider's service. */
export function encryptionOfClaim(claim: ClaimSeen, { volumes, classes }: Lists): Answer<FactValue<'encryption'>> {
  if (classes.value === undefined) return classes as Answer<never>;
  const name = claim.storageClass ?? volumes.value?.find((volume) => volume.name === claim.volume)?.storageClass;
  const made = classes.value.find((candidate) => candidate.name === name);
  if (made === undefined) return failed('unsupported', 'no-class');
  const parameters = new Map(
    Object.entries(made.parameters).map(([key, content]) => [
      key.toLowerCase().replace(/^.*\//, ''),
      content.toLowerCase(),
    ]),
  );
  const encrypted = parameters.get('encrypted') ?? parameters.get('encryption');
  if (encrypted === 'false') return value({ value: 'none' });
  if (encrypted === 'true' || keyParameters.some((key) => parameters.has(key))) return value({ value: 'provider-key' });
  return failed('unsupported', 'class-silent');
}

export interface Workload {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  readonly pods: readonly PodSeen[];
}

/** Pods that never got a node run nowhere yet: absent, not unknown. */
export function placeOfWorkload({ pods }: Workload, lists: Lists): Location {
  const placed = pods.filter(({ node }) => node !== undefined);
  return placed.length === 0 ? failed('absent', 'not-scheduled') : nodesOf(placed, lists);
}
