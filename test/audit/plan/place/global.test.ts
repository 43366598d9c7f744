import { expect, it } from 'vitest';
import { resourceTable } from '../../../../audit/plan/table/table.ts';
import { unknownLeaf, type Properties, type Told } from '../../../../audit/plan/told.ts';
import { factIn, inputTold, provider, read, resource } from '../telling.ts';

const inParis = provider({ region: 'europe-west9', zone: 'europe-west9-a' }, { key: 'google', name: 'google' });
async function placeOf(type: string, after: Properties, ...more: readonly Told[]) {
  const made = resource({ type, name: 'x', provider: 'google', after: { name: 'x', ...after } });
  const reading = await read([inputTold(), inParis, made, ...more]);
  return factIn(reading, reading.rows[0]!.subject!, 'location');
}

const global: readonly (readonly [type: string, said: Properties, silent: Properties])[] = [
  [
    'google_pubsub_topic',
    { message_storage_policy: [{ allowed_persistence_regions: ['europe-west9'] }] },
    { message_storage_policy: [] },
  ],
  [
    'google_secret_manager_secret',
    { replication: [{ user_managed: [{ replicas: [{ location: 'europe-west9' }] }] }] },
    { replication: [{ auto: [{}] }] },
  ],
  ['google_compute_image', { storage_locations: ['europe-west9'] }, {}],
  ['google_compute_snapshot', { storage_locations: ['europe-west9'] }, { zone: 'europe-west9-a' }],
  ['google_bigquery_dataset', { location: 'europe-west9' }, {}],
  ['google_storage_bucket', { location: 'EUROPE-WEST9' }, {}],
];

it.each(global)('%s lies where it says itself, and takes no region of its provider', async (type, said, silent) => {
  expect(await placeOf(type, said)).toEqual({ region: 'europe-west9' });
  expect(await placeOf(type, silent)).toBe('unknown');
});

it('takes none of the settings of a stack either', async () => {
  const setting: Told = { tell: 'setting', input: 'plan.json', key: 'gcp:region', value: 'europe-west9' };
  const key = 'urn:pulumi:prod::shop::pulumi:providers:gcp::default_8_0_0';
  for (const [type, after] of [
    ['gcp:pubsub/topic:Topic', {}],
    ['gcp:secretmanager/secret:Secret', { secretId: 't', replication: { auto: {} } }],
  ] as const) {
    const made = resource({ type, name: 'x', provider: key, after: { name: 'x', ...after } });
    const reading = await read([inputTold(), setting, made]);
    expect(factIn(reading, reading.rows[0]!.subject!, 'location')).toBe('unknown');
  }
});

it('is known in what the provider’s region does bind, a disk or a service', async () => {
  expect(await placeOf('google_compute_disk', {})).toEqual({ region: 'europe-west9' });
  expect(await placeOf('google_sql_database_instance', {})).toEqual({ region: 'europe-west9' });
});

it('believes a location, or a zone, of its own before the provider’s', async () => {
  expect(await placeOf('google_filestore_instance', { location: 'us-central1-b' })).toEqual({ region: 'us-central1' });
  expect(await placeOf('google_filestore_instance', { location: 'us-central1' })).toEqual({ region: 'us-central1' });
  expect(await placeOf('google_filestore_instance', { location: unknownLeaf })).toBe('unknown');
  expect(await placeOf('google_dataflow_job', { zone: 'us-central1-b' })).toEqual({ region: 'us-central1' });
  expect(await placeOf('google_container_cluster', { location: 'europe-west9-a' })).toEqual({ region: 'europe-west9' });
});

/** What the provider’s plug-in fills in from its own region or zone where the program leaves it out; a cluster’s zone of Bigtable too. */
const filled: ReadonlySet<string> = new Set(['region', 'zone', 'location', 'cluster.zone']);

it('is marked in each row of Google whose place stands under another name than a region’s', () => {
  const own = resourceTable().entries.filter(
    ({ provider: its, row }) =>
      its === 'gcp' && row.role === 'holds' && row.place?.every(({ path }) => !filled.has(String(path))) === true,
  );
  expect(own.length).toBeGreaterThan(5);
  expect(own.filter(({ row }) => row.global === undefined).map(({ row }) => row.types[0])).toEqual([]);
});
