/** What of Services and the routes to them is kept: the way in and whom it leads to. Annotations are compared, and stay here. */
import type { Json } from '../../../estate/index.ts';
import type { Fields } from '../client.ts';
import { at, listAt, textAt, textMap, textsAt } from '../pick.ts';
import { namedByAnnotations, namedInside, type Named } from './names.ts';
import type { BalancerSaid, WaySaid } from './openings.ts';

export interface ServiceSeen extends BalancerSaid, Named {
  readonly selector: Readonly<Record<string, string>>;
  /** Another Service of the cluster that its external name is. */
  readonly standsFor: Named | undefined;
}
/** A Service that a route leads to, or any of that namespace; a route of the gateways may lead into another. */
interface Backend {
  readonly namespace: string;
  readonly name: string | undefined;
}
export interface RouteSeen extends WaySaid {
  readonly backends: readonly Backend[];
}
/** To whom a Service leads, whatever its selector says: somebody may have written it, name by name or address by address. */
export interface SliceSeen {
  readonly namespace: string;
  readonly service: string;
  readonly pods: readonly string[];
  readonly addresses: readonly string[];
}

const namespaceOf = (item: Fields): string => textAt(item, 'metadata', 'namespace') ?? '';
const annotationsOf = (item: Fields): WaySaid['annotations'] =>
  new Map(Object.entries(textMap(item, 'metadata', 'annotations')));

/** A balancer that has both an address and a name is known by the name, which says less. */
const givenOf = (item: Fields): readonly string[] =>
  listAt(item, 'status', 'loadBalancer', 'ingress').flatMap(
    (row) => textAt(row, 'hostname') ?? textAt(row, 'ip') ?? [],
  );

/** Ports that a Service asked for, or had before, are kept also by one that takes none. */
const hasNodePorts = (item: Fields): boolean =>
  at(item, 'spec', 'allocateLoadBalancerNodePorts') !== false ||
  listAt(item, 'spec', 'ports').some((row) => (at(row, 'nodePort') ?? 0) !== 0);

export const serviceOf = (item: Fields): ServiceSeen => ({
  namespace: namespaceOf(item),
  name: textAt(item, 'metadata', 'name') ?? '',
  selector: textMap(item, 'spec', 'selector'),
  type: textAt(item, 'spec', 'type') ?? 'ClusterIP',
  hasClass: at(item, 'spec', 'loadBalancerClass') !== undefined,
  ranges: textsAt(item, 'spec', 'loadBalancerSourceRanges'),
  externals: textsAt(item, 'spec', 'externalIPs'),
  nodePorts: hasNodePorts(item),
  standsFor: namedInside(textAt(item, 'spec', 'externalName') ?? ''),
  annotations: annotationsOf(item),
  given: givenOf(item),
});

export function ingressOf(item: Fields): RouteSeen {
  const paths = listAt(item, 'spec', 'rules').flatMap((rule) => listAt(rule, 'http', 'paths'));
  const names = [
    textAt(item, 'spec', 'defaultBackend', 'service', 'name'),
    ...paths.map((path) => textAt(path, 'backend', 'service', 'name')),
  ];
  const [namespace, annotations] = [namespaceOf(item), annotationsOf(item)];
  const said = names.filter((name) => name !== undefined);
  return {
    backends: [...said, ...namedByAnnotations(annotations)].map((name) => ({ namespace, name })),
    annotations,
    given: givenOf(item),
  };
}

/** What is mirrored to a Service reaches it as what is sent there does. */
const mirrors = (row: Fields): readonly (Json | undefined)[] =>
  listAt(row, 'filters').map((filter) => at(filter, 'requestMirror', 'backendRef'));

export function httpRouteOf(item: Fields): RouteSeen {
  const backends = listAt(item, 'spec', 'rules')
    .flatMap((rule) => {
      const rows = listAt(rule, 'backendRefs');
      return [...rows, ...mirrors(rule), ...rows.flatMap(mirrors)];
    })
    .flatMap((row): Backend[] => {
      const name = textAt(row, 'name');
      return name === undefined ? [] : [{ namespace: textAt(row, 'namespace') ?? namespaceOf(item), name }];
    });
  return { backends, annotations: annotationsOf(item) };
}

export const sliceOf = (item: Fields): SliceSeen => {
  const endpoints = listAt(item, 'endpoints');
  return {
    namespace: namespaceOf(item),
    service: textMap(item, 'metadata', 'labels')['kubernetes.io/service-name'] ?? '',
    pods: endpoints.flatMap((row) =>
      textAt(row, 'targetRef', 'kind') === 'Pod' ? (textAt(row, 'targetRef', 'name') ?? []) : [],
    ),
    addresses: endpoints.flatMap((row) => textsAt(row, 'addresses')),
  };
};
