import { beforeAll, describe, expect, it } from 'vitest';
import { allLines } from '../support.ts';
import type { Observation } from '../../../estate/index.ts';
import { serving, writeKubeconfig } from './fake.ts';

beforeAll(writeKubeconfig);
const paths: Readonly<Record<string, string>> = {
  pods: '/api/v1/pods',
  claims: '/api/v1/persistentvolumeclaims',
  services: '/api/v1/services',
  ingresses: '/apis/networking.k8s.io/v1/ingresses',
  routes: '/apis/gateway.networking.k8s.io/v1/httproutes',
  olderRoutes: '/apis/gateway.networking.k8s.io/v1beta1/httproutes',
  slices: '/apis/discovery.k8s.io/v1/endpointslices',
};
type World = Readonly<Record<string, readonly object[] | number>>;
const named = (name: string, more = {}) => ({ namespace: 'shop', name, ...more });
const mounting = (claimName: string) => ({ volumes: [{ persistentVolumeClaim: { claimName } }] });
const pod = (more = {}) => ({
  metadata: named('pg-0', { labels: { app: 'pg', tier: 'db' } }),
  spec: mounting('data'),
  ...more,
});
const service = (spec: object, meta = {}, status = {}) => ({
  metadata: named('pg', meta),
  spec: { selector: { app: 'pg' }, ...spec },
  status: { loadBalancer: status },
});
const base: World = { claims: [{ metadata: named('data') }, { metadata: named('spare') }], pods: [pod()] };

/** Of the mounted claim: who may read and who may write; a place of no cloud unless one is named. */
async function doors(world: World, provider = 'integrator', ofSpare?: string) {
  const answers = Object.fromEntries(
    Object.entries({ ...base, ...world }).map(([name, items]) => [
      paths[name]!,
      () => (typeof items === 'number' ? new Response('', { status: items }) : Response.json({ items })),
    ]),
  );
  const scope = { id: 'k8s', place: { kubernetes: 'k' }, provider, containers: [] };
  const lines = await allLines([scope], { transport: serving(answers) });
  const of = (claim: string, fact: string) => {
    const subject = `cluster://k8s/shop/PersistentVolumeClaim/${claim}`;
    const seen = (lines.slice(1, -1) as Observation[]).find((one) => one.subject === subject && one.fact === fact);
    return (
      seen && (seen.state === 'value' ? (seen.value as { value: boolean }).value : `${seen.state} ${seen.origin.code}`)
    );
  };
  expect(of('spare', 'publicRead')).toBe(ofSpare);
  return { read: of('data', 'publicRead'), write: of('data', 'publicWrite'), text: JSON.stringify(lines) };
}
const maybe = 'unsupported not-said';
const balancer = { type: 'LoadBalancer' };
const portless = { ...balancer, allocateLoadBalancerNodePorts: false };
const narrow = { loadBalancerSourceRanges: ['198.51.100.0/28'] };
const ips = (...all: string[]) => ({ ingress: all.map((ip) => ({ ip })) });

describe('a volume that something mounts', () => {
  it.each<[string, object, object, string, unknown]>([
    ['nothing', { type: 'ClusterIP' }, {}, 'gcp', undefined],
    ['a name elsewhere', { type: 'ExternalName', externalIPs: ['203.0.113.7'] }, {}, 'gcp', undefined],
    ['other pods’ balancer', { ...balancer, selector: { app: 'web' } }, {}, 'gcp', undefined],
    ['a balancer of more labels', { ...balancer, selector: { app: 'pg', role: 'primary' } }, {}, 'gcp', undefined],
    ['a balancer', balancer, {}, 'gcp', true],
    ['a balancer of a cloud that asks', balancer, {}, 'aws', maybe],
    ['a balancer of one’s own', balancer, {}, 'integrator', maybe],
    ['a balancer at a public address of a cloud', balancer, ips('203.0.113.7'), 'ovh', true],
    ['a balancer at an address of one’s own network', balancer, ips('203.0.113.7'), 'integrator', maybe],
    ['a balancer inside', portless, ips('10.1.2.3'), 'gcp', undefined],
    ['a balancer inside, and open ports of the nodes', balancer, ips('10.1.2.3'), 'gcp', maybe],
    ['a balancer inside and outside', balancer, ips('10.1.2.3', '203.0.113.7'), 'gcp', true],
    ['a balancer of a name', balancer, { ingress: [{ hostname: 'a.example', ip: '10.1.2.3' }] }, 'azure', true],
    ['narrow ranges', { ...portless, ...narrow }, ips('203.0.113.7'), 'gcp', undefined],
    ['narrow ranges, and open ports of the nodes', { ...balancer, ...narrow }, ips('203.0.113.7'), 'gcp', maybe],
    ['a port that it kept', { ...portless, ...narrow, ports: [{ port: 1, nodePort: 30_007 }] }, {}, 'gcp', maybe],
    ['no port that it kept', { ...portless, ...narrow, ports: [{ port: 1 }] }, {}, 'gcp', undefined],
    ['a balancer of a carrier', portless, ips('100.64.1.1'), 'gcp', maybe],
    ['an address of its carrier', { externalIPs: ['100.127.0.1'] }, {}, 'gcp', maybe],
    ['everybody’s range', { ...balancer, loadBalancerSourceRanges: ['0.0.0.0/0'] }, {}, 'gcp', true],
    ['a port of the nodes', { type: 'NodePort' }, {}, 'gcp', maybe],
    ['an address outside', { externalIPs: ['203.0.113.7'] }, {}, 'gcp', maybe],
    ['an address inside', { externalIPs: ['10.0.0.1'] }, {}, 'gcp', undefined],
    ['a type of tomorrow', { type: 'Teleport' }, {}, 'gcp', 'unknown annotation-not-known'],
  ])('behind %s', async (_what, spec, status, provider, expected) => {
    const seen = await doors({ services: [service(spec, {}, status)] }, provider);
    expect(seen.read).toBe(expected);
    expect(seen.write).toBe(expected === undefined ? undefined : 'absent no-setting');
  });

  it('is the worst of several, in any order, and in its own namespace alone', async () => {
    const [inner, outer] = [service({ type: 'ClusterIP' }), service(balancer)];
    for (const services of [
      [inner, outer],
      [outer, inner],
      [service({ type: 'NodePort' }), outer],
    ])
      expect((await doors({ services }, 'gcp')).read).toBe(true);
    expect((await doors({ services: [service(balancer, { namespace: 'other' })] }, 'gcp')).read).toBeUndefined();
  });

  it('is behind the routes that lead to a Service of the inside', async () => {
    const services = [service({ type: 'ClusterIP' })];
    const backend = { service: { name: 'pg' } };
    const ingress = (spec: object, status = {}) => ({ metadata: named('in'), spec, status: { loadBalancer: status } });
    const byPath = ingress({
      rules: [{}, { http: { paths: [{ backend: { service: { name: 'web' } } }, { backend }] } }],
    });
    expect((await doors({ services, ingresses: [byPath] })).read).toBe(maybe);
    expect(
      (await doors({ services, ingresses: [ingress({ defaultBackend: backend }, ips('203.0.113.7'))] }, 'gcp')).read,
    ).toBe(true);
    expect(
      (await doors({ services, ingresses: [ingress({ defaultBackend: backend }, ips('10.0.0.7'))] }, 'gcp')).read,
    ).toBeUndefined();
    const route = (row: object) => ({
      metadata: { namespace: 'edge', name: 'r' },
      spec: { rules: [{ backendRefs: [row] }] },
    });
    expect((await doors({ services, routes: [route({ name: 'pg', namespace: 'shop' })] })).read).toBe(maybe);
    expect((await doors({ services, routes: [route({ name: 'pg' })] })).read).toBeUndefined();
    expect((await doors({ services, routes: 404, olderRoutes: [route({ name: 'pg', namespace: 'shop' })] })).read).toBe(
      maybe,
    );
    expect((await doors({ services, routes: 404, olderRoutes: 404, ingresses: 404 })).read).toBeUndefined();
  });

  it('is behind a Service without a selector that somebody leads to its pods, by name or by address', async () => {
    const services = [service({ ...balancer, selector: undefined })];
    const slice = (endpoint: object, of = 'pg') => ({
      metadata: named('s', { labels: { 'kubernetes.io/service-name': of } }),
      endpoints: [{}, endpoint],
    });
    const pods = [pod({ status: { podIPs: [{ ip: '10.2.0.9' }] } })];
    const seen = async (endpoint: object, of?: string) =>
      (await doors({ pods, services, slices: [slice(endpoint, of)] }, 'gcp')).read;
    expect(await seen({ targetRef: { kind: 'Pod', name: 'pg-0' } })).toBe(true);
    expect(await seen({ addresses: ['10.2.0.9'] })).toBe(true);
    expect(await seen({ addresses: ['10.2.0.8'], targetRef: { kind: 'Node', name: 'pg-0' } })).toBeUndefined();
    expect(await seen({ addresses: ['10.2.0.9'] }, 'web')).toBeUndefined();
    for (const status of [403, 404])
      for (const selector of [undefined, { app: 'decoy' }])
        expect((await doors({ services: [service({ ...balancer, selector })], slices: status }, 'gcp')).read).toMatch(
          `${status}`,
        );
    expect((await doors({ services: [service(balancer)], slices: 403 }, 'gcp')).read).toBe(true);
  });
});

describe('the ways that an object hides', () => {
  const inside = service({ type: 'ClusterIP' });
  const listing = (namespace: string, ...addresses: string[]) => ({
    metadata: { namespace, name: 's', labels: { 'kubernetes.io/service-name': 'pg' } },
    endpoints: [{ addresses }],
  });
  const pods = [pod({ status: { podIPs: [{ ip: '10.2.0.9' }, { ip: '2001:db8::9' }] } })];

  it('leads where a slice says, whatever the selector says, and from another namespace', async () => {
    const decoy = service({ ...balancer, selector: { app: 'decoy' } });
    const other = service({ ...balancer, selector: undefined }, { namespace: 'other' });
    const read = async (services: object[], slices: object[]) => (await doors({ pods, services, slices }, 'gcp')).read;
    expect(await read([decoy], [listing('shop', '10.2.0.9')])).toBe(true);
    expect(await read([decoy], [listing('other', '10.2.0.9')])).toBeUndefined();
    expect(await read([other], [listing('other', '10.2.0.9')])).toBe(true);
    expect(await read([other], [listing('other', '10.2.0.8')])).toBeUndefined();
  });

  it.each<[string, boolean | undefined]>([
    ['2001:0DB8:0:0::9', true],
    ['2001:db8:0:0:0:0:0.0.0.9', true],
    ['::ffff:10.2.0.9', true],
    ['010.2.0.09', true],
    ['2001:db8::90', undefined],
    ['10.2.0.90', undefined],
    ['fe80::1%eth0', undefined],
    ['pg.example', undefined],
  ])('knows an address that is spelt %s', async (address, expected) => {
    const services = [service({ ...balancer, selector: undefined })];
    expect((await doors({ pods, services, slices: [listing('shop', address)] }, 'gcp')).read).toBe(expected);
  });

  const ingress = (name: string, annotations = {}) => ({
    metadata: { namespace: 'web', name: 'in', annotations },
    spec: { defaultBackend: { service: { name } } },
  });
  const outer = (name: string, externalName: string, more = {}) => ({
    metadata: { namespace: 'web', name },
    spec: { type: 'ExternalName', externalName, ...more },
  });
  it('leads through Services that stand for another, in a circle too', async () => {
    const read = async (...others: object[]) =>
      (await doors({ services: [inside, ...others], ingresses: [ingress('ext')] })).read;
    for (const host of [
      'pg.shop.svc',
      'pg.shop.svc.corp.example',
      'PG.shop.svc.cluster.local.',
      'pg-0.pg.shop.svc.cluster.local',
      'pg.shop',
    ])
      expect(await read(outer('ext', host)), host).toBe(maybe);
    for (const host of ['pg.other.svc', 'web.shop.svc', 'pg.shop.example', 'pg', 'db.example'])
      expect(await read(outer('ext', host)), host).toBeUndefined();
    expect(await read(outer('ext', 'next.web.svc'), outer('next', 'pg.shop.svc'))).toBe(maybe);
    expect(await read(outer('ext', 'next.web.svc'), outer('next', 'ext.web.svc'))).toBeUndefined();
    expect(await read(outer('ext', 'pg.shop.svc', { type: 'ClusterIP' }))).toBeUndefined();
  });

  it('is mirrored to by a route', async () => {
    const mirror = (name: string) => ({ filters: [{ requestMirror: { backendRef: { name } } }] });
    const read = async (rule: object) =>
      (await doors({ services: [inside], routes: [{ metadata: named('r'), spec: { rules: [{}, rule] } }] })).read;
    expect(await read({ backendRefs: [{ name: 'web' }], ...mirror('pg') })).toBe(maybe);
    expect(await read({ backendRefs: [{ name: 'web', ...mirror('pg') }] })).toBe(maybe);
    expect(await read({ backendRefs: [{ name: 'web', ...mirror('web') }], ...mirror('web') })).toBeUndefined();
  });

  it('is named by an annotation that a controller reads', async () => {
    const read = async (key: string, text: string) => {
      const metadata = named('in', { annotations: { [key]: text } });
      return (await doors({ services: [inside], ingresses: [{ metadata, spec: {} }] })).read;
    };
    const forward = (name: string) => JSON.stringify({ forwardConfig: { targetGroups: [{ serviceName: name }] } });
    const action = 'alb.ingress.kubernetes.io/actions.go';
    for (const text of [forward('pg'), '{']) expect(await read(action, text)).toBe(maybe);
    expect(await read(action, forward('web'))).toBeUndefined();
    expect(await read('nginx.ingress.kubernetes.io/default-backend', 'pg')).toBe(maybe);
    expect(await read('nginx.ingress.kubernetes.io/default-backend', 'web')).toBeUndefined();
    expect(await read('example/note', 'pg')).toBeUndefined();
  });
});

describe('a list that is refused', () => {
  it('hides a door as far as anybody knows, and none that was seen', async () => {
    const inside = [service({ type: 'ClusterIP' })];
    expect((await doors({ services: 403 })).read).toBe('denied 403');
    for (const list of ['ingresses', 'routes']) {
      expect((await doors({ services: inside, [list]: 403 })).read, list).toBe('denied 403');
      expect((await doors({ services: [service({ type: 'NodePort' })], [list]: 403 })).read, list).toBe('denied 403');
      expect((await doors({ services: [service(balancer)], [list]: 403 }, 'gcp')).read, list).toBe(true);
      expect(
        (await doors({ services: [service({ selector: { app: 'web' } })], [list]: 403 })).read,
        list,
      ).toBeUndefined();
    }
    expect((await doors({ pods: 403, services: inside })).text).not.toContain('"publicRead"');
    for (const services of [[service({ type: 'NodePort' })], 403]) {
      const { read, text } = await doors({ pods: 403, services }, 'gcp', 'denied 403');
      expect([read, text.match(/"publicRead"/g)?.length]).toEqual(['denied 403', 2]);
    }
  });

  it('says nothing of what no running pod mounts', async () => {
    const done = pod({ status: { phase: 'Succeeded' } });
    for (const pods of [[], [done]]) expect((await doors({ pods, services: 403 })).read).toBeUndefined();
  });
});

it('keeps no label, address or annotation of what it compared', async () => {
  const services = [
    service(balancer, { annotations: { note: 'CANARY-a' }, labels: { x: 'CANARY-b' } }, ips('203.0.113.77')),
  ];
  const pods = [pod({ metadata: named('pg-0', { labels: { app: 'pg', who: 'CANARY-c' } }) })];
  const { read, text } = await doors({ services, pods }, 'gcp');
  expect(read).toBe(true);
  expect(text).not.toMatch(/CANARY|203\.0\.113\.77/);
});

it('follows a claim that Kubernetes makes for a pod', async () => {
  const own = pod({
    spec: { volumes: [{ name: 'data', ephemeral: {} }] },
    metadata: named('pg', { labels: { app: 'pg' } }),
  });
  const world = { claims: [{ metadata: named('pg-data') }], pods: [own], services: [service(balancer)] };
  expect((await doors(world, 'gcp')).text).toContain(
    '"subject":"cluster://k8s/shop/PersistentVolumeClaim/pg-data","kind":"volume","fact":"publicRead"',
  );
});
