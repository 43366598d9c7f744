/** What objects of a cluster say of the way from its network to a volume: Services, the routes to them, and pods. */
import { namedByAnnotations, namedInside, type Named } from '../../../cluster/network/names.ts';
import type { BalancerSaid, Labels, WaySaid } from '../../../cluster/network/openings.ts';
import { isMark, leavesAt, type Leaf, type Spelling } from '../../table/leaves.ts';
import type { Planned, Properties } from '../../told.ts';

export type { Labels };

export interface PodsSaid {
  readonly is: 'pods';
  readonly namespace: string | undefined;
  readonly labels: Labels;
  /** Claims that they mount by name. */
  readonly claims: readonly (string | undefined)[];
}
export interface ServiceSaid extends BalancerSaid {
  readonly is: 'service';
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly selector: Labels;
  /** Another Service of the cluster that its external name is. */
  readonly standsFor: Named | 'unknown' | undefined;
}
export interface RouteSaid extends WaySaid {
  readonly is: 'route';
  readonly namespace: string | undefined;
  /** Services of its own namespace; `undefined` may be any of them. */
  readonly services: readonly (string | undefined)[];
  /** Services of namespaces that it names: a route of the gateways may lead out of its own. */
  readonly into: readonly { readonly name: string | undefined; readonly namespace: string | undefined }[];
}
export type NetworkSaid = PodsSaid | ServiceSaid | RouteSaid;

const serviceTypes = new Set(['Service', 'kubernetes:core/v1:Service', 'kubernetes_service', 'kubernetes_service_v1']);
const routes = new Set([
  'Ingress.networking.k8s.io',
  'kubernetes:networking.k8s.io/v1:Ingress',
  'kubernetes_ingress_v1',
  'HTTPRoute.gateway.networking.k8s.io',
]);
const templates: Readonly<Record<string, readonly string[]>> = {
  'Deployment.apps': ['spec', 'template'],
  'StatefulSet.apps': ['spec', 'template'],
  'DaemonSet.apps': ['spec', 'template'],
  'ReplicaSet.apps': ['spec', 'template'],
  'Job.batch': ['spec', 'template'],
  'CronJob.batch': ['spec', 'job_template', 'spec', 'template'],
  Pod: [],
};

/** Paths are written as Terraform does; the last names are those by which Kubernetes abbreviates. */
class Reader {
  readonly #tree: Properties;
  readonly #spelling: Spelling;
  constructor(tree: Properties, spelling: Spelling) {
    this.#tree = tree;
    this.#spelling = spelling;
  }

  #leaves(paths: readonly string[]): readonly Leaf[] {
    return paths.flatMap((path) => leavesAt(this.#tree, path, this.#spelling)).filter((leaf) => leaf !== '');
  }

  texts(...paths: string[]): readonly (string | undefined)[] {
    return this.#leaves(paths).map((leaf) => (typeof leaf === 'string' ? leaf : undefined));
  }

  text(path: string, absent: string): string | undefined {
    const [first = absent] = this.#leaves([path]);
    return typeof first === 'string' ? first : undefined;
  }

  /** What stands there, to be read on; undefined where only apply tells it. */
  within(...paths: string[]): readonly (Reader | undefined)[] {
    return this.#leaves(paths).map((leaf) => {
      if (typeof leaf !== 'object' || leaf === null || isMark(leaf) || 'leaf' in leaf) return undefined;
      return new Reader(leaf as Properties, this.#spelling);
    });
  }

  isFalse(path: string): boolean {
    const all = this.#leaves([path]);
    return all.length > 0 && all.every((leaf) => leaf === false);
  }

  /** Or may have one. */
  hasNumber(path: string): boolean {
    return this.#leaves([path]).some((leaf) => leaf !== 0);
  }

  labels(path: string): Labels {
    const found = new Map<string, string | undefined>();
    for (const leaf of this.#leaves([path])) {
      if (typeof leaf !== 'object' || leaf === null || isMark(leaf) || 'leaf' in leaf) return undefined;
      for (const [key, text] of Object.entries(leaf)) found.set(key, typeof text === 'string' ? text : undefined);
    }
    return found;
  }
}

function standsForIn(read: Reader): ServiceSaid['standsFor'] {
  const host = read.text('spec.external_name', '');
  return host === undefined ? 'unknown' : namedInside(host);
}

/** What is mirrored to a Service reaches it as what is sent there does. */
const mirror = 'filter.request_mirror.backend_ref';
const backends = ['spec.rule.backend_ref', `spec.rule.${mirror}`, `spec.rule.backend_ref.${mirror}`];
const paths = ['spec.rule.http.path.backend.service.name', 'spec.default_backend.service.name'];

function routeIn(read: Reader, namespace: string | undefined, annotations: Labels): RouteSaid {
  const rows = read.within(...backends).map((row) => ({
    name: row?.text('name', ''),
    namespace: row?.text('namespace', ''),
  }));
  const own = rows.filter((row) => row.namespace === '').map(({ name }) => name);
  const into = rows.filter((row) => row.namespace !== '');
  const services = [...read.texts(...paths), ...own, ...namedByAnnotations(annotations)];
  return { is: 'route', namespace, services, into, annotations };
}

/** `object`: Kind and group of the row of its type. Undefined for what lets nobody in and mounts nothing. */
export function networkIn({ type, tool, before, after }: Planned, object: string | undefined): NetworkSaid | undefined {
  const within = object === undefined ? undefined : templates[object];
  const tree = after ?? before;
  if (tree === undefined || (within === undefined && !serviceTypes.has(type) && !routes.has(type))) return undefined;
  const read = new Reader(tree, tool === 'terraform' ? 'snake' : 'camel');
  const namespace = read.text('metadata.namespace', 'default');
  if (within !== undefined) {
    const at = (path: string) => [...within, path].join('.');
    const claims = read.texts(at('spec.volume.persistent_volume_claim.claim_name'));
    return { is: 'pods', namespace, labels: read.labels(at('metadata.labels')), claims };
  }
  const annotations = read.labels('metadata.annotations');
  if (routes.has(type)) return routeIn(read, namespace, annotations);
  return {
    is: 'service',
    namespace,
    name: read.text('metadata.name', ''),
    selector: read.labels('spec.selector'),
    type: read.text('spec.type', 'ClusterIP'),
    hasClass: read.texts('spec.load_balancer_class').length > 0,
    ranges: read.texts('spec.load_balancer_source_ranges'),
    externals: read.texts('spec.external_ips', 'spec.externalIPs'),
    nodePorts: !read.isFalse('spec.allocate_load_balancer_node_ports') || read.hasNumber('spec.port.node_port'),
    standsFor: standsForIn(read),
    annotations,
  };
}
