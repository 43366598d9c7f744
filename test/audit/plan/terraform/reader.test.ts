import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { terraformPlan } from '../../../../audit/plan/terraform/reader.ts';
import { secretLeaf, unknownLeaf, type Told } from '../../../../audit/plan/told.ts';
import { actionsOf, fixture, problemsOf, providersOf, readAll, resourcesOf, shortsOf } from '../readAll.ts';

const read = (name: string) => readAll(terraformPlan, fixture(`terraform/${name}.json`));
const readJson = (plan: unknown) => readAll(terraformPlan, JSON.stringify(plan));
const found = (told: readonly Told[], address: string) => resourcesOf(told).find((one) => one.address === address)!;
const linkOf = (told: readonly Told[], address: string) =>
  told.flatMap((one) => (one.tell === 'link' && one.address === address ? [one] : []))[0]!;
const codesOf = (told: readonly Told[]) => shortsOf(told).map(({ code }) => code);

const change = (more: object = {}) => ({
  address: 'aws_s3_bucket.b',
  mode: 'managed',
  type: 'aws_s3_bucket',
  name: 'b',
  change: {
    actions: ['create'],
    before: null,
    after: { bucket: 'b' },
    after_unknown: {},
    before_sensitive: false,
    after_sensitive: {},
    ...more,
  },
});
const plan = (more: object = {}) => ({
  format_version: '1.2',
  terraform_version: '1.11.4',
  resource_changes: [change()],
  ...more,
});

describe('plans that Terraform wrote', () => {
  test('all that is created, with its modules, keys and the instances it is computed from', async () => {
    const told = await read('real-create');
    expect(actionsOf(told)).toEqual([
      'create base',
      'create box',
      'create box',
      'create chained',
      'create chained',
      'create counted',
      'create counted',
      'create each',
      'create each',
      'create first',
      'create outside',
      'create paired',
      'create paired',
      'create policy',
      'create policy',
    ]);
    expect([...problemsOf(told), ...shortsOf(told)]).toEqual([]);
    expect(found(told, 'terraform_data.base').after).toMatchObject({
      id: unknownLeaf,
      input: { password: secretLeaf, plain: 'open', region: 'eu-west-3' },
    });
    const references = (address: string) => linkOf(told, address).references;
    expect(references('terraform_data.paired[1]')).toEqual({ input: ['terraform_data.counted[1]'] });
    expect(references('terraform_data.chained["north"]')).toEqual({ input: ['terraform_data.each["north"]'] });
    expect(references('terraform_data.first')).toEqual({ input: ['terraform_data.counted[0]'] });
    expect(references('terraform_data.outside')).toEqual({ input: ['module.store["a"].terraform_data.box'] });
    expect(references('module.store["b"].terraform_data.policy')).toEqual({
      input: ['module.store["b"].terraform_data.box', 'terraform_data.base'],
      triggers_replace: ['terraform_data.base'],
    });
    expect(linkOf(told, 'terraform_data.base').provider).toBe('terraform');
  });

  test('every kind of change', async () => {
    const told = await read('real-change');
    const counts = Object.groupBy(resourcesOf(told), ({ operation }) => operation);
    expect(Object.fromEntries(Object.entries(counts).map(([operation, all]) => [operation, all.length]))).toEqual({
      update: 3,
      same: 9,
      delete: 2,
      forget: 1,
      replace: 1,
    });
    expect(found(told, 'terraform_data.first')).toMatchObject({ operation: 'forget', after: undefined });
    expect(found(told, 'terraform_data.swapped')).toMatchObject({
      operation: 'replace',
      before: { triggers_replace: 'eu-west-3' },
      after: { triggers_replace: 'ap-southeast-1' },
    });
    expect(found(told, 'terraform_data.each["north"]')).toMatchObject({
      operation: 'same',
      after: { input: { zone: 'north' } },
    });
    expect(shortsOf(told)).toEqual([]);
  });

  test('one that failed and one of a target are not whole', async () => {
    expect(codesOf(await read('real-errored'))).toEqual(['errored']);
    expect(codesOf(await read('real-target'))).toEqual(['incomplete']);
  });

  test('no secret is told, wherever the plan repeats it', async () => {
    for (const name of [
      'real-create',
      'real-change',
      'real-errored',
      'real-target',
      'constructed-aws',
      'constructed-values-only',
    ]) {
      expect(fixture(`terraform/${name}.json`)).toContain('canary');
      expect(JSON.stringify(await read(name)), name).not.toContain('canary');
    }
  });
});

describe('providers (constructed)', () => {
  test('are followed through aliases, modules and variables; what is computed is unknown', async () => {
    const told = await read('constructed-aws');
    expect(providersOf(told).map(({ key, name, values }) => [key, name, values])).toEqual([
      [
        'aws',
        'aws',
        { region: 'eu-west-3', access_key: secretLeaf, token: secretLeaf, endpoints: [{ s3: 'https://s3.example' }] },
      ],
      ['aws.asia', 'aws', { region: 'ap-southeast-1' }],
      ['module.logs:aws', 'aws', { region: 'ap-southeast-1' }],
      ['alicloud', 'alicloud', { region: unknownLeaf }],
      ['openstack', 'openstack', { auth_url: unknownLeaf, region: unknownLeaf, password: secretLeaf }],
    ]);
    expect(linkOf(told, 'aws_s3_bucket.far')).toMatchObject({ provider: 'aws.asia', sets: ['bucket'] });
    expect(linkOf(told, 'module.logs.module.guard.aws_s3_bucket_public_access_block.this').provider).toBe(
      'module.logs:aws',
    );
  });

  const configured = (provider_config: object, key: string, module?: string) =>
    plan({
      resource_changes: [
        {
          ...change(),
          ...(module === undefined ? {} : { address: `${module}.aws_s3_bucket.b`, module_address: module }),
        },
      ],
      configuration: {
        provider_config,
        root_module: {
          resources: module === undefined ? [{ address: 'aws_s3_bucket.b', provider_config_key: key }] : [],
          module_calls: { x: { module: { resources: [{ address: 'aws_s3_bucket.b', provider_config_key: key }] } } },
        },
      },
    });
  const aws = { name: 'aws', expressions: { region: { constant_value: 'eu-west-3' } } };
  const asia = { name: 'aws', alias: 'asia', expressions: { region: { constant_value: 'ap-southeast-1' } } };
  test.each([
    ['a module takes the only one there is', { aws }, 'x:aws', 'aws'],
    ['of two, nobody says which was passed', { aws, 'aws.asia': asia }, 'x:aws', 'x:aws'],
    ['its own is its own', { aws, 'module.x:aws': asia }, 'module.x:aws', 'module.x:aws'],
    ['an alias need not have been passed', { 'aws.asia': asia }, 'x:aws', 'x:aws'],
    ['a neighbour’s is not its own', { 'module.y:aws': { ...aws, module_address: 'module.y' } }, 'x:aws', 'x:aws'],
  ])('%s', async (_name, providers, key, expected) => {
    const told = await readJson(configured(providers, key, 'module.x'));
    expect(linkOf(told, 'module.x.aws_s3_bucket.b').provider).toBe(expected);
  });

  test.each([
    ['a default that nobody configures is no alias', { 'aws.asia': asia }, 'aws'],
    ['an alias that nobody configures is no default', { aws }, 'aws.us'],
    ['the root takes nothing of a module', { 'module.x:aws': { ...aws, module_address: 'module.x' } }, 'aws'],
  ])('%s', async (_name, providers, key) => {
    const told = await readJson(configured(providers, key));
    expect(providersOf(told).map((one) => one.key)).not.toContain(linkOf(told, 'aws_s3_bucket.b').provider);
  });

  test.each([
    ['a constant', { constant_value: 'eu-west-3' }, 'eu-west-3'],
    ['a variable', { references: ['var.region'] }, 'sa-east-1'],
    ['a variable that only has a default', { references: ['var.other'] }, 'eu-west-1'],
    ['a variable nobody declares', { references: ['var.none'] }, unknownLeaf],
    ['a member of a variable', { references: ['var.all.region', 'var.all'] }, unknownLeaf],
    ['two variables', { references: ['var.region', 'var.other'] }, unknownLeaf],
    ['a local value', { references: ['local.region'] }, unknownLeaf],
    ['a data source', { references: ['data.aws_region.r.name', 'data.aws_region.r'] }, unknownLeaf],
    ['a function of nothing', {}, unknownLeaf],
    ['a sensitive variable', { references: ['var.hidden'] }, secretLeaf],
  ])('a region that is %s', async (_name, region, expected) => {
    const told = await readJson(
      plan({
        variables: {
          region: { value: 'sa-east-1' },
          hidden: { value: 'canary' },
          all: { value: { region: 'eu-west-3' } },
        },
        configuration: {
          provider_config: { aws: { name: 'aws', expressions: { region } } },
          root_module: { variables: { other: { default: 'eu-west-1' }, hidden: { sensitive: true } } },
        },
      }),
    );
    expect(providersOf(told)[0]!.values).toEqual({ region: expected });
    // Whatever is made of what it cites, only its name is written.
    expect(providersOf(told)[0]!.unsure).toEqual('references' in region ? ['region'] : undefined);
  });

  test.each([7, null, ['aws'], { name: 'aws' }])('nothing is believed of a provider whose name is %j', async (name) => {
    const expressions = { region: { constant_value: 'eu-west-3' } };
    const told = await readJson(plan({ configuration: { provider_config: { aws: { name, expressions } } } }));
    expect(providersOf(told)).toMatchObject([{ key: 'aws', name: 'aws', values: {} }]);
  });

  test('modules that call each other in a ring end', async () => {
    const ring = { expressions: { r: { references: ['var.r'] } }, module: { variables: { r: {} } } };
    let call: object = ring;
    for (let n = 0; n < 30; n += 1) call = { ...ring, module: { variables: { r: {} }, module_calls: { x: call } } };
    const module = Array.from({ length: 30 }, () => 'module.x').join('.');
    const told = await readJson(
      plan({
        configuration: {
          provider_config: {
            [`${module}:aws`]: {
              name: 'aws',
              module_address: module,
              expressions: { region: { references: ['var.r'] } },
            },
          },
          root_module: { variables: { r: { default: 'eu-west-3' } }, module_calls: { x: call } },
        },
      }),
    );
    expect(providersOf(told)[0]!.values).toEqual({ region: unknownLeaf });
  });
});

describe('what a property is computed from (constructed)', () => {
  test('siblings, keys, modules inwards and outwards', async () => {
    const told = await read('constructed-aws');
    const bucket = (address: string) => linkOf(told, address).references['bucket'];
    expect(bucket('aws_s3_bucket_server_side_encryption_configuration.main')).toEqual(['aws_s3_bucket.main']);
    expect(bucket('aws_s3_bucket_policy.many["y"]')).toEqual(['aws_s3_bucket.many["y"]']);
    expect(bucket('aws_s3_bucket_versioning.logs')).toEqual(['module.logs.aws_s3_bucket.this']);
    expect(bucket('module.logs.module.guard.aws_s3_bucket_public_access_block.this')).toEqual([
      'module.logs.aws_s3_bucket.this',
    ]);
    // A key that is made from the key is nobody's guess: both are told, and the join says that it does not know.
    expect(bucket('aws_s3_bucket_policy.computed["xx"]')).toEqual([
      'aws_s3_bucket.many["x"]',
      'aws_s3_bucket.many["y"]',
    ]);
  });

  test('the same key is not believed where one has more instances than the other', async () => {
    const instance = (type: string, index: number) => ({ ...change(), address: `${type}.b[${index}]`, type, index });
    const told = await readJson(
      plan({
        resource_changes: [0, 1, 2]
          .map((n) => instance('aws_s3_bucket', n))
          .concat([0, 1].map((n) => instance('aws_s3_bucket_policy', n))),
        configuration: {
          root_module: {
            resources: [
              {
                address: 'aws_s3_bucket_policy.b',
                expressions: { bucket: { references: ['aws_s3_bucket.b', 'count.index'] } },
              },
            ],
          },
        },
      }),
    );
    expect(linkOf(told, 'aws_s3_bucket_policy.b[0]').references['bucket']).toHaveLength(3);
  });

  test('many instances that cite many cost little, and are as ambiguous as two', async () => {
    const many = (type: string) =>
      Array.from({ length: 3000 }, (_, index) => ({ ...change(), address: `${type}.b[${index}]`, type, index }));
    const resources = [
      { address: 'aws_s3_bucket_policy.b', expressions: { bucket: { references: ['aws_s3_bucket.b'] } } },
    ];
    const told = await readJson(
      plan({
        resource_changes: [...many('aws_s3_bucket'), ...many('aws_s3_bucket_policy')],
        configuration: { root_module: { resources } },
      }),
    );
    expect(linkOf(told, 'aws_s3_bucket_policy.b[7]').references['bucket']).toHaveLength(8);
  });
});

describe('operations and variants (constructed)', () => {
  test.each([
    [['no-op'], 'same'],
    [['create'], 'create'],
    [['read'], 'read'],
    [['update'], 'update'],
    [['delete'], 'delete'],
    [['forget'], 'forget'],
    [['delete', 'create'], 'replace'],
    [['create', 'delete'], 'replace'],
    [['create', 'forget'], 'replace'],
  ])('%s is %s', async (actions, operation) => {
    const isGone = operation === 'delete' || operation === 'forget';
    const mode = operation === 'read' ? 'data' : 'managed';
    const made = { ...change({ actions, ...(isGone ? { before: { bucket: 'b' }, after: null } : {}) }), mode };
    const told = await readJson(plan({ resource_changes: [made] }));
    expect(resourcesOf(told)[0]!.operation).toBe(operation);
    expect(resourcesOf(told)[0]!.leavesBehind).toBe(actions.join() === 'create,forget' ? true : undefined);
    expect(shortsOf(told)).toEqual([]);
  });

  test('an action of tomorrow is a change, and the run is undecided', async () => {
    const told = await readJson(plan({ resource_changes: [change({ actions: ['hibernate'] })] }));
    expect(resourcesOf(told)[0]).toMatchObject({ operation: 'update', after: { bucket: 'b' } });
    expect(codesOf(told)).toEqual(['operation-unknown']);
  });

  test('what is deposed is another object under the same address; a data source is read', async () => {
    const told = await read('constructed-aws');
    expect(found(told, 'aws_ebs_volume.left (deposed deadbeef)').operation).toBe('delete');
    expect(found(told, 'aws_ebs_volume.left').operation).toBe('same');
    expect(linkOf(told, 'aws_ebs_volume.left (deposed deadbeef)').provider).toBe('aws');
    expect(found(told, 'data.aws_s3_bucket.theirs').operation).toBe('read');
  });

  test('what is deposed is nobody’s sibling, wherever it stands', async () => {
    const deposed = { ...change({ actions: ['delete'], after: null }), deposed: 'deadbeef' };
    const part = { ...change(), address: 'aws_s3_bucket_policy.p', type: 'aws_s3_bucket_policy', name: 'p' };
    const resources = [
      { address: 'aws_s3_bucket_policy.p', expressions: { bucket: { references: ['aws_s3_bucket.b'] } } },
    ];
    for (const both of [
      [change(), deposed],
      [deposed, change()],
    ]) {
      const told = await readJson(
        plan({ resource_changes: [...both, part], configuration: { root_module: { resources } } }),
      );
      expect(linkOf(told, 'aws_s3_bucket_policy.p').references).toEqual({ bucket: ['aws_s3_bucket.b'] });
    }
  });

  test('OpenTofu leaves keys out, and is whole', async () => {
    const told = await read('constructed-opentofu');
    expect([...problemsOf(told), ...shortsOf(told)]).toEqual([]);
    expect(actionsOf(told)).toEqual(['create b']);
  });

  test('values alone are read, and do not say what is unknown', async () => {
    const told = await read('constructed-values-only');
    expect(resourcesOf(told).map(({ address }) => address)).toEqual([
      'aws_s3_bucket.b',
      'module.x["k.y"].aws_s3_bucket.c[0]',
    ]);
    expect(linkOf(told, 'module.x["k.y"].aws_s3_bucket.c[0]').provider).toBe('aws');
    expect(codesOf(told)).toEqual(['unknowns-left-out']);
  });

  test('what is deferred has its row, and the run is undecided', async () => {
    const told = await read('constructed-deferred');
    expect(actionsOf(told)).toEqual(['create b', 'create later']);
    expect(codesOf(told)).toEqual(['incomplete', 'deferred']);
  });

  test.each([
    ['a plan that cannot be applied though it changes something', { applyable: false }, ['not-applyable']],
    ['one that changes nothing', { applyable: false, resource_changes: [change({ actions: ['no-op'] })] }, []],
    ['one that failed', { applyable: false, errored: true }, ['errored']],
    [
      'nothing known of a resource, not even its properties',
      { resource_changes: [change({ after: null, after_unknown: true })] },
      ['incomplete'],
    ],
    ['no after at all', { resource_changes: [change({ after: null })] }, ['incomplete']],
    ['an action that runs beside its resources', { action_invocations: [{}, {}] }, ['actions-not-judged']],
    [
      'what will be gone and has something that will be',
      { resource_changes: [change({ actions: ['delete'] })] },
      ['operation-unknown'],
    ],
    [
      'what is forgotten and has something that will be',
      { resource_changes: [change({ actions: ['forget'] })] },
      ['operation-unknown'],
    ],
    ['a resource that is only read', { resource_changes: [change({ actions: ['read'] })] }, ['operation-unknown']],
    [
      'a data source that is made',
      { resource_changes: [{ ...change({ actions: ['create'] }), mode: 'data' }] },
      ['operation-unknown'],
    ],
    ['no resource', { resource_changes: [] }, []],
    ['an empty plan', { resource_changes: undefined, planned_values: { root_module: {} } }, []],
  ])('%s', async (_name, more, codes) => {
    expect(codesOf(await readJson(plan(more)))).toEqual(codes);
  });

  test('the order of the keys changes nothing', async () => {
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .sort(([one], [other]) => (one < other ? -1 : 1))
                .map(([key, inner]) => [key, sorted(inner)]),
            )
          : value;
    const byText = (told: readonly Told[]) => told.map((one) => JSON.stringify(sorted(one))).sort();
    const other = await readJson(sorted(JSON.parse(fixture('terraform/constructed-aws.json'))));
    expect(byText(other)).toEqual(byText(await read('constructed-aws')));
  });
});

describe('bad input: one problem a mistake, with its place', () => {
  test.each([
    ['another major version', plan({ format_version: '2.0' }), 'plan-version /format_version'],
    ['a version that is none', plan({ format_version: 'one' }), 'plan-version /format_version'],
    ['a version of another shape', plan({ format_version: 1 }), 'plan-shape /format_version'],
    ['no version', plan({ format_version: undefined }), 'plan-version '],
    ['changes that are no list', plan({ resource_changes: { a: change() } }), 'plan-shape /resource_changes'],
    ['changes that are a text', plan({ resource_changes: 'none' }), 'plan-shape /resource_changes'],
    ['a change that is a text', plan({ resource_changes: ['x'] }), 'plan-shape /resource_changes/0'],
    ['a configuration that is a number', plan({ configuration: 7 }), 'plan-shape /configuration'],
    ['a configuration that is a list', plan({ configuration: [] }), 'plan-shape /configuration'],
    ['a module that is a list', plan({ configuration: { root_module: [] } }), 'plan-shape /configuration/root_module'],
    [
      'resources that are no list',
      plan({ configuration: { root_module: { resources: {} } } }),
      'plan-shape /configuration/root_module/resources',
    ],
    [
      'calls of modules that are a list',
      plan({ configuration: { root_module: { module_calls: [] } } }),
      'plan-shape /configuration/root_module/module_calls',
    ],
    [
      'a resource that is a number',
      plan({ configuration: { root_module: { resources: [7] } } }),
      'plan-shape /configuration/root_module/resources/0',
    ],
    [
      'providers that are a list',
      plan({ configuration: { provider_config: [] } }),
      'plan-shape /configuration/provider_config',
    ],
    [
      'a root module that is a text',
      plan({ configuration: { root_module: 'none' } }),
      'plan-shape /configuration/root_module',
    ],
    [
      'no actions',
      plan({ resource_changes: [change({ actions: undefined })] }),
      'plan-shape /resource_changes/0/change/actions',
    ],
    [
      'an action that is a number',
      plan({ resource_changes: [change({ actions: [1] })] }),
      'plan-shape /resource_changes/0/change/actions/0',
    ],
    [
      'an after that is a list',
      plan({ resource_changes: [change({ after: [] })] }),
      'plan-shape /resource_changes/0/change/after',
    ],
    [
      'a mask that is a text',
      plan({ resource_changes: [change({ after_sensitive: 'all' })] }),
      'plan-shape /resource_changes/0/change/after_sensitive',
    ],
    [
      'no change',
      plan({ resource_changes: [{ ...change(), change: undefined }] }),
      'plan-shape /resource_changes/0/change',
    ],
    [
      'no address',
      plan({ resource_changes: [{ ...change(), address: undefined }] }),
      'plan-shape /resource_changes/0/address',
    ],
    ...['address', 'type', 'name', 'mode'].map((name): [string, object, string] => [
      `an empty ${name}`,
      plan({ resource_changes: [{ ...change(), [name]: '' }] }),
      `plan-shape /resource_changes/0/${name}`,
    ]),
    ['an address twice', plan({ resource_changes: [change(), change()] }), 'plan-duplicate /resource_changes/1'],
    ['errored that is a text', plan({ errored: 'no' }), 'plan-shape /errored'],
    ['neither changes nor values', plan({ resource_changes: undefined }), 'plan-without-changes '],
  ])('%s', async (_name, document, expected) => {
    const told = await readJson(document);
    expect(problemsOf(told).map(({ code, path }) => `${code} ${path}`)).toContain(expected);
  });

  test('a cut plan is one problem, and not a plan without what was cut off', async () => {
    const text = fixture('terraform/real-create.json');
    for (let at = 20; at < text.length - 2; at += 97) {
      const told = await readAll(terraformPlan, text.slice(0, at));
      expect(problemsOf(told), String(at)).toMatchObject([{ code: 'plan-json' }]);
    }
  });
});

describe('marks', () => {
  type Leaf = { text: string; mark: 'none' | 'secret' | 'unknown' };
  const leaf = fc.record<Leaf>({
    text: fc.constantFrom('open', 'other'),
    mark: fc.constantFrom('none', 'secret', 'unknown'),
  });
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('tree')),
    ),
  }));
  const isLeaf = (node: unknown): node is Leaf => typeof node === 'object' && node !== null && 'mark' in node;

  /** The tree as Terraform writes it: value, what is unknown, what is sensitive; and as it must be told. */
  const parts = (node: unknown): { value: unknown; unknown: unknown; sensitive: unknown; told: unknown } => {
    if (isLeaf(node)) {
      const { text, mark } = node;
      if (mark === 'unknown') return { value: undefined, unknown: true, sensitive: undefined, told: unknownLeaf };
      if (mark === 'secret') return { value: 'canary', unknown: undefined, sensitive: true, told: secretLeaf };
      return { value: text, unknown: undefined, sensitive: undefined, told: text };
    }
    const kept = Object.entries(node as object).map(([key, inner]) => [key, parts(inner)] as const);
    const pick = (part: 'value' | 'unknown' | 'sensitive' | 'told') =>
      Array.isArray(node)
        ? kept.map(([, inner]) => inner[part] ?? null)
        : Object.fromEntries(kept.map(([key, inner]) => [key, inner[part]]));
    return { value: pick('value'), unknown: pick('unknown'), sensitive: pick('sensitive'), told: pick('told') };
  };

  test('a value is told unless it is marked, and a marked one never', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom('x', 'y', 'z'), tree), async (properties) => {
        const { value, unknown, sensitive, told } = parts(properties);
        const all = await readJson(
          plan({ resource_changes: [change({ after: value, after_unknown: unknown, after_sensitive: sensitive })] }),
        );
        expect(problemsOf(all)).toEqual([]);
        expect(resourcesOf(all)[0]!.after).toEqual(told);
        expect(JSON.stringify(all)).not.toContain('canary');
      }),
      { numRuns: 300 },
    );
  });
});
