import { expect, it } from 'vitest';
import { unknownLeaf, type Properties, type Tree } from '../../../../audit/plan/told.ts';
import { factIn, inputTold, provider, read, resource } from '../telling.ts';

const azure = provider({}, { key: 'azure', name: 'azurerm' });
const account = (location: Tree, ...others: Tree[]): Properties => ({
  name: 'people',
  location,
  geo_location: others.map((each, failover_priority) => ({ location: each, failover_priority })),
});
async function told(type: string, after: Properties) {
  const made = resource({ type, name: 'c', after, provider: 'azure' });
  const { rows, movements, ...rest } = await read([inputTold(), azure, made]);
  const copies = factIn({ rows, movements, ...rest }, rows[0]!.subject!, 'replication');
  return { copies, ends: movements.map(({ to }) => [to.provider, to.region]) };
}
const cosmos = (location: Tree, ...others: Tree[]) => told('azurerm_cosmosdb_account', account(location, ...others));

it('an account whose list of regions names its own alone is copied nowhere', async () => {
  expect(await cosmos('francecentral', 'francecentral')).toEqual({ copies: 'absent', ends: [] });
  expect(await cosmos('francecentral', 'France Central')).toEqual({ copies: 'absent', ends: [] });
  const pulumi = { accountName: 'people', location: 'francecentral', geoLocations: [{ location: 'francecentral' }] };
  expect((await told('azure:cosmosdb/account:Account', pulumi)).copies).toBe('absent');
});

it('every other region of the list is a copy, wherever in it the own one stands', async () => {
  const away = { copies: { targets: ['West US'] }, ends: [['azure', 'westus']] };
  expect(await cosmos('francecentral', 'France Central', 'West US')).toEqual(away);
  expect(await cosmos('francecentral', 'West US', 'francecentral')).toEqual(away);
  expect(await cosmos('francecentral', 'West US')).toEqual(away);
  expect((await cosmos(unknownLeaf, 'francecentral')).copies).toEqual({ targets: ['francecentral'] });
  expect((await cosmos('francecentral', 'francecentral', unknownLeaf)).copies).toBe('unknown');
});

it('a registry says to which region it is copied', async () => {
  const after = { name: 'people', location: 'francecentral', georeplications: [{ location: 'eastus' }] };
  expect(await told('azurerm_container_registry', after)).toEqual({
    copies: { targets: ['eastus'] },
    ends: [['azure', 'eastus']],
  });
});
