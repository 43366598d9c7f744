import { expect, it } from 'vitest';
import type { OutOfScope } from '../../../../audit/plan/table/shape.ts';
import { outOfScopeTypes, resourceTable } from '../../../../audit/plan/table/table.ts';
import { unknownLeaf } from '../../../../audit/plan/told.ts';
import { read, resource } from '../telling.ts';

const brands: Readonly<Record<string, string>> = {
  alicloud: 'alibaba',
  azurerm: 'azure',
  'azure-native': 'azure',
  gcp: 'google',
  ...Object.fromEntries(['random', 'time', 'null', 'terraform', 'tls'].map((name) => [name, 'tools'])),
};
const brandOf = (type: string): string => {
  const name = /^([a-z-]+)[:_]/.exec(type)?.[1];
  return name === undefined ? 'kubernetes' : (brands[name] ?? name);
};

it('gives a reason for every word of the second list, and a source for each provider whose types stand under it', () => {
  for (const [word, { because, sources, types }] of Object.entries(outOfScopeTypes as OutOfScope)) {
    expect(because.length, word).toBeGreaterThan(40);
    expect(Object.keys(sources).sort(), word).toEqual([...new Set(types.map(brandOf))].sort());
    for (const [brand, source] of Object.entries(sources))
      expect(source.length, `${word} of ${brand}`).toBeGreaterThan(15);
  }
});

it('sets a balancer aside, unless it sends its logs somewhere', async () => {
  const ending = async (after: object) => (await read([resource({ type: 'aws_lb', after: after as never })])).rows[0];
  expect(await ending({ name: 'front' })).toMatchObject({ reason: 'holds-nothing', why: 'network' });
  expect(await ending({ access_logs: [{ bucket: '' }] })).toMatchObject({ reason: 'holds-nothing' });
  for (const bucket of ['elsewhere', unknownLeaf, 7])
    expect(await ending({ access_logs: [{ bucket }] })).toMatchObject({ reason: 'parent-not-found' });
});

it('sets aside what every network, name and key is made with, and nothing that sends data away or gives rights', () => {
  const { aside } = resourceTable();
  const everyday = {
    network: [
      'aws_default_security_group',
      'azurerm_private_endpoint',
      'scaleway_lb',
      'aws_lb',
      'outscale_nat_service',
    ],
    dns: ['azurerm_private_dns_zone'],
    key: ['outscale_keypair', 'Certificate.cert-manager.io'],
    alarm: ['aws_cloudwatch_event_rule', 'ServiceMonitor.monitoring.coreos.com'],
    identity: ['aws_iam_service_linked_role'],
    scaling: ['azurerm_service_plan'],
  };
  for (const [word, types] of Object.entries(everyday)) expect(types.map(aside)).toEqual(types.map(() => word));
  const carrying = [
    'aws_flow_log',
    'aws_cloudwatch_event_target',
    'aws_backup_plan',
    'aws_cloudfront_distribution',
    'aws_kms_key_policy',
    'aws_kms_replica_key',
    'aws_api_gateway_rest_api',
    'aws_iam_role_policies_exclusive',
    'azurerm_monitor_diagnostic_setting',
    'azurerm_application_insights',
    'google_logging_project_sink',
    'ovh_cloud_project_user',
    'ovh_cloud_project_user_s3_policy',
    'HelmRelease.helm.toolkit.fluxcd.io',
  ];
  expect(carrying.filter((type) => aside(type) !== undefined)).toEqual([]);
});
