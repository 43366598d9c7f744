import { describe, expect, it } from 'vitest';
import { resourceTable } from '../../../audit/index.ts';
import { makeKnown } from '../../../cli/gate/findings/makeKnown.ts';
import { claimLines, regionLines } from '../../../cli/gate/findings/writing.ts';
import { factIn, inputTold, provider, read, resource } from '../../audit/plan/telling.ts';
import type { Properties } from '../../../audit/plan/told.ts';

const [map, list, blocks] = [
  (name: string) => [`${name} = {`, '  cloison-dataset = "<dataset>"', '}'],
  ['tags = ["cloison-dataset=<dataset>"]'],
  ['tags {', '  key   = "cloison-dataset"', '  value = "<dataset>"', '}'],
];

describe('the line that claims a dataset', () => {
  it.each<[string, readonly string[]]>([
    ['aws_s3_bucket', map('tags')],
    ['azurerm_storage_account', map('tags')],
    ['google_storage_bucket', map('labels')],
    ['scaleway_object_bucket', map('tags')],
    ['scaleway_rdb_instance', list],
    ['outscale_volume', blocks],
    ['openstack_blockstorage_volume_v3', map('metadata')],
    ['ovh_cloud_project_database', []],
    ['google_container_node_pool', []],
  ])('is in the syntax of its type: %s', (type, lines) => {
    expect(claimLines('terraform', type)).toEqual(lines);
  });

  /** What the printed argument is in a plan, once it is written as it was printed. */
  const inPlan: Readonly<Record<string, Properties>> = {
    'tags =': { tags: { 'cloison-dataset': 'd' } },
    'labels =': { labels: { 'cloison-dataset': 'd' } },
    'metadata =': { metadata: { 'cloison-dataset': 'd' } },
    'tags = [': { tags: ['cloison-dataset=d'] },
    'tags {': { tags: [{ key: 'cloison-dataset', value: 'd' }] },
    'settings {': { settings: [{ user_labels: { 'cloison-dataset': 'd' } }] },
    'metadata {': { metadata: [{ labels: { 'cloison-dataset': 'd' } }] },
  };
  it('is read back wherever it is printed: every holder of the table', async () => {
    const types = resourceTable().entries.flatMap(({ row }) =>
      row.role === 'holds' ? row.types.filter((type) => /^[a-z]+_/.test(type)).slice(0, 1) : [],
    );
    expect(types.length).toBeGreaterThan(100);
    for (const type of types) {
      const [first] = claimLines('terraform', type);
      if (first === undefined) continue;
      const key = first.includes('["') ? 'tags = [' : first.replace('= {', '=');
      const { planned } = await read([inputTold(), resource({ type, after: { ...inPlan[key]! } })]);
      expect(
        [...planned.values()].map(({ claims }) => claims),
        type,
      ).toEqual(['d']);
    }
  });

  it('is none where no argument can hold it; a store is then declared by its place', () => {
    const reasons = [{ code: 'nobody-names-it', values: {} }];
    const unknown = {
      subject: 'plan://s/x',
      isMasked: false,
      reasons,
      kind: 'terraform-plan' as const,
      entities: new Set<string>(),
      clusters: [],
      place: undefined,
      provider: 'ovh',
      region: 'GRA',
    };
    expect(makeKnown({ ...unknown, type: 'ovh_cloud_project_database' })).toEqual({ where: 'unclaimable', rows: [] });
    expect(makeKnown({ ...unknown, type: 'minio_s3_bucket' })).toMatchObject({ where: 'zone' });
  });
});

describe('the line that says a region', () => {
  it.each<[string, readonly string[]]>([
    ['aws_s3_bucket', ['provider "aws" {', '  region = "<region>"', '}']],
    ['google_sql_database_instance', ['provider "google" {', '  region = "<region>"', '}']],
    ['google_storage_bucket', ['location = "<region>"']],
    ['google_pubsub_topic', ['message_storage_policy {', '  allowed_persistence_regions = ["<region>"]', '}']],
    ['ovh_cloud_project_storage', ['region_name = "<region>"']],
    ['azurerm_storage_account', ['location = "<region>"']],
    ['exoscale_block_storage_volume', ['zone = "<zone>"']],
    ['kubernetes_persistent_volume_claim_v1', ['provider "kubernetes" {', '  config_context = "<context>"', '}']],
  ])('is its own where its type says it itself: %s', (type, lines) => {
    expect(regionLines('terraform', type)).toEqual(lines);
  });

  it.each<[Properties, unknown]>([
    [{ location: 'EUR4' }, { region: 'eur4' }],
    [
      { location: 'EU', custom_placement_config: [{ data_locations: ['EUROPE-WEST3', 'EUROPE-WEST4'] }] },
      { region: 'europe-west3+europe-west4' },
    ],
    [
      { location: 'EUROPE-WEST3', custom_placement_config: [{ data_locations: ['US-EAST1', 'US-WEST1'] }] },
      { region: 'us-east1+us-west1' },
    ],
    [{ location: 'EUROPE-WEST3', custom_placement_config: [] }, { region: 'europe-west3' }],
    [{ location: 'EUROPE-WEST3' }, { region: 'europe-west3' }],
  ])('is believed of a bucket of Google, and copies of one bucket are no replication: %o', async (after, region) => {
    const reading = await read([
      inputTold(),
      provider({ region: 'europe-west4' }, { key: 'google', name: 'google' }),
      resource({ type: 'google_storage_bucket', provider: 'google', after: { name: 'b', ...after } }),
    ]);
    const [subject] = [...reading.planned.keys()];
    expect(factIn(reading, subject!, 'location')).toEqual(region);
    expect(factIn(reading, subject!, 'replication')).toBe('absent');
    expect(reading.movements).toEqual([]);
  });
});
