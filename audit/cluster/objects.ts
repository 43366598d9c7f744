/** The objects of a cluster that speak of placement, each cut down to the fields we keep. Secrets are never asked for. */
import type { Json } from '../../estate/index.ts';
import type { Fields } from './client.ts';
import { at, listAt, textAt, textMap, textsAt } from './pick.ts';

export interface NodeSeen {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly providerId: string | undefined;
}
export const nodeOf = (item: Fields): NodeSeen => ({
  name: textAt(item, 'metadata', 'name') ?? '',
  labels: textMap(item, 'metadata', 'labels'),
  providerId: textAt(item, 'spec', 'providerID'),
});

/** One alternative of a node affinity: all of its expressions hold together. */
export interface Term {
  readonly expressions: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values: readonly string[];
  }[];
}
export const termsOf = (terms: readonly Fields[]): readonly Term[] =>
  terms.map((term) => ({
    expressions: [...listAt(term, 'matchExpressions'), ...listAt(term, 'matchFields')].map((row) => ({
      key: textAt(row, 'key') ?? '',
      operator: textAt(row, 'operator') ?? '',
      values: textsAt(row, 'values'),
    })),
  }));

export interface VolumeSeen {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly terms: readonly Term[];
  readonly storageClass: string | undefined;
  /** Its bytes lie on the machine that mounts it (`local`, `hostPath`), not behind a network. */
  readonly onNode: boolean;
}
export const volumeOf = (item: Fields): VolumeSeen => ({
  name: textAt(item, 'metadata', 'name') ?? '',
  labels: textMap(item, 'metadata', 'labels'),
  terms: termsOf(listAt(item, 'spec', 'nodeAffinity', 'required', 'nodeSelectorTerms')),
  storageClass: textAt(item, 'spec', 'storageClassName'),
  onNode: at(item, 'spec', 'local') !== undefined || at(item, 'spec', 'hostPath') !== undefined,
});

export interface ClaimSeen {
  readonly namespace: string;
  readonly name: string;
  readonly volume: string | undefined;
  readonly storageClass: string | undefined;
}
export const claimOf = (item: Fields): ClaimSeen => ({
  namespace: textAt(item, 'metadata', 'namespace') ?? '',
  name: textAt(item, 'metadata', 'name') ?? '',
  volume: textAt(item, 'spec', 'volumeName'),
  storageClass: textAt(item, 'spec', 'storageClassName'),
});

export interface ClassSeen {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly topologies: readonly Term[];
}
export const classOf = (item: Fields): ClassSeen => ({
  name: textAt(item, 'metadata', 'name') ?? '',
  parameters: textMap(item, 'parameters'),
  topologies: listAt(item, 'allowedTopologies').map((row) => ({
    expressions: listAt(row, 'matchLabelExpressions').map((label) => ({
      key: textAt(label, 'key') ?? '',
      operator: 'In',
      values: textsAt(label, 'values'),
    })),
  })),
});

export interface PodSeen {
  readonly namespace: string;
  readonly name: string;
  readonly node: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** Of the pod; of its machine where it uses that one's network. */
  readonly addresses: readonly string[];
  readonly claims: readonly string[];
  readonly owner: { readonly kind: string; readonly name: string } | undefined;
  readonly finished: boolean;
}
export const podOf = (item: Fields): PodSeen => {
  const owner = listAt(item, 'metadata', 'ownerReferences').find((row) => at(row, 'controller') === true);
  const name = textAt(item, 'metadata', 'name') ?? '';
  // Kubernetes makes a claim of its own for a volume that lives as long as its pod, and names it after both.
  const claims = listAt(item, 'spec', 'volumes').map((row) =>
    at(row, 'ephemeral') === undefined
      ? textAt(row, 'persistentVolumeClaim', 'claimName')
      : `${name}-${textAt(row, 'name') ?? ''}`,
  );
  return {
    namespace: textAt(item, 'metadata', 'namespace') ?? '',
    name,
    node: textAt(item, 'spec', 'nodeName'),
    labels: textMap(item, 'metadata', 'labels'),
    addresses: listAt(item, 'status', 'podIPs').flatMap((row) => textAt(row, 'ip') ?? []),
    claims: claims.filter((each) => each !== undefined),
    owner: owner && ownerOf(owner),
    finished: ['Succeeded', 'Failed'].includes(textAt(item, 'status', 'phase') ?? ''),
  };
};

/** `ReplicaSet.apps` and the like: kind with its group, never the version. */
export function ownerOf(row: Json): { readonly kind: string; readonly name: string } {
  const group = (textAt(row, 'apiVersion') ?? '').split('/').slice(0, -1).join('/');
  const kind = textAt(row, 'kind') ?? '?';
  return { kind: group === '' ? kind : `${kind}.${group}`, name: textAt(row, 'name') ?? '?' };
}

export interface OwnedSeen {
  readonly namespace: string;
  readonly name: string;
  readonly owner: { readonly kind: string; readonly name: string } | undefined;
}
export const ownedOf = (item: Fields): OwnedSeen => {
  const owner = listAt(item, 'metadata', 'ownerReferences').find((row) => at(row, 'controller') === true);
  return {
    namespace: textAt(item, 'metadata', 'namespace') ?? '',
    name: textAt(item, 'metadata', 'name') ?? '',
    owner: owner && ownerOf(owner),
  };
};
