/** The estate of the mutants: a zone of every provider of the resource table, and one of the organisation's own host. */
import type { Zone } from '../../../estate/index.ts';
import { estateWith } from '../../policies/plan/planning.ts';
import { regionsOf } from './planting.ts';

const plane = { entity: 'host-fr', from: ['FR'], clearText: false };
const hostedBy = (provider: string, places: Zone['places'] = {}): Zone =>
  ({
    side: 'public',
    provider,
    country: 'FR',
    planes: {
      control: plane,
      hypervisor: plane,
      backup: plane,
      support: plane,
      keys: { ...plane, entity: 'committee' },
    },
    places,
  }) as unknown as Zone;
const declared = { replication: 'none', encryption: 'customer-key', publicAccess: 'blocked' } as const;
const zones: Record<string, Zone> = {
  ...Object.fromEntries(
    Object.keys(regionsOf)
      .filter((provider) => provider !== 'own')
      .map((provider) => {
        const [region] = regionsOf[provider]!.home;
        return [
          `at-${provider}`,
          hostedBy(provider, { [`s3-${provider}`]: { s3: `https://${provider}.example`, region } }),
        ];
      }),
  ),
  home: hostedBy('host-fr', {
    store: { s3: 'https://s3.example', region: 'eu-private', declared },
    'k8s-home': { kubernetes: 'paris', region: 'eu-private', declared },
    'k8s-abroad': { kubernetes: 'far', region: 'far-away', declared },
    'k8s-unknown': { kubernetes: 'somewhere', declared },
  }),
};
const dataset = (level: 'D2' | 'D3') => ({
  class: level,
  home: 'home',
  mayLieIn: Object.keys(zones),
  key: { holder: 'committee' },
  lies: [],
});
const host = { country: 'FR', holders: [], regions: { 'eu-private': 'FR', 'far-away': 'SG' } };
const committee = { country: 'FR', holders: [] };
export const world = estateWith({
  entities: { 'host-fr': host, committee },
  zones,
  datasets: { people: dataset('D2'), file: dataset('D3') },
  activities: {},
  flows: [],
  transfers: [],
  operators: [],
  identities: [],
});
