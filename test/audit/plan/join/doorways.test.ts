import { describe, expect, it } from 'vitest';
import { unknownLeaf, type Properties } from '../../../../audit/plan/told.ts';
import { balancer, opened, portless, seen, service, set, shut, yes } from './served.ts';

describe('a volume behind a Service', () => {
  it.each<[string, Properties]>([
    ['a ClusterIP', { type: 'ClusterIP' }],
    ['no type', {}],
    ['a name elsewhere', { type: 'ExternalName', externalName: 'db.example' }],
    ['other pods', { ...balancer, selector: { app: 'web' } }],
    ['pods of more labels', { ...balancer, selector: { app: 'pg', role: 'primary' } }],
    ['no pods at all', { ...balancer, selector: {} }],
    ['narrow ranges', { ...portless, loadBalancerSourceRanges: ['203.0.113.0/28', '10.0.0.0/8'] }],
    ['addresses inside', { externalIPs: ['10.1.2.3', '192.168.0.9'] }],
  ])('has no door with %s', async (_what, spec) => {
    for (const place of ['aws', 'azure', 'gcp', 'k8s']) expect(await seen(place, [set, service(spec)])).toEqual(shut);
  });

  it.each<[string, Properties, Record<string, unknown>]>([
    ['a balancer', balancer, { aws: 'unsupported', azure: yes, gcp: yes, k8s: 'unsupported' }],
    ['a part of the labels', { ...balancer, selector: { tier: 'db' } }, { gcp: yes }],
    ['everybody’s range', { ...balancer, loadBalancerSourceRanges: ['0.0.0.0/0'] }, { azure: yes, aws: 'unsupported' }],
    [
      'narrow ranges, and open ports',
      { ...balancer, loadBalancerSourceRanges: ['10.0.0.0/8'] },
      { azure: 'unsupported' },
    ],
    [
      'narrow ranges, and a port that it asks for',
      { ...portless, loadBalancerSourceRanges: ['10.0.0.0/8'], ports: [{ port: 1 }, { port: 2, nodePort: 30_007 }] },
      { azure: 'unsupported' },
    ],
    [
      'ports of after apply',
      { ...balancer, loadBalancerSourceRanges: ['10.0.0.0/8'], allocateLoadBalancerNodePorts: unknownLeaf },
      { azure: 'unsupported' },
    ],
    ['an address of its carrier', { externalIPs: ['100.64.1.1'] }, { gcp: 'unsupported', k8s: 'unsupported' }],
    ['a range of after apply', { ...balancer, loadBalancerSourceRanges: [unknownLeaf] }, { azure: 'unknown' }],
    ['a class of balancers', { ...balancer, loadBalancerClass: 'inner' }, { azure: 'unsupported' }],
    ['a port of the nodes', { type: 'NodePort' }, { aws: 'unsupported', azure: 'unsupported', k8s: 'unsupported' }],
    ['an address outside', { externalIPs: ['10.0.0.1', '203.0.113.7'] }, { aws: 'unsupported', k8s: 'unsupported' }],
    ['a type of after apply', { type: unknownLeaf }, { aws: 'unknown' }],
    ['a selector of after apply', { ...balancer, selector: unknownLeaf }, { azure: 'unknown', aws: 'unsupported' }],
    ['a label of after apply', { ...balancer, selector: { app: unknownLeaf } }, { azure: 'unknown' }],
  ])('has a door with %s', async (_what, spec, places) => {
    for (const [place, open] of Object.entries(places))
      expect(await seen(place, [service(spec), set])).toEqual(opened(place, open));
  });

  it('believes an annotation of its own provider and of no other', async () => {
    const internal: Readonly<Record<string, Properties>> = {
      aws: { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal' },
      azure: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
      gcp: { 'networking.gke.io/load-balancer-type': 'Internal' },
    };
    for (const place of Object.keys(internal))
      for (const [of, annotation] of Object.entries(internal)) {
        const { open } = await seen(place, [set, service(portless, annotation)]);
        expect(open === 'missing', `${of} at ${place}`).toBe(of === place);
      }
    const facing = { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing' };
    expect(await seen('aws', [set, service(balancer, facing)])).toEqual(opened('aws', yes));
    expect((await seen('aws', [set, service(balancer, { ...internal['aws'], ...facing })])).open).toEqual(yes);
    const unknown = { 'service.beta.kubernetes.io/azure-load-balancer-internal': unknownLeaf };
    expect((await seen('azure', [set, service(balancer, unknown)])).open).toBe('unknown');
  });

  it('meets pods of its namespace, and of one that is not known', async () => {
    expect(await seen('gcp', [set, service(balancer, {}, 'other')])).toEqual(shut);
    expect((await seen('gcp', [set, service(balancer, {}, unknownLeaf)])).open).toBe('unknown');
  });
});
