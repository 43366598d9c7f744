import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { Unplannable, unknownValue } from '../../../infra/engine/index.ts';
import { exported, inputs, planned, step } from './planning.ts';

// Each plan starts a process of its own, and some start two.
vi.setConfig({ testTimeout: 90_000 });

const urn = (type: string, name: string) => `urn:pulumi:whole::cases::${type}::${name}`;
const bucket = 'aws:s3/bucket:Bucket';
const at = (name: string) => urn(bucket, name);

const secret = (ciphertext: string) => ({
  '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
  ciphertext,
});

describe('a whole program', () => {
  it('is told with its providers, secrets, unknowns, dependencies and positions, and nothing of the machine', async () => {
    const made = await planned('cases', 'whole');
    const text = JSON.stringify(made.document);

    expect(made.document.changeSummary).toEqual({ create: 8 });
    expect(made.document.steps.map(({ urn: each }) => each.split('::').slice(2).join(' '))).toEqual([
      'pulumi:pulumi:Stack cases-whole',
      'pulumi:providers:aws abroad',
      'pulumi:providers:aws default_7_48_0',
      'aws:s3/bucket:Bucket first',
      'aws:s3/bucket:Bucket fourth',
      'aws:s3/bucket:Bucket second',
      'aws:s3/bucket:Bucket third',
      'cases:index:Site$aws:s3/bucket:Bucket inner',
      'cases:index:Site site',
    ]);
    expect(inputs(made, 'default_7_48_0')).toEqual({ region: 'eu-west-3', version: '7.48.0' });
    expect(step(made, 'first').provider).toBe(`${urn('pulumi:providers:aws', 'default_7_48_0')}::${unknownValue}`);
    expect(step(made, 'second').provider).toBe(`${urn('pulumi:providers:aws', 'abroad')}::${unknownValue}`);
    // Put together from an id that nobody knows yet: unknown as a whole, and still tied to its source.
    expect(inputs(made, 'second')).toEqual({ bucket: unknownValue });
    expect(step(made, 'second').newState!['propertyDependencies']).toEqual({ bucket: [at('first')] });
    expect(inputs(made, 'first')).toEqual({ bucket: 'first', note: '[secret]' });
    expect(inputs(made, 'third')).toEqual({ bucket: 'first', note: '[secret]' });
    expect(inputs(made, 'fourth')).toEqual({ region: unknownValue });
    expect(step(made, 'inner').newState).toMatchObject({ parent: urn('cases:index:Site', 'site') });
    expect(step(made, 'inner').newState!['sourcePosition']).toMatch(/^project:\/\/\/index\.ts#\d+,\d+$/);
    expect(made.document.config).toMatchObject({ 'aws:region': 'eu-west-3', 'cases:token': '[secret]' });
    expect(step(made, 'cases-whole').newState!['outputs']).toEqual({
      first: 'first',
      id: unknownValue,
      hidden: '[secret]',
    });
    expect(made.calls).toEqual(['aws:index/getRegion:getRegion']);
    expect([made.plainCalls, made.document.maybeCorrupt]).toEqual([[], undefined]);
    expect(made.document.diagnostics.map(({ message }) => message.trim())).toEqual(['kept under .']);
    for (const hidden of ['open-sesame', 'shibboleth', 'AAABAExample', process.cwd()])
      expect(text).not.toContain(hidden);
  });

  it('is compared with an export: same, changed, gone, left alone, renamed', async () => {
    const provider = `${urn('pulumi:providers:aws', 'default_7_48_0')}::11111111-2222`;
    const held = (name: string, given: object, more: object = {}) => ({
      urn: at(name),
      custom: true,
      type: bucket,
      id: `id-of-${name}`,
      inputs: given,
      outputs: { ...given, arn: `arn-of-${name}` },
      provider,
      ...more,
    });
    const state = exported('cases', 'whole', [
      {
        ...held('default_7_48_0', { region: 'eu-west-3', version: '7.48.0' }),
        urn: urn('pulumi:providers:aws', 'default_7_48_0'),
        type: 'pulumi:providers:aws',
      },
      held('first', { bucket: 'first', note: secret('v1:closed') }),
      held('third', { bucket: 'first', note: 'plain', region: 'eu-north-1' }),
      held('renamed', { region: 'eu-west-3', acl: 'private', __defaults: ['acl'] }),
      held('gone', { bucket: 'gone', __provider: 'exports.handler = 1' }),
      held('doomed', {}, { delete: true }),
      {
        ...held('inner', { bucket: 'inner', acl: 'private', __defaults: ['acl'] }),
        urn: urn('cases:index:Site$aws:s3/bucket:Bucket', 'inner'),
      },
    ]);
    const made = await planned('cases', 'whole', { exports: [state] });

    expect(made.document.changeSummary).toEqual({ same: 2, create: 3, update: 3, delete: 1 });
    expect(step(made, 'inner').op).toBe('same');
    // What is closed in the state and secret in the program may have changed: nobody here can tell.
    expect(step(made, 'first')).toMatchObject({ op: 'update', diffReasons: ['note'] });
    expect(step(made, 'third').diffReasons).toEqual(['note']);
    expect(inputs(made, 'third')['region']).toBe('eu-north-1');
    expect(step(made, 'fourth')).toMatchObject({ op: 'update', oldState: { urn: at('renamed') } });
    expect(step(made, 'gone')).toMatchObject({ op: 'delete', oldState: { inputs: { bucket: 'gone' } } });
    const text = JSON.stringify(made.document);
    for (const hidden of ['v1:closed', 'exports.handler', 'doomed']) expect(text).not.toContain(hidden);
  });
});

describe('transforms', () => {
  it('run in the order of Pulumi: a resource’s own, its components’, the stack’s', async () => {
    const made = await planned('cases', 'transformed');
    expect(inputs(made, 'first')).toEqual({ bucket: 'first', note: 'own then stack' });
    expect(inputs(made, 'inner')).toEqual({ bucket: 'inner', note: 'component then stack' });
  });
});

describe('stack references', () => {
  it('hear a sibling from its own plan, a stranger from nobody, and say so', async () => {
    const made = await planned('siblings', 'far');
    expect(inputs(made, 'heard')).toEqual({ value: 'from near' });
    expect(inputs(made, 'strange')).toEqual({ value: unknownValue });
    expect(made.references).toEqual([
      { name: 'organization/others/stranger', answeredBy: 'nobody' },
      { name: 'organization/siblings/near', answeredBy: 'plan' },
    ]);
    expect(made.document.changeSummary).toEqual({ create: 4 });
  });

  it('hear a stranger, and a stack that waits for itself, from an export', async () => {
    const stranger = exported('others', 'stranger', [], { said: 'from abroad' });
    expect(inputs(await planned('siblings', 'far', { exports: [stranger] }), 'strange')).toEqual({
      value: 'from abroad',
    });
    const itself = exported('siblings', 'ring', [], { said: secret('v1:closed') });
    expect(inputs(await planned('siblings', 'ring', { exports: [itself] }), 'itself')).toEqual({ value: '[secret]' });
    expect(inputs(await planned('siblings', 'ring'), 'itself')).toEqual({ value: unknownValue });
  });
});

describe('a function asked for a plain value', () => {
  it('is unknown wherever it is written, and the plan is not taken for sure', async () => {
    const made = await planned('cases', 'plain');
    expect(inputs(made, 'first')).toEqual({ region: unknownValue, bucket: unknownValue });
    expect(made.plainCalls).toEqual(['aws:index/getRegion:getRegion']);
    expect(made.document.maybeCorrupt).toBe(true);
  });
});

describe('what cannot be planned whole is not planned', () => {
  const why = async (stack: string, more: Parameters<typeof planned>[2] = {}) => {
    const cause: unknown = await planned('cases', stack, more).catch((thrown: unknown) => thrown);
    if (!(cause instanceof Unplannable)) throw new Error(`planned, or another error: ${String(cause)}`);
    return [cause.code, cause.values] as const;
  };

  it.each([
    ['crashed', 'program-failed', { stack: 'crashed', reason: 'Error: it broke in index.ts' }],
    ['left', 'program-unfinished', { stack: 'left' }],
    ['twice', 'resource-twice', { resource: 'aws:s3/bucket:Bucket first' }],
    [
      'refused',
      'transform-refused',
      { resource: 'aws:s3/bucket:Bucket second', reason: 'not in this zone\n→ move second' },
    ],
    ['remote', 'remote-component', { resource: 'awsx:ec2:Vpc network' }],
    ['called', 'call-missing', { method: 'eks:index:Cluster/getKubeconfig' }],
    ['unset', 'setting-missing', { key: 'cases:case', stack: 'unset' }],
    ['nowhere', 'stack-unknown', { stack: 'nowhere', project: 'cases' }],
    ['acme/cases/whole', 'stack-qualified', { stack: 'acme/cases/whole', name: 'whole' }],
  ])('%s: %s', async (stack, code, values) => {
    expect(await why(stack)).toEqual([code, values]);
  });

  it('a secret that the program tells is blinded: in the plan, on the screen, and where the program breaks', async () => {
    const lines: string[] = [];
    const made = await planned('cases', 'telling', { printed: (line) => lines.push(line) });
    const messages = made.document.diagnostics.map(({ message }) => message.trim());
    expect(messages).toContain('logged [secret], then [secret]');
    expect(lines).toContain('printed [secret]');
    expect(JSON.stringify(made.document)).not.toMatch(/open-sesame|shibboleth/);
    expect((await why('broken'))[1]['reason']).toBe('Error: broken by [secret]');
  });

  it('a missing dependency names what is missing', async () => {
    const [code, values] = await why('missing');
    expect(code).toBe('program-failed');
    expect(values['reason']).toContain("Cannot find package 'not-installed'");
    expect(values['reason']).not.toContain(process.cwd());
  });

  it('a program that waits is stopped, by the clock or by the user', async () => {
    expect(await why('waiting', { timeout: 4000 })).toEqual(['program-timeout', { stack: 'waiting', seconds: 4 }]);
    const interrupted = AbortSignal.timeout(1500);
    expect(await why('waiting', { signal: interrupted })).toEqual(['interrupted', expect.anything()]);
  });

  it.runIf(process.platform === 'linux')(
    'a program ends with its planner, even one that was killed',
    async () => {
      const words = ['cli/main.ts', 'plan', '--stack', 'waiting', '--project', 'test/infra/engine/programs/cases'];
      const planner = spawn(process.execPath, words, { stdio: 'ignore' });
      const list = `/proc/${planner.pid}/task/${planner.pid}/children`;
      const programs = () => readFileSync(list, 'utf8').trim().split(' ').filter(Boolean);
      await expect.poll(programs, { timeout: 60_000 }).toHaveLength(1);
      const [program] = programs();
      planner.kill('SIGKILL');
      await expect.poll(() => existsSync(`/proc/${program}`), { timeout: 60_000 }).toBe(false);
    },
    130_000,
  );

  it.each([
    ['json', '{"version":3,'],
    ['form', '{"version":9,"deployment":{"resources":[]}}'],
    ['empty', '{"version":3,"deployment":{}}'],
  ])('an export that cannot be read (%s) is refused before the program runs', async (reason, text) => {
    const { planStack } = await import('../../../infra/engine/index.ts');
    const limits = { timeout: 1, signal: new AbortController().signal, env: {}, printed: () => {} };
    const asked = { project: 'test/infra/engine/programs/cases', stack: 'whole', clock: () => 0, limits };
    await expect(planStack({ ...asked, exports: [{ name: 'state.json', text }] })).rejects.toMatchObject({
      code: 'export-unreadable',
      values: { file: 'state.json', reason },
    });
  });
});
