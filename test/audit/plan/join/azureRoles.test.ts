import { describe, expect, it } from 'vitest';
import { unknownLeaf, type Properties, type Told } from '../../../../audit/plan/told.ts';
import { estateOf, paris, provider, read, resource } from '../telling.ts';

const desk = '5b1c7d1e-1111-4222-8333-0123456789ab';
const loud = 'AB1C7D1E-1111-4222-8333-0123456789CD';
const stranger = '00000000-1111-4222-8333-0123456789ab';
const own = paris.zones['public']!;
const zoneOf = (of: string, place: string, region: string) => ({
  ...own,
  provider: of,
  places: { [place]: { s3: `https://${place}.example`, region } },
});
const identity = (operator: string, place: string, name: string, until = '2027-01-01') => ({
  operator,
  place,
  kind: 'azure-principal',
  name,
  from: '2026-01-01',
  until,
});
const estate = estateOf(
  { ...paris.zones, a: zoneOf('azure', 'az', 'francecentral'), b: zoneOf('bleu', 'bl', 'bleufrancecentral') },
  {
    operators: ['op-1', 'op-2', 'op-3'].map((id) => ({
      id,
      employer: 'committee',
      worksIn: 'FR',
      role: 'desk',
    })) as never,
    identities: [
      identity('op-1', 'az', desk),
      identity('op-2', 'az', loud),
      identity('op-3', 'bl', stranger),
      identity('op-3', 'az', '99999999-1111-4222-8333-0123456789ab', '2026-02-01'),
    ] as never,
  },
);
const served = provider({}, { key: 'g', name: 'azurerm' });
const of = (type: string, name: string, after: Properties, references = {}): Told & { tell: 'resource' } =>
  resource({ type, name, provider: 'g', after, references });

/** Who reaches the first of them, by estate id, or why nobody knows. */
async function whoReaches(first: Told & { tell: 'resource' }, ...all: readonly Told[]): Promise<unknown> {
  const { collection, rows } = await read([served, first, ...all], { estate });
  const { subject } = rows.find(({ address }) => address === first.resource.address)!;
  const seen = collection.observations.find((each) => each.subject === subject && each.fact === 'grants')!;
  const told = seen.value as { grants: { id: string; rights: string[] }[] } | undefined;
  return told?.grants.map(({ id }) => id) ?? `${seen.state} ${seen.origin.code}`;
}
const notKnown = 'unknown principal-not-known';
const waits = 'unknown after-apply';
const nobody = 'unsupported no-identity-plane';

describe('a role assignment', () => {
  const account = of('azurerm_storage_account', 'a', {
    name: 'a',
    id: '/subscriptions/s/a',
    location: 'francecentral',
  });
  const given = (who: Properties[string], more: Properties = {}) =>
    of('azurerm_role_assignment', 'r', {
      principal_id: who,
      scope: '/subscriptions/s/a',
      role_definition_name: 'Reader',
      ...more,
    });

  it('reaches the operator whose principal it names, in letters of either size', async () => {
    for (const who of [desk, desk.toUpperCase()]) expect(await whoReaches(account, given(who))).toEqual(['op-1']);
    for (const who of [loud, loud.toLowerCase()]) expect(await whoReaches(account, given(who))).toEqual(['op-2']);
    const native = of('azure-native:authorization:RoleAssignment', 'r', {
      principalId: desk,
      scope: '/subscriptions/s',
    });
    expect(await whoReaches(account, native)).toEqual(['op-1']);
    const second = of('azurerm_role_assignment', 's', { principal_id: loud, scope: '/subscriptions/s/a' });
    expect(await whoReaches(account, given(desk), second)).toEqual(['op-1', 'op-2']);
  });

  it('to whom nobody knows stays unknown, whoever else is named', async () => {
    for (const who of [stranger, '99999999-1111-4222-8333-0123456789ab', 'desk', 7])
      expect(await whoReaches(account, given(who))).toBe(notKnown);
    expect(await whoReaches(account, given(unknownLeaf))).toBe(waits);
    const both = of('azurerm_role_assignment', 's', { principal_id: unknownLeaf, scope: '/subscriptions/s/a' });
    expect(await whoReaches(account, given(stranger), both)).toBe(notKnown);
    expect(await whoReaches(account, given(desk), both)).toBe(waits);
    const second = of('azurerm_role_assignment', 's', { principal_id: stranger, scope: '/subscriptions/s/a' });
    expect(await whoReaches(account, given(desk), second)).toBe(notKnown);
  });

  it('knows the principals of the cloud where the data lie, and of no other', async () => {
    const there = of('azurerm_storage_account', 'a', {
      name: 'a',
      id: '/subscriptions/s/a',
      location: 'bleufrancecentral',
    });
    expect(await whoReaches(there, given(stranger))).toEqual(['op-3']);
    expect(await whoReaches(there, given(desk))).toBe(notKnown);
  });
});

describe('an access policy of a vault', () => {
  const vault = (more: Properties = {}, references = {}) =>
    of('azurerm_key_vault', 'v', { name: 'v', id: '/v', location: 'francecentral', ...more }, references);
  const apart = (who: Properties[string], references = {}) =>
    of(
      'azurerm_key_vault_access_policy',
      'p',
      { key_vault_id: '/v', object_id: who, secret_permissions: ['Get'] },
      references,
    );

  it('reaches whom it names, beside the vault and inside it', async () => {
    expect(await whoReaches(vault())).toBe(nobody);
    expect(await whoReaches(vault(), apart(desk))).toEqual(['op-1']);
    expect(await whoReaches(vault(), apart(stranger))).toBe(notKnown);
    const inside = (...ids: string[]) => vault({ access_policy: ids.map((object_id) => ({ object_id })) });
    expect(await whoReaches(inside(desk, loud))).toEqual(['op-1', 'op-2']);
    expect(await whoReaches(inside(desk, stranger))).toBe(notKnown);
    expect(await whoReaches(inside(desk), apart(stranger))).toBe(notKnown);
  });

  it('names identities of the program, which are nobody, and whoever only apply knows', async () => {
    const assigned = 'azurerm_user_assigned_identity.i';
    const cited = (address: string) => apart(unknownLeaf, { object_id: [address] });
    const link = (address: string, path: string, attribute: string, held = assigned): Told => ({
      tell: 'link',
      input: 'plan.json',
      address,
      provider: 'g',
      references: {},
      sets: ['object_id', 'key_vault_id', 'access_policy'],
      bare: { [path]: [{ before: '', address: held, attribute, behind: '' }] },
    });
    const policy = (attribute: string, held?: string) =>
      link('azurerm_key_vault_access_policy.p', 'object_id', attribute, held);
    expect(await whoReaches(vault(), cited(assigned))).toBe(waits);
    expect(await whoReaches(vault(), cited(assigned), policy('principal_id'))).toBe(nobody);
    expect(await whoReaches(vault(), cited(assigned), policy('tags["x"]'))).toBe('unknown computed');
    expect(await whoReaches(vault(), cited('azuread_group.g'), policy('principal_id', 'azuread_group.g'))).toBe(
      'unknown computed',
    );
    expect(await whoReaches(vault(), apart(unknownLeaf))).toBe(waits);
    const inside = vault({ access_policy: [{ object_id: unknownLeaf }] }, { access_policy: [assigned] });
    expect(await whoReaches(inside)).toBe(waits);
    expect(await whoReaches(inside, link('azurerm_key_vault.v', 'access_policy.object_id', 'principal_id'))).toBe(
      nobody,
    );
  });

  it('is about that vault, and about none that no input shows', async () => {
    const other = of('azurerm_key_vault', 'w', { name: 'w', id: '/w', location: 'francecentral' });
    expect(await whoReaches(other, vault(), apart(stranger))).toBe(nobody);
    expect(await whoReaches(other, apart(stranger))).toBe(nobody);
    const account = of('azurerm_storage_account', 'a', { name: 'a', id: '/a', location: 'francecentral' });
    expect(await whoReaches(account, vault({ access_policy: [{ object_id: stranger }] }))).toBe(nobody);
  });
});

it('a role of a Cosmos account reaches whom it names there', async () => {
  const account = of('azurerm_cosmosdb_account', 'c', { name: 'c', location: 'francecentral' });
  const given = (who: string) =>
    of('azurerm_cosmosdb_sql_role_assignment', 'r', { account_name: 'c', principal_id: who, scope: '/' });
  expect(await whoReaches(account, given(desk))).toEqual(['op-1']);
  expect(await whoReaches(account, given(stranger))).toBe(notKnown);
});
