/** Whom a change of Azure or Google names: an operator by the identities file, else unknown with the line that would settle it. */
import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from '../support.ts';
import { gate, planAt } from './world.ts';

const from = 'test/cli/gate/fixtures/estate';
const desk = '5b1c7d1e-1111-4222-8333-0123456789ab';

/** The private side is at the provider, and the dataset says who may read it. */
function estateAt(provider: string, region: string, identity?: string): string {
  const made = join(folder(), 'estate');
  cpSync(from, made, { recursive: true });
  const text = readFileSync(join(made, 'estate.yaml'), 'utf8')
    .replace('provider: host-fr', `provider: ${provider}`)
    .replace('region: eu-private', `region: ${region}`)
    .replace(
      'categories: [pd:HealthRecord]',
      'categories: [pd:HealthRecord]\n    readers: { roles: [staffing-lead], clearance: vetted }',
    );
  writeFileSync(join(made, 'estate.yaml'), text);
  if (identity !== undefined) appendFileSync(join(made, 'identities.csv'), `op-0001,store-paris,${identity},,\n`);
  return made;
}

interface Made {
  readonly type: string;
  readonly values: object;
  readonly unknown?: object;
}
function plan(plugin: string, ...made: readonly Made[]): string {
  const provider_name = `registry.terraform.io/hashicorp/${plugin}`;
  const of = ({ type }: Made) => ({ address: `${type}.x`, mode: 'managed', type, name: 'x' });
  return planAt(
    JSON.stringify({
      format_version: '1.2',
      applyable: true,
      complete: true,
      errored: false,
      resource_changes: made.map((each) => ({
        ...of(each),
        provider_name,
        change: { actions: ['create'], before: null, after: each.values, after_unknown: each.unknown ?? {} },
      })),
      configuration: {
        provider_config: { [plugin]: { name: plugin, full_name: provider_name } },
        root_module: {
          resources: made.map((each) => ({
            ...of(each),
            provider_config_key: plugin,
            expressions: Object.fromEntries(Object.keys(each.unknown ?? {}).map((name) => [name, { references: [] }])),
          })),
        },
      },
    }),
  );
}

interface Report {
  readonly findings: readonly { control: string; makeKnown?: { where: string; lines: string[] } }[];
}
const reach = 'access/reach-is-known';
async function asked(...words: string[]) {
  const { out } = await gate([...words, '--json']);
  return (JSON.parse(out) as Report).findings
    .filter(({ control }) => control === reach)
    .map(({ makeKnown }) => makeKnown);
}

describe('a role assignment of Azure', () => {
  const account: Made = {
    type: 'azurerm_storage_account',
    values: { name: 'health-file', id: '/s/h', location: 'francecentral', tags: { 'cloison-dataset': 'health-file' } },
  };
  const values = { scope: '/s/h', role_definition_name: 'Reader' };
  const assigned = plan('azurerm', account, {
    type: 'azurerm_role_assignment',
    values: { principal_id: desk, ...values },
  });

  it('is an operator’s by the id of the principal, and else asks for the row of the identities file', async () => {
    expect(await asked(assigned, '--estate', estateAt('azure', 'francecentral', `azure-principal,${desk}`))).toEqual(
      [],
    );
    const row = '<operator>,store-paris,azure-principal,<principal_id>,,';
    const estate = estateAt('azure', 'francecentral');
    expect(await asked(assigned, '--estate', estate)).toEqual([{ where: 'identities', lines: [row] }]);
    for (const [language, word] of [
      ['en', 'identities file'],
      ['fr', 'fichier des identités'],
    ] as const) {
      const { out } = await gate([assigned, '--estate', estate, '--lang', language]);
      expect(out).toContain(word);
      expect(out).toContain(row);
    }
  });

  it('to somebody whom only apply knows asks for the binary plan', async () => {
    const later = plan('azurerm', account, {
      type: 'azurerm_role_assignment',
      values,
      unknown: { principal_id: true },
    });
    const estate = estateAt('azure', 'francecentral');
    expect(await asked(later, '--estate', estate)).toEqual([{ where: 'binary', lines: ['--source plan.tfplan'] }]);
    for (const [language, word] of [
      ['en', 'Hand over the binary plan'],
      ['fr', 'Donnez le plan binaire'],
    ] as const)
      expect((await gate([later, '--estate', estate, '--lang', language])).out).toContain(word);
  });
});

describe('a member of a bucket of Google', () => {
  const bucket = {
    type: 'google_storage_bucket',
    values: { name: 'health-file', location: 'EUROPE-WEST9', labels: { 'cloison-dataset': 'health-file' } },
  };
  const member = (values: object, unknown?: object): Made => ({
    type: 'google_storage_bucket_iam_member',
    values: { bucket: 'health-file', role: 'roles/storage.objectViewer', ...values },
    ...(unknown === undefined ? {} : { unknown }),
  });
  const estate = estateAt('gcp', 'europe-west9');

  it('that only apply knows asks for the name that a service account has before it is there', async () => {
    const lines = ['member = "serviceAccount:<account_id>@<project>.iam.gserviceaccount.com"'];
    expect(await asked(plan('google', bucket, member({}, { member: true })), '--estate', estate)).toEqual([
      { where: 'program', lines },
    ]);
    const written = member({ member: 'serviceAccount:app@p-1.iam.gserviceaccount.com' });
    expect(await asked(plan('google', bucket, written), '--estate', estate)).toEqual([]);
  });

  it('that the estate does not list asks for the row of the identities file', async () => {
    const lines = ['<operator>,store-paris,google-principal,<user:address>,,'];
    expect(
      await asked(plan('google', bucket, member({ member: 'group:desk@elsewhere.example' })), '--estate', estate),
    ).toEqual([{ where: 'identities', lines }]);
  });
});
