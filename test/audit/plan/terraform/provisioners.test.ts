/** What an apply runs beside its resources: told where it may run, by kind and place, and never what it runs. */
import { describe, expect, test } from 'vitest';
import { terraformPlan } from '../../../../audit/plan/terraform/reader.ts';
import { fixture, problemsOf, readAll, shortsOf } from '../readAll.ts';

const toldIn = async (text: string) =>
  shortsOf(await readAll(terraformPlan, text)).map(({ code, values: { address, provisioner, count } }) =>
    code === 'provisioners-not-judged' ? `${address} ${provisioner} ${count}` : code,
  );

test('of a plan that Terraform wrote, all that may run, and nothing of what is kept or only updated', async () => {
  const text = fixture('terraform/real-provisioners.json');
  expect(await toldIn(text)).toEqual([
    'terraform_data.gone local-exec 1',
    'terraform_data.made local-exec 1',
    'terraform_data.swapped local-exec 2',
    'terraform_data.swapped file 1',
    'module.box.terraform_data.inner local-exec 2',
  ]);
  const told = await readAll(terraformPlan, text);
  expect(problemsOf(told)).toEqual([]);
  expect(text).toContain('hunter2-canary');
  expect(JSON.stringify(told)).not.toContain('hunter2');
});

const exec = { type: 'local-exec', expressions: { command: { constant_value: 'hunter2-canary' } } };
const change = (address: string, actions: readonly string[], more: object = {}) => ({
  address,
  mode: 'managed',
  type: 'null_resource',
  name: 'n',
  change: {
    actions,
    before: actions[0] === 'create' ? null : {},
    after: ['delete', 'forget'].includes(actions.join()) ? null : {},
  },
  ...more,
});
const written = (provisioners: unknown) => ({ address: 'null_resource.n', mode: 'managed', provisioners });
const plan = (changes: readonly object[], root: object) =>
  JSON.stringify({ format_version: '1.2', resource_changes: changes, configuration: { root_module: root } });

describe('by what is done with the resource', () => {
  test.each([
    ['create', ['create'], 1],
    ['replace', ['delete', 'create'], 1],
    ['replace, made first', ['create', 'delete'], 1],
    ['delete', ['delete'], 1],
    ['update', ['update'], 0],
    ['no-op', ['no-op'], 0],
    ['forget', ['forget'], 0],
  ])('%s', async (_name, actions, runs) => {
    const told = await toldIn(plan([change('null_resource.n', actions)], { resources: [written([exec])] }));
    expect(told).toEqual(runs === 1 ? ['null_resource.n local-exec 1'] : []);
  });

  test('a resource of which the plan shows nothing runs nothing', async () => {
    expect(await toldIn(plan([], { resources: [written([exec])] }))).toEqual([]);
  });

  test('what is deposed is destroyed too', async () => {
    const deposed = change('null_resource.n', ['delete'], { deposed: 'abcdef01' });
    expect(await toldIn(plan([deposed], { resources: [written([exec])] }))).toEqual(['null_resource.n local-exec 1']);
  });
});

test('is counted over instances and modules of modules', async () => {
  const inside = 'module.a["x"].module.b[0]';
  const instances = ['["one"]', '["two"]'].map((key) =>
    change(`${inside}.null_resource.n${key}`, ['create'], { module_address: inside, index: key.slice(2, -2) }),
  );
  const below = { b: { module: { resources: [written([exec, exec, { type: 'remote-exec' }])] } } };
  const told = await toldIn(plan(instances, { module_calls: { a: { module: { module_calls: below } } } }));
  expect(told).toEqual([
    'module.a.module.b.null_resource.n local-exec 4',
    'module.a.module.b.null_resource.n remote-exec 2',
  ]);
});

test.each([
  ['a list of nothing', [], []],
  ['null', null, []],
  ['a table', { type: 'local-exec' }, ['null_resource.n ? 1']],
  ['one without a kind', [{}], ['null_resource.n ? 1']],
  ['one that is a text', ['x'], ['null_resource.n ? 1']],
])('%s', async (_name, provisioners, expected) => {
  const text = plan([change('null_resource.n', ['create'])], { resources: [written(provisioners)] });
  expect(await toldIn(text)).toEqual(expected);
});

test('values without changes: what is planned there is made', async () => {
  const resource = { address: 'null_resource.n', mode: 'managed', type: 'null_resource', name: 'n', values: {} };
  const text = JSON.stringify({
    format_version: '0.1',
    planned_values: { root_module: { resources: [resource] } },
    configuration: { root_module: { resources: [written([exec])] } },
  });
  expect(await toldIn(text)).toEqual(['unknowns-left-out', 'null_resource.n local-exec 1']);
});
