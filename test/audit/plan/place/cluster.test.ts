import { expect, it } from 'vitest';
import { unknownLeaf, type Properties } from '../../../../audit/plan/told.ts';
import { clusterIn } from '../../../../audit/plan/pulumi/kubeconfig.ts';
import { estateOf, paris, provider, read, resource } from '../telling.ts';

const server = 'https://api.paris.example:6443';
const estate = estateOf({
  private: { ...paris.zones['private']!, places: { k8s: { kubernetes: 'private', server, region: 'eu-private' } } },
});
const claim = (type: string) =>
  resource({ type, provider: 'k', after: { metadata: [{ name: 'photos', namespace: 'a' }], spec: [{}] } });

it.each(['kubernetes_persistent_volume_claim_v1', 'kubernetes:core/v1:PersistentVolumeClaim'])(
  'takes %s to the cluster that the change itself gives the address of, whatever it calls it',
  async (type) => {
    const isPulumi = type.includes(':');
    const placeOf = async (values: Properties, estates = estate) => {
      const reading = await read([provider(values, { key: 'k', name: 'kubernetes' }), claim(type)], {
        estate: estates,
      });
      return [...reading.planned.values()][0]?.place;
    };
    const [context, host] = isPulumi ? ['context', 'server'] : ['config_context', 'host'];
    expect(await placeOf({ [context]: 'private' })).toBe('k8s');
    expect(await placeOf({ [host]: 'https://API.paris.example:6443/' })).toBe('k8s');
    expect(await placeOf({ [context]: 'other', [host]: server })).toBe('k8s');
    expect(await placeOf({ [context]: 'private', [host]: 'https://evil.example' })).toBeUndefined();
    expect(await placeOf({ [context]: 'private', [host]: unknownLeaf })).toBeUndefined();
    // An estate that says no server has no answer to who hands over an address.
    expect(await placeOf({ [context]: 'private', [host]: server }, paris)).toBeUndefined();
    expect(await placeOf({ [context]: 'private' }, paris)).toBe('k8s');
  },
);

it('finds in a kubeconfig the server of the context that is meant, and keeps nothing else', () => {
  const config = {
    'current-context': 'private',
    contexts: [
      { name: 'other', context: { cluster: 'o', user: 'u' } },
      { name: 'private', context: { cluster: 'p', user: 'u' } },
    ],
    clusters: [
      { name: 'o', cluster: { server: 'https://other.example' } },
      { name: 'p', cluster: { server, 'certificate-authority-data': 'canary' } },
    ],
    users: [{ name: 'u', user: { token: 'canary' } }],
  };
  for (const text of [JSON.stringify(config), JSON.stringify(config, undefined, 2), config]) {
    expect(clusterIn(text, undefined)).toEqual({ context: 'private', server });
    expect(clusterIn(text, 'other')).toEqual({ context: 'other', server: 'https://other.example' });
    expect(clusterIn(text, 'nobody')).toEqual({ context: 'nobody', server: unknownLeaf });
  }
  for (const torn of ['current-context: private\nclusters: []\n', '{'])
    expect(clusterIn(torn, undefined).server).toBe(unknownLeaf);
  for (const none of ['kube/config', '[secret]', undefined]) expect(clusterIn(none, 'x')).toEqual({});
});
