/** The same objects, planned and seen: the gate and the audit must find the same doors, or a change passes that the audit calls open. */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Observation } from '../../../estate/index.ts';
import type { Properties } from '../../../audit/plan/told.ts';
import { allLines } from '../support.ts';
import { estateOf, factIn, paris, read, resource } from '../plan/telling.ts';
import { serving, writeKubeconfig } from './fake.ts';

beforeAll(writeKubeconfig);
const providers = ['aws', 'azure', 'gcp', 'ovh', 'integrator'];
const zones = Object.fromEntries(
  providers.map((of) => [
    of,
    { ...paris.zones['public']!, provider: of, places: { [of]: { kubernetes: 'k', region: 'r' } } },
  ]),
);
const estate = estateOf(zones);
const metadata = (name: string, more: Properties = {}): Properties => ({ name, namespace: 'shop', ...more });
const labels = fc.subarray(['app', 'tier']).map((keys) => Object.fromEntries(keys.map((key) => [key, 'pg'])));
const address = fc.constantFrom('10.1.2.3', '203.0.113.7', '100.64.1.1');
const annotations = fc
  .subarray([
    ['service.beta.kubernetes.io/aws-load-balancer-scheme', 'internal'],
    ['service.beta.kubernetes.io/aws-load-balancer-internal', 'false'],
    ['alb.ingress.kubernetes.io/scheme', 'internet-facing'],
    ['service.beta.kubernetes.io/azure-load-balancer-internal', 'true'],
    ['networking.gke.io/load-balancer-type', 'Internal'],
    ['kubernetes.io/ingress.class', 'gce-internal'],
    ['service.beta.kubernetes.io/openstack-internal-load-balancer', 'true'],
  ] as const)
  .map((pairs) => Object.fromEntries(pairs));
const service = fc.record({
  type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'),
  selector: labels,
  loadBalancerSourceRanges: fc.subarray(['0.0.0.0/0', '203.0.113.0/28']),
  externalIPs: fc.array(address, { maxLength: 2 }),
  allocateLoadBalancerNodePorts: fc.boolean(),
  ports: fc.subarray([{ port: 1 }, { port: 2, nodePort: 30_007 }]),
  externalName: fc.constantFrom('s0.shop.svc', 's1.shop.svc.cluster.local.', 's2.shop', 's0.other.svc', 'db.example'),
});
/** Of the inside: only what hides may open one. */
const hidden = fc.record({
  type: fc.constantFrom('ClusterIP', 'ExternalName'),
  selector: labels,
  externalName: fc.constantFrom('s0.shop.svc', 's1.shop', 's2.shop.svc.cluster.local'),
});
/** Of a balancer that lets nobody in: only its ports may. */
const shut = fc.record({
  type: fc.constant('LoadBalancer'),
  selector: labels,
  loadBalancerSourceRanges: fc.constant(['203.0.113.0/28']),
  allocateLoadBalancerNodePorts: fc.constant(false),
  ports: fc.subarray([{ port: 1 }, { port: 2, nodePort: 30_007 }]),
});
const population = fc.oneof(
  ...[service, hidden, shut].map((each) =>
    fc.array(fc.tuple(each as typeof service, annotations), { minLength: 1, maxLength: 3 }),
  ),
);
const target = fc.nat(3).map((to) => `s${to}`);
const named = fc.oneof(
  target.map((to) => ({ 'nginx.ingress.kubernetes.io/default-backend': to })),
  fc
    .oneof(target, fc.constant('"'))
    .map((to) => ({ 'alb.ingress.kubernetes.io/actions.go': `{"serviceName":"${to}"}` })),
  fc.constant({}),
);
const mirror = target.map((name) => ({ requestMirror: { backendRef: { name } } }));
const rule = fc.record({
  backendRefs: fc.array(
    fc.record({
      name: target,
      namespace: fc.constantFrom('shop', 'other'),
      filters: fc.array(mirror, { maxLength: 1 }),
    }),
    { maxLength: 1 },
  ),
  filters: fc.array(mirror, { maxLength: 1 }),
});

it('finds the same door in a plan and in a cluster', async () => {
  const met = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...providers),
      labels,
      population,
      fc.option(fc.tuple(fc.nat(2), annotations, named)),
      fc.option(rule),
      async (provider, own, services, route, mirrored) => {
        const items = {
          claim: { metadata: metadata('data') },
          pod: {
            metadata: metadata('pg-0', { labels: own }),
            spec: { volumes: [{ persistentVolumeClaim: { claimName: 'data' } }] },
          },
          services: services.map(([spec, said], at) => ({ metadata: metadata(`s${at}`, { annotations: said }), spec })),
          ingresses: (route === null ? [] : [route]).map(([to, said, others]) => ({
            metadata: metadata('in', { annotations: { ...said, ...others } }),
            spec: { defaultBackend: { service: { name: `s${to}` } } },
          })),
          routes: mirrored === null ? [] : [{ metadata: metadata('r'), spec: { rules: [mirrored] } }],
        };
        const planned = await read(
          [
            resource({ type: 'PersistentVolumeClaim', name: 'data', after: items.claim }),
            resource({ type: 'Pod', name: 'pg-0', after: items.pod }),
            ...items.services.map((after, at) => resource({ type: 'Service', name: `s${at}`, after })),
            ...items.ingresses.map((after) => resource({ type: 'Ingress.networking.k8s.io', name: 'in', after })),
            ...items.routes.map((after) => resource({ type: 'HTTPRoute.gateway.networking.k8s.io', name: 'r', after })),
          ],
          { estate, placeOfInput: () => provider },
        );
        const subject = `cluster://${provider}/shop/PersistentVolumeClaim/data`;
        const list = (all: readonly object[]) => () => Response.json({ items: all });
        const transport = serving({
          '/api/v1/persistentvolumeclaims': list([items.claim]),
          '/api/v1/pods': list([items.pod]),
          '/api/v1/services': list(items.services),
          '/apis/networking.k8s.io/v1/ingresses': list(items.ingresses),
          '/apis/gateway.networking.k8s.io/v1/httproutes': list(items.routes),
        });
        const scope = { id: provider, place: { kubernetes: 'k' }, provider, containers: [] };
        const lines = (await allLines([scope], { transport })).slice(1, -1) as Observation[];
        for (const fact of ['publicRead', 'publicWrite']) {
          const seen = lines.find((one) => one.subject === subject && one.fact === fact);
          const live = seen === undefined ? 'missing' : (seen.value ?? seen.state);
          expect(live).toEqual(factIn(planned, subject, fact));
          met.set(JSON.stringify(live), (met.get(JSON.stringify(live)) ?? 0) + 1);
        }
      },
    ),
    { numRuns: 400 },
  );
  expect([...met.keys()].sort()).toEqual(['"absent"', '"missing"', '"unsupported"', '{"value":true,"via":"address"}']);
});
