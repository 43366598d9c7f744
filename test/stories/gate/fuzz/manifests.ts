/** What a cluster is asked to hold, as a List and as documents one after the other. Constructed. */
import { stringify } from 'yaml';
import { world } from '../worldwide.ts';
import { asOne, manyOf, type Base } from './base.ts';
import type { Json } from './damage.ts';

const manifests: Json = [
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace: 'care', labels: { 'cloison-dataset': 'people' } },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'app', namespace: 'care', labels: { app: 'app' } },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: 'app' } },
      template: {
        metadata: { labels: { app: 'app' } },
        spec: {
          containers: [
            { name: 'app', image: 'registry.example/app:1', volumeMounts: [{ name: 'data', mountPath: '/data' }] },
          ],
          volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
        },
      },
    },
  },
];

function ofManifests(where: Base['where']): Base[] {
  const place = `k8s-${where}`;
  const of = { where, estate: world, place, abroad: [] };
  const list: Json = { apiVersion: 'v1', kind: 'List', items: manifests };
  const each = (document: Json) =>
    manyOf(document)
      .map((one) => `---\n${stringify(one)}`)
      .join('');
  return [
    { name: `List ${place}`, document: list, write: asOne, ...of },
    { name: `documents ${place}`, document: manifests, write: each, isMany: true, ...of },
  ];
}

export const ofClusters: readonly Base[] = (['home', 'abroad', 'unknown'] as const).flatMap(ofManifests);
