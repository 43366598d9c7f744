/** Roles by name, and whoever may act as an identity of the program: both give what no row of the grant itself says. */
import { describe, expect, it } from 'vitest';
import { unknownLeaf, type Properties, type Told } from '../../../../audit/plan/told.ts';
import { factIn, provider, read, resource } from '../telling.ts';

const served = provider({}, { key: 'g', name: 'azurerm' });
const of = (type: string, name: string, after: Properties, references = {}): Told & { tell: 'resource' } =>
  resource({ type, name, provider: 'g', after, references });
const account = of('azurerm_storage_account', 'a', { name: 'a', id: '/subscriptions/s/a', location: 'francecentral' });

/** The fact, and how the first row of a type ends. */
async function told(...all: readonly Told[]) {
  const reading = await read([served, account, ...all]);
  const { subject } = reading.rows.find(({ type }) => type === 'azurerm_storage_account')!;
  return { grants: factIn(reading, subject!, 'grants'), rows: reading.rows };
}
const nobody = 'unsupported';

describe('a role by its name', () => {
  const given = (role_definition_name: Properties[string], more: Properties = {}) =>
    of('azurerm_role_assignment', 'r', {
      principal_id: unknownLeaf,
      scope: '/subscriptions/s',
      role_definition_name,
      ...more,
    });
  const defined = (name: string, more = {}) =>
    resource({
      type: 'azurerm_role_definition',
      name: 'd',
      provider: 'g',
      after: { name, permissions: [{ actions: ['*'] }] },
      ...more,
    });

  it('is about what the provider’s own role of that whole name is about', async () => {
    for (const name of ['Key Vault Reader', 'AcrPull', 'Network Contributor', 'Search Index Data Reader'])
      expect([name, (await told(given(name))).grants]).toEqual([name, nobody]);
    for (const name of ['Storage Blob Data Owner', 'Owner', 'Reader'])
      expect([name, (await told(given(name))).grants]).toEqual([name, 'unknown']);
  });

  it('may be about anything where it only begins so, is not known, or is the program’s own', async () => {
    const names = ['Key Vault Night Watch', 'AcrEverything', 'Key Vault Reader ', 'key vault reader', unknownLeaf];
    for (const name of names) expect([name, (await told(given(name))).grants]).toEqual([name, 'unknown']);
    expect((await told(given('Key Vault Reader'), defined('Key Vault Reader'))).grants).toBe('unknown');
    expect((await told(given('Key Vault Reader'), defined('Night Watch'))).grants).toBe(nobody);
    const gone = defined('Key Vault Reader', { operation: 'delete', before: { name: 'Key Vault Reader' } });
    expect((await told(given('Key Vault Reader'), gone)).grants).toBe('unknown');
  });
});

describe('a federated credential', () => {
  const [ours, others] = ['azurerm_user_assigned_identity.i', 'azurerm_user_assigned_identity.j'];
  const assigned = (identity: string): Told[] => [
    of(
      'azurerm_role_assignment',
      'r',
      { principal_id: unknownLeaf, scope: '/subscriptions/s/a', role_definition_name: 'Storage Blob Data Owner' },
      { principal_id: [identity] },
    ),
    {
      tell: 'link',
      input: 'plan.json',
      address: 'azurerm_role_assignment.r',
      provider: 'g',
      references: {},
      sets: ['principal_id'],
      bare: { principal_id: [{ before: '', address: identity, attribute: 'principal_id', behind: '' }] },
    },
  ];
  const federated = (references: object, more: object = {}) =>
    resource({
      type: 'azurerm_federated_identity_credential',
      name: 'f',
      provider: 'g',
      after: { issuer: 'https://token.example', subject: 'repo:stranger/x', parent_id: unknownLeaf },
      references: references as never,
      ...more,
    });

  it('gives whoever comes with the token what the identity is given', async () => {
    expect((await told(...assigned(ours))).grants).toBe(nobody);
    const found = await told(...assigned(ours), federated({ parent_id: [ours] }));
    expect(found.grants).toBe('unknown');
    expect(found.rows.find(({ type }) => type.includes('federated'))).toMatchObject({ outcome: 'judged' });
    expect((await told(...assigned(`${ours}["x"]`), federated({ parent_id: [ours] }))).grants).toBe('unknown');
    expect((await told(...assigned(ours), federated({ user_assigned_identity_id: [ours] }))).grants).toBe('unknown');
  });

  it('of another identity gives nothing of this one, and one that cites none may be of any', async () => {
    const other = await told(...assigned(ours), federated({ parent_id: [others] }));
    expect(other.grants).toBe(nobody);
    expect(other.rows.find(({ type }) => type.includes('federated'))).toMatchObject({ reason: 'grants-elsewhere' });
    expect((await told(...assigned(ours), federated({}))).grants).toBe('unknown');
  });

  it('that is deleted lets nobody in, and one that is forgotten still does', async () => {
    const before = { issuer: 'https://token.example', subject: 'repo:stranger/x', parent_id: '/i' };
    const left = (operation: 'delete' | 'forget') =>
      federated({ parent_id: [ours] }, { operation, before, after: undefined });
    expect((await told(...assigned(ours), left('delete'))).grants).toBe(nobody);
    expect((await told(...assigned(ours), left('forget'))).grants).toBe('unknown');
  });

  it('alone gives nothing', async () => {
    expect((await told(federated({ parent_id: [ours] }))).grants).toBe(nobody);
  });
});

it('whoever may act as a service account of Google by a pool of a stranger may reach what lies there', async () => {
  const google = provider({ region: 'europe-west9' }, { key: 'g', name: 'google' });
  const bucket = of('google_storage_bucket', 'b', { name: 'b', location: 'europe-west9' });
  const acting = (member: string) =>
    of('google_service_account_iam_member', 'm', {
      service_account_id: 'projects/p/serviceAccounts/a@p.iam.gserviceaccount.com',
      role: 'roles/iam.workloadIdentityUser',
      member,
    });
  const grants = async (member: string) => {
    const reading = await read([google, bucket, acting(member)]);
    return factIn(reading, reading.rows.find(({ type }) => type.includes('bucket'))!.subject!, 'grants');
  };
  expect(await grants('principalSet://iam.googleapis.com/projects/1/locations/global/x/*')).toBe('unknown');
  expect(await grants('serviceAccount:p.svc.id.goog[shop/web]')).toBe(nobody);
});
