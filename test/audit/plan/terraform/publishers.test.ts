import { describe, expect, it } from 'vitest';
import { terraformPlan } from '../../../../audit/plan/terraform/reader.ts';
import { publishers } from '../../../../audit/plan/terraform/publishers.ts';
import type { OutOfScope } from '../../../../audit/plan/table/shape.ts';
import { outOfScopeTypes, resourceTable } from '../../../../audit/plan/table/table.ts';
import { fixture, problemsOf, readAll, shortsOf } from '../readAll.ts';

const registry = 'registry.terraform.io';
const resource = (type: string) => ({ address: `${type}.b`, mode: 'managed', type, name: 'b' });
interface Sources {
  /** Of the changes; left out where they name none. */
  readonly named?: unknown;
  readonly configured?: unknown;
}
function plan(type: string, { named, configured }: Sources, module = '') {
  const change = { actions: ['create'], before: null, after: {}, after_unknown: {} };
  const its = { ...resource(type), provider_name: named, change };
  const key = `${module}:its`;
  const resources = [{ ...resource(type), provider_config_key: key, expressions: {} }];
  return {
    format_version: '1.2',
    resource_changes: [module === '' ? its : { ...its, address: `${module}.${its.address}`, module_address: module }],
    configuration: {
      provider_config: { [key]: { name: 'its', full_name: configured } },
      root_module: module === '' ? { resources } : { module_calls: { m: { module: { resources } } } },
    },
  };
}
async function shorts(document: unknown) {
  const told = await readAll(terraformPlan, JSON.stringify(document));
  expect(problemsOf(told)).toEqual([]);
  return shortsOf(told).map(({ code, values }) => [code, values['provider']]);
}
const types = ['aws_s3_bucket', 'google_storage_bucket', 'ovh_cloud_project_storage', 'random_id', 'null_resource'];
const sourceOf = (type: string) => publishers[type.split('_')[0]!]![0]!;

describe.each(types)('%s', (type) => {
  const own = `${registry}/${sourceOf(type)}`;
  const name = own.split('/')[2]!;

  it('is served by its publisher, in both registries, or by whoever an old plan means', async () => {
    for (const host of [registry, 'registry.opentofu.org'])
      for (const source of [`${host}/${sourceOf(type)}`, `${host}/hashicorp/${name}`, `${host}/opentofu/${name}`])
        expect(await shorts(plan(type, { named: source, configured: source }))).toEqual([]);
    expect(await shorts(plan(type, { named: name }))).toEqual([]);
    expect(await shorts(plan(type, {}))).toEqual([]);
  });

  it.each([
    `${registry}/evil/${name}`,
    `evil.example/${sourceOf(type)}`,
    `${own}/more`,
    `${registry}/hashicorp/evil`,
    'evil',
    '',
  ])('is not understood where %s serves it', async (evil) => {
    const said = ['provider-not-published', evil];
    expect(await shorts(plan(type, { named: evil, configured: evil }))).toEqual([said]);
    expect(await shorts(plan(type, { named: evil }))).toEqual([said]);
    expect(await shorts(plan(type, { named: own, configured: evil }))).toContainEqual(said);
    expect(await shorts(plan(type, { named: evil, configured: evil }, 'module.m'))).toEqual([said]);
    expect(await shorts(plan(type, { named: own, configured: evil }, 'module.m'))).toContainEqual(said);
  });

  it('is contradicted where changes and configuration name plug-ins of one name', async () => {
    const other = `registry.opentofu.org/${sourceOf(type)}`;
    expect(await shorts(plan(type, { named: own, configured: other }))).toEqual([['provider-contradicts', own]]);
  });

  it('is served by nobody that is no text', async () => {
    for (const named of [1, {}, [own], null])
      expect(await shorts(plan(type, { named }))).toEqual([['provider-not-published', '?']]);
  });
});

it('sees what is deferred, and what a plan without changes will hold', async () => {
  const evil = `${registry}/evil/aws`;
  const {
    resource_changes: [change],
    ...rest
  } = plan('aws_s3_bucket', { named: evil });
  const said = ['provider-not-published', evil];
  const deferred = [{ reason: 'provider_config_unknown', resource_change: change }];
  expect(await shorts({ ...rest, resource_changes: [], deferred_changes: deferred })).toContainEqual(said);
  const held = [{ ...resource('aws_s3_bucket'), provider_name: evil, values: { bucket: 'b' } }];
  expect(await shorts({ ...rest, planned_values: { root_module: { resources: held } } })).toContainEqual(said);
});

it('is contradicted by a configuration that is none, and a list or a scalar in its place is no plan', async () => {
  const { configuration, ...rest } = plan('aws_s3_bucket', { named: `${registry}/hashicorp/aws` });
  const held = (provider_config: unknown) => ({ ...rest, configuration: { ...configuration, provider_config } });
  expect(await shorts(held({ aws: 1 }))).toEqual([['provider-contradicts', '?']]);
  for (const none of [true, 'x', []])
    expect(problemsOf(await readAll(terraformPlan, JSON.stringify(held(none))))).toMatchObject([
      { code: 'plan-shape', path: '/configuration/provider_config' },
    ]);
});

it('leaves to the table what has no row anyway', async () => {
  expect(await shorts(plan('elastic_index', { named: `${registry}/evil/elastic` }))).toEqual([]);
});

it('knows who publishes every type of the table', () => {
  const all = [
    ...resourceTable().entries.flatMap(({ row }) => row.types),
    ...Object.values(outOfScopeTypes as OutOfScope).flatMap((group) => group.types),
  ];
  const words = all
    .flat()
    .filter((type) => /^[a-z0-9]+_[a-z0-9_]+$/.test(type))
    .map((type) => type.split('_')[0]!);
  expect([...new Set(words)].filter((word) => !Object.hasOwn(publishers, word))).toEqual([]);
});

it.each(['real-create', 'real-change', 'constructed-aws', 'constructed-opentofu'])('believes %s', async (name) => {
  const told = await readAll(terraformPlan, fixture(`terraform/${name}.json`));
  expect(shortsOf(told).filter(({ code }) => code.startsWith('provider-'))).toEqual([]);
});
