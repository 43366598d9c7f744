/** Constructed beside `snapshot.test.ts`: ways to write a policy or a name that the real plan there does not have. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it, test } from 'vitest';
import { openPlan } from '../../../../audit/plan/open.ts';
import { snapshotIn } from '../../../../audit/plan/terraform/snapshot/snapshot.ts';

const madeAt = '2026-11-22T16:51:11Z';

interface Made {
  readonly address: string;
  readonly after: object;
  readonly unknown?: object;
  readonly read?: boolean;
}
interface Program {
  readonly made: readonly Made[];
  /** The configuration in the plan's JSON. */
  readonly root: object;
  /** Files of the binary plan, by module (empty for the root). */
  readonly files: Readonly<Record<string, string>>;
}

const plainOf = (address: string) => address.replaceAll(/\[[^\]]*\]/g, '');
function planText({ made, root }: Program): string {
  const changes = made.map(({ address, after, unknown = {}, read = false }) => {
    const [type, name] = plainOf(address).split('.').slice(-2);
    const key = /\[([^\]]*)\]$/.exec(address)?.[1];
    const module = /^(module\.[^.]*)\./.exec(address)?.[1];
    return {
      address,
      mode: read ? 'data' : 'managed',
      type,
      name,
      ...(key === undefined ? {} : { index: JSON.parse(key) as unknown }),
      ...(module === undefined ? {} : { module_address: module }),
      provider_name: 'registry.terraform.io/hashicorp/aws',
      change: { actions: [read ? 'read' : 'create'], before: null, after, after_unknown: unknown },
    };
  });
  return JSON.stringify({
    format_version: '1.2',
    timestamp: madeAt,
    resource_changes: changes,
    configuration: { provider_config: { aws: { name: 'aws' } }, root_module: root },
  });
}

/** What the plan's links say, by address and property. */
async function seen(program: Program): Promise<Record<string, { known: unknown; bare: unknown }>> {
  const modules = Object.keys(program.files);
  const packed = zipSync({
    tfplan: new Uint8Array([0xaa, 1, madeAt.length, ...strToU8(madeAt)]),
    'tfconfig/modules.json': strToU8(JSON.stringify(modules.map((Key) => ({ Key, Dir: '.' })))),
    ...Object.fromEntries(modules.map((key) => [`tfconfig/m-${key}/main.tf`, strToU8(program.files[key]!)])),
  });
  const snapshots = [(await snapshotIn(packed))!];
  const bytes = (async function* () {
    yield Buffer.from(planText(program));
  })();
  const all: Record<string, { known: unknown; bare: unknown }> = {};
  for await (const told of openPlan({ name: 'p', bytes }, { signal: new AbortController().signal, snapshots }))
    if (told.tell === 'link') all[told.address] = { known: told.known, bare: told.bare };
  return all;
}

const cites = (...references: readonly string[]) => ({ references });
const written = (address: string, expressions: object, more: object = {}) => ({
  address,
  mode: address.startsWith('data.') ? 'data' : 'managed',
  expressions,
  ...more,
});
const bucket = (name: string, address = 'aws_s3_bucket.b'): Made => ({
  address,
  after: { bucket: name },
  unknown: { arn: true, id: true },
});
const policy = (address = 'aws_s3_bucket_policy.p'): Made => ({
  address,
  after: { bucket: 'photos' },
  unknown: { policy: true },
});

describe('a policy that is written as jsonencode', () => {
  const encoded = async (expression: string, references: readonly string[], type = 'aws_s3_bucket_policy') => {
    const address = `${type}.p`;
    const told = await seen({
      made: [bucket('photos'), policy(address)],
      root: { resources: [written('aws_s3_bucket.b', {}), written(address, { policy: cites(...references) })] },
      files: { '': `resource "aws_s3_bucket" "b" {\n}\nresource "${type}" "p" {\n  policy = ${expression}\n}\n` },
    });
    const text = (told[address]!.known as { policy?: string } | undefined)?.policy;
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  };
  const arn = ['aws_s3_bucket.b.arn', 'aws_s3_bucket.b'];
  const table = (resource: string, principal = '"*"') =>
    `jsonencode({\n  Version = "2012-10-17"\n  Statement = [{\n    Effect = "Allow"\n    Principal = ${principal}\n    Action = ["s3:GetObject"]\n    Resource = ${resource}\n  }]\n})`;
  const whole = (Resource: unknown) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: ['s3:GetObject'], Resource }],
  });

  it('is that of the table, where its members compute nothing', async () => {
    expect(await encoded(table('"${aws_s3_bucket.b.arn}/*"'), arn)).toEqual(whole('arn:aws:s3:::photos/*'));
    expect(await encoded(table('[aws_s3_bucket.b.arn]'), arn)).toEqual(whole(['arn:aws:s3:::photos']));
    const id = ['aws_s3_bucket.b.id', 'aws_s3_bucket.b'];
    expect(await encoded(table('"arn:aws:s3:::${aws_s3_bucket.b.id}/*"'), id)).toEqual(whole('arn:aws:s3:::photos/*'));
  });

  it('of a queue may be about anything', async () => {
    const queue = ['aws_sqs_queue.q.arn', 'aws_sqs_queue.q'];
    expect(await encoded(table('aws_sqs_queue.q.arn'), queue, 'aws_sqs_queue_policy')).toEqual(whole('*'));
    expect(await encoded(table('aws_sqs_queue.q.arn'), queue)).toBeUndefined();
    const elsewhere = table('"*", Condition = { ArnEquals = { Resource = aws_sqs_queue.q.arn } }');
    expect(await encoded(elsewhere, queue, 'aws_sqs_queue_policy')).toBeUndefined();
    const named = table('"*"', '{ AWS = aws_sqs_queue.q.arn }');
    expect(await encoded(named, queue, 'aws_sqs_queue_policy')).toBeUndefined();
  });

  test.each([
    ['a function in it', table('join("", [aws_s3_bucket.b.arn, "/*"])'), arn],
    ['a function around it', `replace(${table('aws_s3_bucket.b.arn')}, "Get", "Put")`, arn],
    ['a choice behind it', `true ? ${table('aws_s3_bucket.b.arn')} : "{}"`, arn],
    ['another argument', `${table('aws_s3_bucket.b.arn').slice(0, -1)}, 1)`, arn],
    ['a member twice', 'jsonencode({ Statement = aws_s3_bucket.b.arn, Statement = [] })', arn],
    ['any member twice', table('[aws_s3_bucket.b.arn], Sid = "a", Sid = "b"'), arn],
    ['members that nothing separates', table('[aws_s3_bucket.b.arn] Sid = "a"'), arn],
    ['a computed key', 'jsonencode({ Statement = [], (aws_s3_bucket.b.arn) = "" })', arn],
    ['a list that is computed', 'jsonencode({ Statement = [for b in [aws_s3_bucket.b.arn] : b] })', arn],
    ['no statement', 'jsonencode({ Resource = aws_s3_bucket.b.arn })', arn],
    ['more than the plan says it cites', table('aws_s3_bucket.b.arn'), ['aws_s3_bucket.c.arn', 'aws_s3_bucket.c']],
    ['less than the plan says it cites', table('aws_s3_bucket.b.arn'), [...arn, 'aws_s3_bucket.c']],
    ['what only apply knows', table('aws_s3_bucket.b.region'), ['aws_s3_bucket.b.region', 'aws_s3_bucket.b']],
    ['a template with two', table('"${aws_s3_bucket.b.arn}${aws_s3_bucket.b.arn}"'), arn],
    ['a text that is normalised', table('"${aws_s3_bucket.b.arn}/e\u0301"'), arn],
    ['an escape', table('"\\u002a${aws_s3_bucket.b.arn}"'), arn],
  ])('%s leaves it open', async (_, expression, references) => {
    expect(await encoded(expression, references)).toBeUndefined();
  });
});

describe('a document of the same key', () => {
  const document = (address: string, resources: readonly unknown[]): Made => ({
    address,
    read: true,
    after: { statement: [{ effect: 'Deny', actions: ['s3:*'], principals: [], resources }] },
    unknown: { json: true, statement: [{ resources: [true] }] },
  });
  const keys = ['["north"]', '["south"]'];
  const program = (expression: string, references: readonly string[], more = ''): Program => ({
    made: keys.flatMap((key) => [
      bucket(`store-${key.slice(2, -2)}`, `aws_s3_bucket.b${key}`),
      document(`data.aws_iam_policy_document.d${key}`, [null]),
      policy(`aws_s3_bucket_policy.p${key}`),
    ]),
    root: {
      resources: [
        written('aws_s3_bucket.b', {}),
        written('data.aws_iam_policy_document.d', {}),
        written('aws_s3_bucket_policy.p', { policy: cites(...references) }),
      ],
    },
    files: {
      '': `resource "aws_s3_bucket" "b" {\n}\ndata "aws_iam_policy_document" "d" {\n  statement {\n    effect = "Deny"\n    actions = ["s3:*"]\n    resources = [aws_s3_bucket.b[each.key].arn]\n  }\n}\nresource "aws_s3_bucket_policy" "p" {\n  ${more}\n  policy = ${expression}\n}\n`,
    },
  });
  const resourcesIn = async (given: Program) => {
    const told = await seen(given);
    return keys.map((key) => {
      const text = (told[`aws_s3_bucket_policy.p${key}`]!.known as { policy?: string } | undefined)?.policy;
      return text && (JSON.parse(text) as { Statement: { Resource: unknown }[] }).Statement[0]!.Resource;
    });
  };
  const both = [['arn:aws:s3:::store-north'], ['arn:aws:s3:::store-south']];
  const keyed = ['data.aws_iam_policy_document.d', 'each.key'];

  it('is the policy of each', async () => {
    const own = 'data.aws_iam_policy_document.d[each.key].json';
    expect(await resourcesIn(program(own, keyed))).toEqual(both);
    const valued = program(
      'each.value.json',
      ['each.value.json', 'each.value'],
      'for_each = data.aws_iam_policy_document.d',
    );
    expect(await resourcesIn(valued)).toEqual(both);
    const one = 'data.aws_iam_policy_document.d["south"].json';
    const cited = [one, 'data.aws_iam_policy_document.d["south"]', 'data.aws_iam_policy_document.d'];
    expect(await resourcesIn(program(one, cited))).toEqual([both[1], both[1]]);
  });

  test.each([
    ['another key', 'data.aws_iam_policy_document.d[local.other].json', keyed],
    ['a key that is computed', 'data.aws_iam_policy_document.d[upper(each.key)].json', keyed],
    ['a number', 'data.aws_iam_policy_document.d[count.index].json', ['data.aws_iam_policy_document.d', 'count.index']],
    ['a value of who knows what', 'each.value.json', ['each.value.json', 'each.value']],
    [
      'what the plan does not cite',
      'data.aws_iam_policy_document.d[each.key].json',
      ['data.aws_iam_policy_document.e', 'each.key'],
    ],
  ])('%s leaves it open', async (_, expression, references) => {
    expect(await resourcesIn(program(expression, references))).toEqual([undefined, undefined]);
  });

  it('of values that a function makes stays open', async () => {
    const valued = program(
      'each.value.json',
      ['each.value.json', 'each.value'],
      'for_each = merge(data.aws_iam_policy_document.d, {})',
    );
    expect(await resourcesIn(valued)).toEqual([undefined, undefined]);
  });
});

describe('a policy that is handed to a module', () => {
  const handed = async (
    argument: string,
    inside = 'var.policy',
    output = '',
    variable = 'variable "policy" {\n}\n',
  ) => {
    const document = { address: 'data.aws_iam_policy_document.d', read: true };
    const told = await seen({
      made: [
        bucket('photos'),
        {
          ...document,
          after: { statement: [{ effect: 'Deny', actions: ['s3:*'], principals: [], resources: [null] }] },
          unknown: { json: true, statement: [{ resources: [true] }] },
        },
        policy('module.store["a"].aws_s3_bucket_policy.p'),
      ],
      root: {
        resources: [written('aws_s3_bucket.b', {}), written('data.aws_iam_policy_document.d', {})],
        module_calls: {
          store: {
            expressions: { policy: cites('data.aws_iam_policy_document.d.json', 'data.aws_iam_policy_document.d') },
            module: { resources: [written('aws_s3_bucket_policy.p', { policy: cites('var.policy') })] },
          },
        },
      },
      files: {
        '': `resource "aws_s3_bucket" "b" {\n}\ndata "aws_iam_policy_document" "d" {\n  statement {\n    effect = "Deny"\n    actions = ["s3:*"]\n    resources = [aws_s3_bucket.b.arn]\n  }\n}\nmodule "store" {\n  source = "./store"\n  policy = ${argument}\n}\n${output}`,
        store: `${variable}resource "aws_s3_bucket_policy" "p" {\n  policy = ${inside}\n}\n`,
      },
    });
    return (told['module.store["a"].aws_s3_bucket_policy.p']!.known as { policy?: string } | undefined)?.policy;
  };

  it('is that of the document', async () => {
    expect(await handed('data.aws_iam_policy_document.d.json')).toContain('"Resource":["arn:aws:s3:::photos"]');
    const local = 'locals {\n  tls = data.aws_iam_policy_document.d.json\n}\n';
    expect(await handed('local.tls', 'var.policy', local)).toContain('"Effect":"Deny"');
  });

  test.each([
    ['', undefined],
    ['variable "policy" {\n  default = "{}"\n  nullable = false\n}\n', undefined],
    ['variable "policy" {\n}\nvariable "policy" {\n  nullable = false\n}\n', undefined],
    ['variable "policy" {\n  type = string\n  default = "{}"\n  nullable = true\n}\n', 'Deny'],
  ])('is that of the document where the variable takes it as it is: %j', async (variable, found) => {
    const text = await handed('data.aws_iam_policy_document.d.json', 'var.policy', '', variable);
    if (found === undefined) expect(text).toBeUndefined();
    else expect(text).toContain(found);
  });

  test.each([
    ['replace(data.aws_iam_policy_document.d.json, "Deny", "Allow")', 'var.policy', ''],
    ['data.aws_iam_policy_document.d.json', 'replace(var.policy, "Deny", "Allow")', ''],
    ['data.aws_iam_policy_document.d.json', 'var.other', ''],
    ['local.tls', 'var.policy', 'locals {\n  tls = upper(data.aws_iam_policy_document.d.json)\n}\n'],
    ['local.tls', 'var.policy', 'locals {\n  tls = local.tls\n}\n'],
    [
      'local.tls',
      'var.policy',
      'locals {\n  tls = data.aws_iam_policy_document.d.json\n}\nlocals {\n  tls = "{}"\n}\n',
    ],
  ])('stays open where it is computed on the way: %s, %s', async (argument, inside, more) => {
    expect(await handed(argument, inside, more)).toBeUndefined();
  });
});

describe('whom a vault is opened to in its blocks', () => {
  const own = 'azurerm_user_assigned_identity.i.principal_id';
  const literal = '"5b1c7d1e-1111-4222-8333-0123456789ab"';
  const blockOf = (object: string) =>
    `  access_policy {\n    object_id = ${object}\n    secret_permissions = ["Get"]\n  }\n`;
  const named = async (
    objects: readonly string[],
    { ids = objects.map((each) => (each === literal ? literal.slice(1, -1) : null)), made = '' } = {},
  ) => {
    const cited = objects.map((each) =>
      each === literal ? {} : { object_id: cites(own, 'azurerm_user_assigned_identity.i') },
    );
    const told = await seen({
      made: [
        {
          address: 'azurerm_key_vault.v',
          after: { access_policy: ids.map((object_id) => ({ object_id, secret_permissions: ['Get'] })) },
          unknown: { access_policy: ids.map((each) => (each === null ? { object_id: true } : {})) },
        },
      ],
      root: {
        resources: [
          written('azurerm_user_assigned_identity.i', {}),
          written('azurerm_key_vault.v', { access_policy: cited }),
        ],
      },
      files: {
        '': `resource "azurerm_user_assigned_identity" "i" {\n}\nresource "azurerm_key_vault" "v" {\n${objects.map(blockOf).join('')}${made}}\n`,
      },
    });
    return (told['azurerm_key_vault.v']!.bare as Record<string, unknown>)['access_policy.object_id'];
  };
  const identity = {
    before: '',
    address: 'azurerm_user_assigned_identity.i',
    attribute: 'principal_id',
    behind: '',
  };

  it('is each that is a reference and nothing else; texts the plan knows', async () => {
    expect(await named([own])).toEqual([identity]);
    expect(await named([own, literal])).toEqual([identity]);
    expect(await named([own, own])).toEqual([identity, identity]);
  });

  test.each([
    ['a function', [own, `replace(${own}, "a", "b")`], {}],
    ['a choice', [`true ? ${own} : ${literal}`], {}],
    ['none where one is made', [own], { made: '  dynamic "access_policy" {\n  }\n' }],
    ['another number of blocks', [own], { ids: [null, null] }],
  ])('is nobody known with %s', async (_, objects, more) => {
    expect(await named(objects, more)).toBeUndefined();
  });
});

it('a principal that a module gives out is that of the identity in it', async () => {
  const given = async (output: string) => {
    const told = await seen({
      made: [{ address: 'azurerm_role_assignment.r', after: { scope: '/s' }, unknown: { principal_id: true } }],
      root: {
        resources: [written('azurerm_role_assignment.r', { principal_id: cites('module.app.who', 'module.app') })],
        module_calls: { app: { module: { resources: [written('azurerm_linux_web_app.w', {})] } } },
      },
      files: {
        '': 'module "app" {\n  source = "./app"\n}\nresource "azurerm_role_assignment" "r" {\n  principal_id = module.app.who\n}\n',
        app: `resource "azurerm_linux_web_app" "w" {\n}\noutput "who" {\n  value = ${output}\n}\n`,
      },
    });
    return told['azurerm_role_assignment.r']!.bare;
  };
  expect(await given('azurerm_linux_web_app.w.identity[0].principal_id')).toEqual({
    principal_id: [
      { before: '', address: 'module.app.azurerm_linux_web_app.w', attribute: 'identity[0].principal_id', behind: '' },
    ],
  });
  expect(await given('one(azurerm_linux_web_app.w.identity[*].principal_id)')).toEqual({});
  expect(await given('lower(azurerm_linux_web_app.w.identity[0].principal_id)')).toEqual({});
});

it('a list that the plan knows in part is completed where both say the same', async () => {
  const completed = async (planned: readonly unknown[]) => {
    const address = 'google_storage_bucket_iam_binding.m';
    const told = await seen({
      made: [
        { address: 'google_service_account.a', after: { account_id: 'app-reader', project: 'shop-prod-1' } },
        { address, after: { members: planned }, unknown: { members: planned.map((each) => each === null) } },
      ],
      root: {
        resources: [
          written('google_service_account.a', {}),
          written(address, { members: cites('google_service_account.a.member', 'google_service_account.a') }),
        ],
      },
      files: {
        '': 'resource "google_service_account" "a" {\n}\nresource "google_storage_bucket_iam_binding" "m" {\n  members = [google_service_account.a.member, "user:a@else.example"]\n}\n',
      },
    });
    return (told[address]!.known as { members?: unknown } | undefined)?.members;
  };
  const both = ['serviceAccount:app-reader@shop-prod-1.iam.gserviceaccount.com', 'user:a@else.example'];
  expect(await completed(['user:a@else.example', null])).toEqual(both);
  expect(await completed(['user:b@else.example', null])).toBeUndefined();
  expect(await completed([null])).toBeUndefined();
});
