/** Reads what leads into a cluster from its network, list by list; a refused one is kept as refused. */
import { andThen, failed, value } from '../../observe.ts';
import type { Answer } from '../../source.ts';
import type { Cluster } from '../client.ts';
import {
  httpRouteOf,
  ingressOf,
  serviceOf,
  sliceOf,
  type RouteSeen,
  type ServiceSeen,
  type SliceSeen,
} from './seen.ts';

export interface Network {
  readonly services: Answer<readonly ServiceSeen[]>;
  readonly ingresses: Answer<readonly RouteSeen[]>;
  readonly httpRoutes: Answer<readonly RouteSeen[]>;
  readonly slices: Answer<readonly SliceSeen[]>;
}

/** A kind that the cluster does not serve has no object there. */
const orNone = <T>(list: Answer<readonly T[]>): Answer<readonly T[]> =>
  list.state === 'unsupported' ? value([]) : list;

/** Gateways are not part of every cluster, and older ones serve their routes under the first version alone. */
async function routesOfGateways({ list }: Cluster): Promise<Network['httpRoutes']> {
  const gateways = '/apis/gateway.networking.k8s.io';
  const now = await list(`${gateways}/v1/httproutes`, httpRouteOf);
  return now.state === 'unsupported' ? orNone(await list(`${gateways}/v1beta1/httproutes`, httpRouteOf)) : now;
}

export async function readNetwork(cluster: Cluster): Promise<Network> {
  const { list } = cluster;
  const [services, ingresses, httpRoutes, slices] = await Promise.all([
    list('/api/v1/services', serviceOf),
    list('/apis/networking.k8s.io/v1/ingresses', ingressOf),
    routesOfGateways(cluster),
    list('/apis/discovery.k8s.io/v1/endpointslices', sliceOf),
  ]);
  return { services, ingresses: orNone(ingresses), httpRoutes, slices };
}

/** All routes, or why one kind of them is not known. */
export function routesIn({ ingresses, httpRoutes }: Network): Answer<readonly RouteSeen[]> {
  return andThen(ingresses, (some): Answer<readonly RouteSeen[]> => {
    if (httpRoutes.value === undefined)
      return failed(httpRoutes.state === 'value' ? 'error' : httpRoutes.state, httpRoutes.code);
    return value([...some, ...httpRoutes.value]);
  });
}
