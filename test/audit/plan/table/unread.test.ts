/** The check that no row passes over a copy or a source: on schemas made by hand, for the real ones are in no repository. */
import { expect, it } from 'vitest';
import { resourceTable } from '../../../../audit/plan/table/table.ts';
import passedOver from '../../../../scripts/table/unread.json' with { type: 'json' };
import type { Typings } from '../../../../scripts/table/typings.ts';
import { flawsOfUnread } from '../../../../scripts/table/unread.ts';

const entry = resourceTable().entryOf('aws_ebs_volume')!;
/** As CDK for Terraform writes them: what a program may write has an input of its own. */
function sweep(names: readonly string[], computed: readonly string[] = [], inner: readonly string[] = []) {
  const members = (all: readonly string[]) =>
    all.flatMap((name): [string, string][] => [
      [name, 'string'],
      [`${name}Input`, 'string | undefined'],
    ]);
  const tokens = new Map([
    [
      'aws_ebs_volume',
      new Map([
        ...members(names),
        ...computed.map((name): [string, string] => [name, 'string']),
        ['backupConfig', 'outputs.ebs_volume.Block'],
        ['backupConfigInput', 'outputs.ebs_volume.Block'],
      ]),
    ],
  ]);
  const schema: Typings = {
    is: '@cdktf/provider-aws@0',
    tokens,
    blocks: new Map([['outputs.ebs_volume.Block', new Map(members(inner))]]),
  };
  return flawsOfUnread([entry], { of: () => schema, otherVersions: {}, checked: new Map() });
}
const about = (all: readonly string[]) => all.filter((flaw) => flaw.startsWith('aws_ebs_volume: '));

it('finds a source, a copy and a place to send one that the row does not read', () => {
  expect(about(sweep(['restoreFromArn', 'globalClusterIdentifier', 'captureDestination']).flaws)).toEqual([
    'aws_ebs_volume: nobody reads restore_from_arn of @cdktf/provider-aws@0',
    'aws_ebs_volume: nobody reads global_cluster_identifier of @cdktf/provider-aws@0',
    'aws_ebs_volume: nobody reads capture_destination of @cdktf/provider-aws@0',
  ]);
  expect(about(sweep([], [], ['bucket', 'colour']).flaws)).toEqual([
    'aws_ebs_volume: nobody reads backup_config.bucket of @cdktf/provider-aws@0',
  ]);
});

it('asks nothing of what is read, of what only the provider writes, and of what has another name', () => {
  const { flaws, types, suspects } = sweep(['snapshotId', 'size'], ['sourceArn']);
  expect([about(flaws), types, suspects]).toEqual([[], 1, 1]);
});

it('refuses what it passes over and no schema has', () => {
  expect(sweep([]).flaws).toContain('unread.json: aws_ebs_volume multi_attach_enabled is no such property');
});

it('says why of each that it passes over, and of which types of the table', () => {
  const table = resourceTable();
  for (const [word, { because, ...rest }] of Object.entries(passedOver)) {
    expect(because.length, word).toBeGreaterThan(30);
    for (const type of Object.keys('of' in rest ? rest.of : {}))
      expect(table.entryOf(type)?.row.role, type).toBe('holds');
  }
});
