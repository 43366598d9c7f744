import { expect, it } from 'vitest';
import { unknownLeaf, type Properties } from '../../../../audit/plan/told.ts';
import { estateOf, factIn, provider, read, resource } from '../telling.ts';
import {
  balancer,
  estate,
  labels,
  metadata,
  opened,
  portless,
  seen,
  service,
  set,
  shut,
  volume,
  yes,
} from './served.ts';

it('follows an Ingress and a route of a gateway to a Service that is inside', async () => {
  const spec = { rules: [{ http: { paths: [{ path: '/', backend: { service: { name: 's' } } }] } }] };
  const ingress = (annotations: Properties = {}) =>
    resource({ type: 'Ingress.networking.k8s.io', after: { metadata: metadata('i', { annotations }), spec } });
  const inside = service({ type: 'ClusterIP' });
  expect(await seen('aws', [set, inside, ingress()])).toEqual({ ...opened('aws', 'unsupported'), ending: 'network' });
  const scheme = (word: string) => ingress({ 'alb.ingress.kubernetes.io/scheme': word });
  expect((await seen('aws', [set, inside, scheme('internet-facing')])).open).toEqual(yes);
  expect(await seen('aws', [set, inside, scheme('internal')])).toEqual(shut);
  const route = resource({
    type: 'HTTPRoute.gateway.networking.k8s.io',
    after: { metadata: metadata('h'), spec: { rules: [{ backendRefs: [{ name: 's', port: 80 }] }] } },
  });
  expect((await seen('gcp', [set, inside, route])).open).toBe('unsupported');
  const far = (backend: Properties) =>
    resource({
      type: 'HTTPRoute.gateway.networking.k8s.io',
      after: {
        metadata: { name: 'h', namespace: 'edge' },
        spec: { rules: [{ backendRefs: [{ name: 's', ...backend }] }] },
      },
    });
  expect((await seen('gcp', [set, inside, far({ namespace: 'shop' })])).open).toBe('unsupported');
  expect((await seen('gcp', [set, inside, far({ namespace: unknownLeaf })])).open).toBe('unsupported');
  for (const backend of [{}, { namespace: 'edge' }])
    expect(await seen('gcp', [set, inside, far(backend)])).toEqual(shut);
  const fallback = resource({
    type: 'Ingress.networking.k8s.io',
    after: { metadata: metadata('i'), spec: { defaultBackend: { service: { name: 's' } } } },
  });
  expect((await seen('gcp', [set, inside, fallback])).open).toBe('unsupported');
});

it('follows what is mirrored to a Service as what is sent there', async () => {
  const inside = service({ type: 'ClusterIP' });
  const mirror = (name: string) => ({ filters: [{ requestMirror: { backendRef: { name, namespace: 'shop' } } }] });
  const route = (rule: Properties) =>
    resource({
      type: 'HTTPRoute.gateway.networking.k8s.io',
      after: { metadata: { name: 'h', namespace: 'edge' }, spec: { rules: [{}, rule] } },
    });
  const open = async (rule: Properties) => (await seen('gcp', [set, inside, route(rule)])).open;
  expect(await open({ backendRefs: [{ name: 'other' }], ...mirror('s') })).toBe('unsupported');
  expect(await open({ backendRefs: [{ name: 'other', ...mirror('s') }] })).toBe('unsupported');
  expect(await open({ backendRefs: [{ name: 'other', ...mirror('web') }], ...mirror('web') })).toBe('missing');
  // A namespace belongs to the name that it stands beside.
  const beside = { name: 'web', namespace: 'shop' };
  expect(await open({ backendRefs: [{ name: 's' }, beside] })).toBe('missing');
});

it('follows Services that stand for another, through each other', async () => {
  const inside = service({ type: 'ClusterIP' });
  const outer = (name: string, externalName: Properties[string], more: Properties = {}) =>
    resource({
      type: 'Service',
      name,
      after: { metadata: { name, namespace: 'web' }, spec: { type: 'ExternalName', externalName, ...more } },
    });
  const ingress = resource({
    type: 'Ingress.networking.k8s.io',
    after: { metadata: { name: 'i', namespace: 'web' }, spec: { defaultBackend: { service: { name: 'ext' } } } },
  });
  const open = async (...all: ReturnType<typeof outer>[]) => (await seen('gcp', [set, inside, ingress, ...all])).open;
  for (const host of [
    's.shop.svc',
    's.shop.svc.cluster.local.',
    'pg-0.s.shop.svc.cluster.local',
    's.shop',
    unknownLeaf,
  ])
    expect(await open(outer('ext', host)), JSON.stringify(host)).toBe('unsupported');
  for (const host of ['s.other.svc', 'web.shop.svc', 's.shop.example', 's', 'db.example'])
    expect(await open(outer('ext', host)), host).toBe('missing');
  expect(await open(outer('ext', 'next.web.svc'), outer('next', 's.shop.svc'))).toBe('unsupported');
  expect(await open(outer('ext', 'next.web.svc'), outer('next', 'ext.web.svc'))).toBe('missing');
  expect(await open(outer('ext', 's.shop.svc', { type: 'ClusterIP' }))).toBe('missing');
  expect(await open(outer('next', 's.shop.svc'))).toBe('missing');
});

it('follows the Services that controllers read from annotations', async () => {
  const inside = service({ type: 'ClusterIP' });
  const open = async (annotations: Properties[string]) => {
    const after = { metadata: { ...metadata('i'), annotations }, spec: {} };
    return (await seen('k8s', [set, inside, resource({ type: 'Ingress.networking.k8s.io', after })])).open;
  };
  const action = (text: Properties[string]) => open({ 'alb.ingress.kubernetes.io/actions.go': text });
  const forward = (name: string) => ({ type: 'forward', forwardConfig: { targetGroups: [{ ServiceName: name }] } });
  const fallback = 'nginx.ingress.kubernetes.io/default-backend';
  for (const text of [JSON.stringify(forward('s')), '{', unknownLeaf]) expect(await action(text)).toBe('unsupported');
  expect(await action(JSON.stringify(forward('web')))).toBe('missing');
  expect(await open({ [fallback]: 's' })).toBe('unsupported');
  expect(await open({ [fallback]: 'web', 'example/note': 's' })).toBe('missing');
  expect(await open(unknownLeaf)).toBe('unknown');
});

it('knows a claim that a Deployment, a Pod or a CronJob mounts by its name, in every tool’s spelling', async () => {
  const claim = resource({ type: 'PersistentVolumeClaim', name: 'd', after: { metadata: metadata('d'), spec: {} } });
  const spec = (name: Properties[string] = 'd'): Properties => ({
    volumes: [{ name: 'v', persistentVolumeClaim: { claimName: name } }],
  });
  const template = (name?: Properties[string]): Properties => ({
    template: { metadata: { labels }, spec: spec(name) },
  });
  const pods: readonly [string, Properties][] = [
    ['Deployment.apps', { metadata: metadata('x'), spec: template() }],
    ['Pod', { metadata: metadata('x', { labels }), spec: spec() }],
    ['CronJob.batch', { metadata: metadata('x'), spec: { jobTemplate: { spec: template() } } }],
  ];
  for (const [type, after] of pods)
    expect((await seen('gcp', [claim, resource({ type, after }), service(balancer)], 'd')).open, type).toEqual(yes);
  const strange = (name: Properties[string]) =>
    resource({ type: 'Deployment.apps', after: { metadata: metadata('x'), spec: template(name) } });
  expect((await seen('gcp', [claim, strange('other'), service(balancer)], 'd')).open).toBe('missing');
  expect((await seen('gcp', [claim, strange(unknownLeaf), service(balancer)], 'd')).open).toBe('unknown');
});

it('reads the same in a plan of Terraform and of Pulumi', async () => {
  const block = (name: string, more: Properties = {}): Properties => ({
    metadata: [{ name, namespace: 'shop', ...more }],
  });
  const volumes = [{ persistent_volume_claim: [{ claim_name: 'd' }] }];
  const terraform = [
    resource({ type: 'kubernetes_persistent_volume_claim_v1', provider: 'k', after: block('d') }),
    resource({
      type: 'kubernetes_deployment_v1',
      provider: 'k',
      after: { ...block('x'), spec: [{ template: [{ metadata: [{ labels }], spec: [{ volume: volumes }] }] }] },
    }),
    resource({
      type: 'kubernetes_service_v1',
      provider: 'k',
      after: { ...block('s'), spec: [{ ...balancer, selector: labels, external_ips: null }] },
    }),
    provider({ config_context: 'gcp' }, { key: 'k', name: 'kubernetes' }),
  ];
  expect(factIn(await read(terraform, { estate }), volume('gcp', 'd'), 'publicRead')).toEqual(yes);
  const pulumi = [
    resource({ type: 'kubernetes:core/v1:PersistentVolumeClaim', provider: 'k', after: { metadata: metadata('d') } }),
    resource({
      type: 'kubernetes:core/v1:Pod',
      provider: 'k',
      after: {
        metadata: metadata('x', { labels }),
        spec: { volumes: [{ persistentVolumeClaim: { claimName: 'd' } }] },
      },
    }),
    resource({
      type: 'kubernetes:core/v1:Service',
      provider: 'k',
      after: { metadata: metadata('s'), spec: { selector: labels, externalIPs: ['203.0.113.1'] } },
    }),
    provider({ context: 'gcp' }, { key: 'k', name: 'kubernetes' }),
  ];
  expect(factIn(await read(pulumi, { estate }), volume('gcp', 'd'), 'publicRead')).toBe('unsupported');
});

it('does not open what the estate says lies there, and no input shows, without a word', async () => {
  const declaring = estateOf(estate.zones, { datasets: { results: { class: 'D3', lies: [volume('gcp', 'old')] } } });
  const ends = async (told: Parameters<typeof read>[0], of = declaring) => {
    const { rows } = await read(told, { estate: of, placeOfInput: () => 'gcp' });
    return rows.find(({ type }) => type === 'Service')!;
  };
  const unknown = { outcome: 'not-understood', reason: 'opens-on-declared' };
  const quiet = { outcome: 'out-of-scope', why: 'network' };
  expect(await ends([service(balancer)])).toMatchObject(unknown);
  expect(await ends([service(balancer)], estate)).toMatchObject(quiet);
  expect(await ends([service({ type: 'ClusterIP' })])).toMatchObject(quiet);
  const inner = { 'networking.gke.io/load-balancer-type': 'Internal' };
  expect(await ends([service(portless, inner)])).toMatchObject(quiet);
  expect(await ends([service(balancer, inner)])).toMatchObject(unknown);
  expect(await ends([service(balancer, {}, 'other')])).toMatchObject(quiet);
  const web = (volumes: Properties[]) =>
    resource({ type: 'Pod', after: { metadata: metadata('x', { labels }), spec: { volumes } } });
  expect(await ends([service(balancer), web([])])).toMatchObject(quiet);
  const mounted = [{ persistentVolumeClaim: { claimName: 'old' } }];
  expect(await ends([service(balancer), web(mounted)])).toMatchObject(unknown);
});
