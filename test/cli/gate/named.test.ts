import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder } from '../support.ts';
import { gate, planAt } from './world.ts';

const from = 'test/cli/gate/fixtures/estate';
const auth = 'https://auth.example/v3';

/** The store of the private side is served by a Keystone, and the dataset says who may read it. */
function estateWith(identity: string): string {
  const made = join(folder(), 'estate');
  cpSync(from, made, { recursive: true });
  const text = readFileSync(join(made, 'estate.yaml'), 'utf8')
    .replace('s3: "https://s3.example",', `s3: "https://s3.example", keystone: "${auth}",`)
    .replace(
      'categories: [pd:HealthRecord]',
      'categories: [pd:HealthRecord]\n    readers: { roles: [staffing-lead], clearance: vetted }',
    );
  writeFileSync(join(made, 'estate.yaml'), text);
  appendFileSync(join(made, 'identities.csv'), `op-0001,store-paris,${identity},,\n`);
  return made;
}

function plan(list: string): string {
  const [type, name] = ['openstack_objectstorage_container_v1', 'h'];
  const values = { name: 'health-file', container_read: list };
  const constant = (value: string) => ({ constant_value: value });
  const plugin = 'registry.terraform.io/terraform-provider-openstack/openstack';
  const served = { auth_url: constant(auth), region: constant('eu-private') };
  const of = { address: `${type}.${name}`, mode: 'managed', type, name };
  const change = { actions: ['create'], before: null, after: values, after_unknown: {} };
  return planAt(
    JSON.stringify({
      format_version: '1.2',
      applyable: true,
      complete: true,
      errored: false,
      resource_changes: [{ ...of, provider_name: plugin, change }],
      configuration: {
        provider_config: { openstack: { name: 'openstack', full_name: plugin, expressions: served } },
        root_module: { resources: [{ ...of, provider_config_key: 'openstack', expressions: {} }] },
      },
    }),
  );
}

it('asks for the identity service of a change of which nobody knows whose cloud it is', async () => {
  const { code, out } = await gate([plan(''), '--estate', from]);
  expect(code).toBe(3);
  expect(out).toContain('<place>: { keystone: <auth_url>,');
});

it('settles a grant to a user or a project of OpenStack that the estate lists, and to nobody else', async () => {
  const asked = async (identity: string, list: string) =>
    (await gate([plan(list), '--estate', estateWith(identity)])).code;
  expect(await asked('openstack-user,u-1', 'p-1:u-1')).toBe(0);
  expect(await asked('openstack-project,p-1', 'p-1:*')).toBe(0);
  expect(await asked('openstack-user,u-1', 'p-1:u-2')).toBe(3);
  expect(await asked('s3-user,u-1', 'p-1:u-1')).toBe(3);
});
