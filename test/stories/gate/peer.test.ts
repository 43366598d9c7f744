/** What the closest peer was seen to let through, as plans, and what the gate must do instead. Plans are constructed. */
import { describe, expect, it } from 'vitest';
import { judge, ownStore, shown, terraform, type Resource } from './plans.ts';

const bucket = (name: string, region?: string): Resource => ({
  type: 'scaleway_object_bucket',
  name,
  after: { name, ...(region === undefined ? {} : { region }) },
});
const encryption = (by: object) => [{ rule: [{ apply_server_side_encryption_by_default: [by] }] }];
const file = (name: string, more: Omit<Resource, 'type' | 'name'> = {}): Resource => ({
  type: 'aws_s3_bucket',
  name,
  dataset: 'health-file',
  ...more,
  after: { bucket: name, ...more.after },
});
const lines = async (plan: string) => (await shown(plan)).out.split('\n');

it('lets a plan through in which nothing is wrong, or the rest of this file would show nothing', async () => {
  expect(await judge(terraform([bucket('a', 'fr-par')]))).toMatchObject({ code: 0, findings: [] });
  expect(await judge(terraform([file('a')], { providers: ownStore }))).toMatchObject({ code: 0, findings: [] });
});

describe('F1 and row 3: two alike, and of the second one fact is known only after apply', () => {
  const dark = file('b', {
    after: { server_side_encryption_configuration: encryption({}) },
    unknown: { server_side_encryption_configuration: encryption({ sse_algorithm: true }) },
  });
  it.each([
    ['last', [file('a'), dark]],
    ['first', [dark, file('a')]],
  ])('undecided, and only that one is named; it stands %s', async (_, resources) => {
    const { code, findings, told } = await judge(terraform(resources, { providers: ownStore }));
    expect(code).toBe(3);
    expect(findings).toEqual(['aws_s3_bucket.b keys/keys-are-held-outside-the-provider unknown fact-not-known']);
    expect(told.counts).toMatchObject({ total: 2, judged: 2 });
  });

  it('as databases: the one that says how it is encrypted is decided, the other is not', async () => {
    const database = (name: string, after: object, unknown: Resource['unknown'] = {}): Resource => ({
      type: 'scaleway_rdb_instance',
      name,
      dataset: 'health-file',
      after: { name, region: 'fr-par', ...after },
      unknown,
    });
    const plan = terraform([
      database('a', { encryption_at_rest: true }),
      database('b', {}, { encryption_at_rest: true }),
    ]);
    const { findings } = await judge(plan);
    expect(findings.filter((each) => each.includes(' keys/'))).toEqual([
      'scaleway_rdb_instance.a keys/keys-are-held-outside-the-provider deny provider-key',
      'scaleway_rdb_instance.b keys/keys-are-held-outside-the-provider unknown fact-not-known',
    ]);
  });
});

it('F2 and row 3: two buckets, one without a region: that one is undecided, with the lines that make it known', async () => {
  const plan = terraform([bucket('a', 'fr-par'), bucket('b')], { providers: { scaleway: {} } });
  const { code, findings } = await judge(plan);
  expect(code).toBe(3);
  expect(findings).toEqual([
    'scaleway_object_bucket.b residency/class-lies-in-allowed-zones unknown fact-not-known',
    'scaleway_object_bucket.b residency/region-is-known unknown fact-not-known',
  ]);
  expect(await lines(plan)).toEqual(
    expect.arrayContaining(['      provider "scaleway" {', '        region = "<region>"', '      }']),
  );
});

describe('F3 and row 4: a region that nobody knows is never a pass, and the answer says how to make it known', () => {
  it.each(['mars-1', 'us-east-1', 'FR-PAR-9', 'eu-anything'])('%s', async (region) => {
    const plan = terraform([bucket('a', region)]);
    const { code, findings } = await judge(plan);
    expect(code).toBe(3);
    expect(findings).toContain('scaleway_object_bucket.a residency/region-is-known unknown no-country');
    const place = `          places: { <place>: { s3: <endpoint>, region: ${region} } }`;
    expect(await lines(plan)).toEqual(expect.arrayContaining(['      zones:', '          provider: scaleway', place]));
  });
});

it('F4 and row 1: a mixed plan is judged whole, and every provider in it is named', async () => {
  const plan = terraform([
    bucket('a', 'fr-par'),
    {
      type: 'aws_s3_bucket',
      name: 'open',
      after: { bucket: 'open', acl: 'public-read', region: 'us-east-1' },
      dataset: 'health-file',
    },
    {
      type: 'alicloud_oss_bucket',
      name: 'open',
      after: { bucket: 'open-too', acl: 'public-read' },
      dataset: 'health-file',
    },
    { type: 'outscale_security_group_rule', name: 'ssh', after: { flow: 'Inbound', ip_range: '0.0.0.0/0' } },
  ]);
  const { code, findings, told } = await judge(plan);
  expect(code).toBe(1);
  for (const address of ['aws_s3_bucket.open', 'alicloud_oss_bucket.open'])
    for (const control of [
      'exposure/personal-data-is-not-public deny readable',
      'residency/personal-data-stays-in-the-eea deny outside',
    ])
      expect(findings).toContain(`${address} ${control}`);
  expect(findings.some((each) => each.startsWith('scaleway_'))).toBe(false);
  const rows = told.rows.map(({ address, outcome, reason }) => [address, outcome, reason]);
  expect(rows.toSorted(([one = ''], [other = '']) => one.localeCompare(other))).toEqual([
    ['alicloud_oss_bucket.open', 'judged', undefined],
    ['aws_s3_bucket.open', 'judged', undefined],
    ['outscale_security_group_rule.ssh', 'out-of-scope', 'holds-nothing'],
    ['scaleway_object_bucket.a', 'judged', undefined],
  ]);
});

it('F5 and row 2: a type that nobody knows is a row, the second sentence names it, and the run is undecided', async () => {
  const plan = terraform([bucket('a', 'fr-par'), { type: 'scaleway_teleporter', name: 't' }]);
  const { code, told } = await judge(plan);
  expect(code).toBe(3);
  expect(told.counts).toMatchObject({ total: 2, judged: 1, outOfScope: 0, notUnderstood: 1 });
  expect((await lines(plan))[1]).toMatch(/^Not understood: one resource, of scaleway_teleporter\. /);
});

describe('F6, F7 and row 5: an input that would configure its judge is refused, and the key is named', () => {
  const facts = { providers: { scaleway: { ownership: 'FR' } } };
  const keys = {
    config: { secrets: 9 },
    facts,
    clock: '2019-01-01',
    policies: [],
    trust: { keys: [] },
    waivers: [{ control: '*' }],
  };
  it.each(Object.entries(keys))('“%s”', async (key, value) => {
    const { code, out, err } = await shown(terraform([bucket('a', 'fr-par')], { [key]: value }));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(new RegExp(`^plan\\.json:1:\\d+ error /${key}\\n  The input carries “${key}”`, 'm'));
  });

  it('in a preview of Pulumi too, whose own config is none of it', async () => {
    const preview = (more: object) =>
      JSON.stringify({ config: { 'aws:region': 'eu-west-3' }, steps: [], changeSummary: {}, ...more });
    expect((await shown(preview({}), '--allow-empty')).code).toBe(0);
    const { code, err } = await shown(preview({ waivers: [], facts: {} }), '--allow-empty');
    expect(code).toBe(2);
    expect(err).toContain('The input carries “waivers”');
    expect(err).toContain('The input carries “facts”');
  });
});

describe('F8 and row 6: a value of the wrong type is never a pass', () => {
  it.each([123, true, { private: true }])('acl: %j', async (acl) => {
    const { code, findings } = await judge(terraform([file('a', { after: { acl } })], { providers: ownStore }));
    expect([code, findings]).toEqual([
      3,
      ['aws_s3_bucket.a exposure/personal-data-is-not-public unknown fact-not-known,fact-not-known'],
    ]);
  });
});

it('F9 and row 8: one provider, and a region abroad: the place decides, not a flag of the provider', async () => {
  const { code, findings } = await judge(
    terraform([
      { type: 'outscale_volume', name: 'a', after: { subregion_name: 'us-east-2a' }, dataset: 'health-file' },
    ]),
  );
  expect(code).toBe(1);
  expect(findings).toContain('outscale_volume.a residency/personal-data-stays-in-the-eea deny outside');
  expect(findings.some((each) => each.includes('under-eu-control allow'))).toBe(false);
});

describe('F10 and row 7: a plan whose maker failed establishes nothing', () => {
  it.each([
    [{ errored: true }, 'errored'],
    [{ complete: false }, 'incomplete'],
    [{ applyable: false }, 'not-applyable'],
  ])('%j', async (more, short) => {
    const { code, told } = await judge(terraform([bucket('a', 'fr-par')], more));
    expect(code).toBe(3);
    expect(told.shorts.map((each) => each.code)).toContain(short);
  });
});
