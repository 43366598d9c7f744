import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pulumiEventLog } from '../../../audit/plan/pulumi/eventReaders.ts';
import { pulumiExport } from '../../../audit/plan/pulumi/export.ts';
import { positionOf } from '../../../audit/plan/pulumi/position.ts';
import { pulumiPreview } from '../../../audit/plan/pulumi/preview.ts';
import { signature, signatures, unknowns } from '../../../audit/plan/pulumi/signatures.ts';
import { propertiesOf, treeOf } from '../../../audit/plan/pulumi/tree.ts';
import { pulumiPlan } from '../../../audit/plan/pulumi/updatePlan.ts';
import { providerUrn, readUrn } from '../../../audit/plan/pulumi/urn.ts';
import { secretLeaf, unknownLeaf, type Told } from '../../../audit/plan/told.ts';
import { actionsOf, fixture, problemsOf, providersOf, readAll, resourcesOf, shortsOf } from './readAll.ts';

const urnOf = (name: string, type = 'aws:s3/bucket:Bucket'): string => `urn:pulumi:prod::shop::${type}::${name}`;
const stateOf = (name: string, more: object = {}): object => ({
  urn: urnOf(name),
  type: 'aws:s3/bucket:Bucket',
  custom: true,
  ...more,
});
const stepOf = (op: string, name: string, more: object = {}): object => ({
  op,
  urn: urnOf(name),
  ...(op === 'create' ? {} : { oldState: stateOf(name) }),
  ...(op === 'delete' ? {} : { newState: stateOf(name) }),
  ...more,
});
const preview = (document: object): Promise<Told[]> => readAll(pulumiPreview, JSON.stringify(document));
const log = (...events: object[]): Promise<Told[]> =>
  readAll(
    pulumiEventLog,
    events.map((event, sequence) => JSON.stringify({ sequence, timestamp: 0, ...event })).join('\n'),
  );
const state = (document: object): Promise<Told[]> => readAll(pulumiExport, JSON.stringify(document));
const event = (kind: string, op: string, name: string, sides: object = {}): object => ({
  [kind]: { metadata: { op, urn: urnOf(name), type: 'aws:s3/bucket:Bucket', old: null, new: stateOf(name), ...sides } },
});
const summary = (resourceChanges: object, more: object = {}): object => ({
  summaryEvent: { result: 'succeeded', resourceChanges, PolicyPacks: {}, ...more },
});
const shorts = (told: readonly Told[]): unknown[] => shortsOf(told).map(({ code, values }) => [code, values]);
const flaws = (told: readonly Told[]): string[] => problemsOf(told).map(({ code, path }) => `${code} ${path}`);

describe('an input that falls short is never a pass', () => {
  it.each<[what: string, told: () => Promise<Told[]>, shorts: unknown[], resources: number]>([
    [
      'only diagnostics',
      () => preview({ diagnostics: [{ severity: 'error', message: 'canary' }, { severity: 'warning' }], duration: 1 }),
      [['diagnostics', { errors: 1 }]],
      0,
    ],
    ['no summary', () => preview({ steps: [stepOf('create', 'a')] }), [['incomplete', {}]], 1],
    [
      'unchanged resources left out',
      () => preview({ steps: [stepOf('create', 'a')], changeSummary: { create: 1, same: 7 } }),
      [['sames-left-out', { counted: 7, read: 0 }]],
      1,
    ],
    [
      'a step removed',
      () => preview({ steps: [stepOf('create', 'a')], changeSummary: { create: 2 } }),
      [['counts-differ', { operation: 'create', counted: 2, read: 1 }]],
      1,
    ],
    ...[7, -1, 1.5, null, 'one', [1], { create: 1 }].map(
      (count): [string, () => Promise<Told[]>, unknown[], number] => [
        `a summary that counts ${JSON.stringify(count)}`,
        () => preview({ steps: [stepOf('create', 'a')], changeSummary: { create: 1, same: count } }),
        count === 7 ? [['sames-left-out', { counted: 7, read: 0 }]] : [['summary-blind', {}]],
        1,
      ],
    ),
    ...[undefined, null, 7, [{ create: 1 }]].map((counts): [string, () => Promise<Told[]>, unknown[], number] => [
      `a log whose summary counts in ${JSON.stringify(counts)}`,
      () => log(event('resourcePreEvent', 'create', 'a'), { summaryEvent: { resourceChanges: counts } }),
      [['summary-blind', {}]],
      1,
    ]),
    ...[true, 7, 'yes', []].flatMap((flag): [string, () => Promise<Told[]>, unknown[], number][] => [
      [
        `a state whose damage is ${JSON.stringify(flag)}`,
        () => preview({ steps: [stepOf('create', 'a')], changeSummary: { create: 1 }, maybeCorrupt: flag }),
        [['maybe-corrupt', {}]],
        1,
      ],
      [
        `a log whose damage is ${JSON.stringify(flag)}`,
        () => log(event('resourcePreEvent', 'create', 'a'), summary({ create: 1 }, { maybeCorrupt: flag })),
        [['maybe-corrupt', {}]],
        1,
      ],
      [
        `a run that ended with ${JSON.stringify(flag)}`,
        () => log(event('resourcePreEvent', 'create', 'a'), summary({ create: 1 }, { result: flag })),
        [['errored', {}]],
        1,
      ],
    ]),
    [
      'a damaged state',
      () => preview({ steps: [stepOf('create', 'a')], changeSummary: { create: 1 }, maybeCorrupt: true }),
      [['maybe-corrupt', {}]],
      1,
    ],
    [
      'an operation of tomorrow',
      () => preview({ steps: [stepOf('teleport', 'a')], changeSummary: {} }),
      [['operation-unknown', { address: urnOf('a'), operation: 'teleport' }]],
      1,
    ],
    [
      'a failed operation that nothing announced',
      () => log(event('resOpFailedEvent', 'create', 'a'), summary({})),
      [['operation-failed', { address: urnOf('a'), operation: 'create' }]],
      1,
    ],
    [
      'a run that failed',
      () => log(event('resOutputsEvent', 'create', 'a'), summary({ create: 1 }, { result: 'failed' })),
      [['errored', {}]],
      1,
    ],
    ['a log without an end', () => log(event('resourcePreEvent', 'create', 'a')), [['incomplete', {}]], 1],
    [
      'a default provider counted in place of a bucket',
      () =>
        log(
          {
            resOutputsEvent: {
              metadata: { op: 'create', urn: urnOf('default_7_1_0', 'pulumi:providers:aws'), new: { custom: true } },
            },
          },
          summary({ create: 1 }),
        ),
      [['counts-differ', { operation: 'create', counted: 1, read: 0 }]],
      1,
    ],
    [
      'a creation that never ended',
      () =>
        state({
          version: 3,
          deployment: { resources: [], pending_operations: [{ type: 'creating', resource: stateOf('a') }] },
        }),
      [['pending-operations', { address: urnOf('a'), operation: 'creating' }]],
      1,
    ],
    [
      'a resource whose initialisation failed',
      () => state({ version: 3, deployment: { resources: [stateOf('a', { initErrors: ['canary'] })] } }),
      [['operation-failed', { address: urnOf('a'), operation: 'create' }]],
      1,
    ],
  ])('%s', async (_, told, expected, resources) => {
    const all = await told();
    expect(problemsOf(all)).toEqual([]);
    expect(shorts(all)).toEqual(expected);
    expect(resourcesOf(all)).toHaveLength(resources);
    expect(JSON.stringify(all)).not.toContain('canary');
  });

  it('tells a torn last line, wherever it is cut, and what stands before it', async () => {
    const text = fixture('pulumi/events-private-up.jsonl').trimEnd();
    const last = text.lastIndexOf('\n') + 1;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: last + 1, max: text.length - 1 }), async (cut) => {
        const told = await readAll(pulumiEventLog, text.slice(0, cut));
        expect(shorts(told)).toEqual([['torn', { line: 26 }]]);
        expect(resourcesOf(told)).toHaveLength(5);
      }),
      { numRuns: 20 },
    );
  });
});

describe('bad input is a problem with its path', () => {
  it.each<[what: string, told: () => Promise<Told[]>, flaws: string[]]>([
    [
      'a step that is none',
      () => preview({ steps: [7], changeSummary: {} }),
      ['plan-shape /steps/0', 'plan-shape /steps/0/op', 'plan-shape /steps/0/urn'],
    ],
    ['steps that are none', () => preview({ steps: 'x', changeSummary: {} }), ['plan-shape /steps']],
    [
      'a URN that is none',
      () => preview({ steps: [{ op: 'create', urn: 'x' }], changeSummary: {} }),
      ['plan-shape /steps/0/urn'],
    ],
    [
      'inputs that are none',
      () => preview({ steps: [stepOf('create', 'a', { newState: stateOf('a', { inputs: [] }) })], changeSummary: {} }),
      ['plan-shape /steps/0/newState/inputs'],
    ],
    ...[7, 'true', []].flatMap((custom): [string, () => Promise<Told[]>, string[]][] => [
      [
        `a component or none: ${JSON.stringify(custom)}`,
        () => preview({ steps: [stepOf('create', 'a', { newState: stateOf('a', { custom }) })], changeSummary: {} }),
        ['plan-shape /steps/0/newState/custom'],
      ],
      [
        `the same in a log: ${JSON.stringify(custom)}`,
        () =>
          log(
            { resourcePreEvent: { metadata: { op: 'create', urn: urnOf('a'), new: { custom } } } },
            summary({ create: 1 }),
          ),
        ['plan-shape /0/resourcePreEvent/metadata/new/custom'],
      ],
    ]),
    ...['resOutputsEvent', 'summaryEvent', 'eventOfTomorrowEvent'].map(
      (name): [string, () => Promise<Told[]>, string[]] => [
        `a ${name} that is none`,
        () => log(event('resourcePreEvent', 'create', 'a'), { [name]: ['x'] }, summary({ create: 1 })),
        [`plan-shape /1/${name}`],
      ],
    ),
    [
      'one resource twice',
      () => preview({ steps: [stepOf('create', 'a'), stepOf('create', 'a')], changeSummary: {} }),
      ['plan-duplicate /steps/1'],
    ],
    [
      'an unknown version',
      () => state({ version: 9, deployment: { resources: [stateOf('a')] } }),
      ['plan-version /version'],
    ],
    ['a state that is a list', () => state({ version: 3, deployment: [] }), ['plan-shape /deployment']],
    ['an old state that is a list', () => state({ latest: [] }), ['plan-shape /latest', 'plan-version /version']],
    [
      'resources that are no list',
      () => state({ version: 3, deployment: { resources: {} } }),
      ['plan-shape /deployment/resources'],
    ],
    ['no version', () => state({ deployment: { resources: [] } }), ['plan-version /version']],
    ['a key twice', () => readAll(pulumiExport, '{"version":3,"version":3,"deployment":{}}'), ['plan-json /version']],
    [
      'a truncated export',
      () => readAll(pulumiExport, '{"version":3,"deployment":{"resources":['),
      ['plan-json /deployment/resources'],
    ],
    [
      'an event without a resource',
      () => log({ resourcePreEvent: {} }, summary({})),
      ['plan-shape /0/resourcePreEvent/metadata/urn'],
    ],
  ])('%s', async (_, told, expected) => {
    const all = await told();
    expect(flaws(all).slice(0, expected.length)).toEqual(expected);
  });

  it('refuses every text cut from an export', async () => {
    const text = fixture('pulumi/export-public.json').trimEnd();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: text.length - 1 }), async (cut) => {
        expect(problemsOf(await readAll(pulumiExport, text.slice(0, cut))).length).toBeGreaterThan(0);
      }),
      { numRuns: 20 },
    );
  });

  it('keeps hostile names for whoever prints them, and finds the end of a URN that holds ::', async () => {
    const hostile = '\u001b[2J::error::\u202e</script>=cmd()';
    const told = await preview({ steps: [stepOf('create', hostile)], changeSummary: { create: 1 } });
    expect(resourcesOf(told)[0]).toMatchObject({ name: hostile, address: urnOf(hostile) });
    expect(readUrn(`urn:pulumi:prod::shop::my:pkg:Zone$aws:s3/bucket:Bucket::a::b`)).toEqual({
      stack: 'prod',
      type: 'aws:s3/bucket:Bucket',
      name: 'a::b',
    });
    expect(providerUrn(`${urnOf('a::b', 'pulumi:providers:aws')}::${unknowns[2]}`)).toBe(
      urnOf('a::b', 'pulumi:providers:aws'),
    );
  });
});

describe('values', () => {
  it('marks each of the seven sentinels, also inside a longer text', () => {
    for (const unknown of unknowns) {
      expect(treeOf(unknown)).toBe(unknownLeaf);
      expect(treeOf([{ x: `arn:aws:s3:::${unknown}/*` }])).toEqual([{ x: unknownLeaf }]);
    }
  });

  it.each<[string, unknown, unknown]>([
    ['a secret of a state', { [signature]: signatures.secret, ciphertext: 'canary' }, secretLeaf],
    ['a secret in clear', { [signature]: signatures.secret, plaintext: '"canary"' }, secretLeaf],
    ['a blinded secret', '[secret]', secretLeaf],
    ['a signature of tomorrow', { [signature]: 'canary', value: 'canary' }, secretLeaf],
    ['an output that is known', { [signature]: signatures.output, value: 'x' }, 'x'],
    ['an output that is not', { [signature]: signatures.output, dependencies: [] }, unknownLeaf],
    ['an output that is secret', { [signature]: signatures.output, value: 'canary', secret: true }, secretLeaf],
    ['an asset', { [signature]: signatures.asset, text: 'canary', hash: 'h' }, { carried: 'text' }],
    ['an archive', { [signature]: signatures.archive, path: '/srv/canary', hash: 'h' }, { carried: 'path' }],
    ['a reference', { [signature]: signatures.reference, urn: 'u', id: unknowns[2] }, { urn: 'u', id: unknownLeaf }],
  ])('%s', (_, value, tree) => {
    expect(treeOf(value as never)).toEqual(tree);
    expect(JSON.stringify(treeOf(value as never))).not.toContain('canary');
  });

  it('drops passwords and variables that nobody marked, and keeps what is none', () => {
    const kept = propertiesOf({
      masterPassword: 'canary',
      user_data: 'canary',
      environment: { variables: { A: 'canary' } },
      env: [{ name: 'A', value: 'canary', valueFrom: { key: 'k' } }],
      __provider: 'canary',
      skipFinalSnapshot: false,
      manageMasterUserPassword: true,
    });
    expect(JSON.stringify(kept)).not.toContain('canary');
    expect(kept).toMatchObject({ env: [{ name: 'A', valueFrom: { key: 'k' } }], manageMasterUserPassword: true });
  });

  it('believes the program over the state for what will be, and the state for what is', async () => {
    const sides = {
      inputs: { acl: 'private', tags: { a: 'x' } },
      outputs: { acl: 'public-read', tags: { b: 'y' }, arn: 'r' },
    };
    const steps = [
      stepOf('update', 'a', { newState: stateOf('a', sides), oldState: stateOf('a', sides) }),
      stepOf('same', 'b', { newState: stateOf('b', sides) }),
    ];
    const [changed, held] = resourcesOf(await preview({ steps, changeSummary: { update: 1, same: 1 } }));
    expect(changed).toMatchObject({
      before: { acl: 'public-read' },
      after: { acl: 'private', tags: { a: 'x', b: 'y' }, arn: 'r' },
    });
    expect(held?.after).toMatchObject({ acl: 'public-read' });
  });

  it('hides what additionalSecretOutputs names', async () => {
    const held = stateOf('a', {
      additionalSecretOutputs: ['region'],
      outputs: { region: 'canary' },
      inputs: { region: 'canary' },
    });
    expect(
      resourcesOf(
        await preview({ steps: [stepOf('create', 'a', { newState: held })], changeSummary: { create: 1 } }),
      )[0]?.after,
    ).toEqual({
      region: secretLeaf,
    });
  });
});

describe('replacements', () => {
  const sides = {
    old: stateOf('a', { inputs: { region: 'eu-west-3' } }),
    new: stateOf('a', { inputs: { region: 'us-east-1' } }),
  };
  it.each([
    ['create first', ['create-replacement', 'replace', 'delete-replaced']],
    ['delete first', ['delete-replaced', 'replace', 'create-replacement']],
  ])('is one resource with both sides: %s', async (_, ops) => {
    const events = ops.flatMap((op) => {
      const there = op === 'delete-replaced' ? { new: null } : {};
      return ['resourcePreEvent', 'resOutputsEvent'].map((kind) => event(kind, op, 'a', { ...sides, ...there }));
    });
    const told = await log(...events, summary({ replace: 1 }));
    expect(actionsOf(told)).toEqual(['replace a']);
    expect(shorts(told)).toEqual([]);
    expect(resourcesOf(told)[0]).toMatchObject({ before: { region: 'eu-west-3' }, after: { region: 'us-east-1' } });
  });

  it.each([
    ['create first', ['create-replacement', 'replace', 'delete-replaced'], 'replace'],
    ['delete first', ['delete-replaced', 'replace', 'create-replacement'], 'replace'],
    ['of something that is only read', ['read-replacement', 'discard-replaced'], 'read'],
  ])('is one resource also in a digest that shows its steps: %s', async (_, ops, operation) => {
    const shown = (op: string) =>
      op === 'delete-replaced' || op === 'discard-replaced' ? { newState: null } : { newState: sides.new };
    const steps = ops.map((op) => stepOf(op, 'a', { oldState: sides.old, ...shown(op) }));
    const changeSummary = operation === 'replace' ? { create: 1, replace: 1 } : { create: 1 };
    const told = await preview({ steps: [...steps, stepOf('create', 'b')], changeSummary });
    expect(actionsOf(told)).toEqual(['create b', `${operation} a`].sort());
    expect([...flaws(told), ...shorts(told)]).toEqual([]);
    const found = resourcesOf(told).find(({ name }) => name === 'a');
    expect(found).toMatchObject({ before: { region: 'eu-west-3' }, after: { region: 'us-east-1' } });
  });

  it.each([
    ['twice', ['replace', 'replace']],
    ['beside another operation', ['same', 'create-replacement']],
  ])('is none where a step stands %s', async (_, ops) => {
    const told = await preview({ steps: ops.map((op) => stepOf(op, 'a')), changeSummary: { same: 1, replace: 1 } });
    expect(flaws(told)).toContainEqual(expect.stringContaining('plan-duplicate /steps/'));
  });

  it('knows the replaced resource whose deletion is still due from the one in its place', async () => {
    const told = await state({ version: 3, deployment: { resources: [stateOf('a', { delete: true }), stateOf('a')] } });
    expect(actionsOf(told)).toEqual(['forget a', 'same a']);
    expect(problemsOf(told)).toEqual([]);
  });

  it('reads an update plan of a replacement', async () => {
    const goal = {
      type: 'aws:s3/bucket:Bucket',
      custom: true,
      inputDiff: { adds: { region: 'us-east-1' } },
      outputDiff: {},
    };
    const steps = ['create-replacement', 'replace', 'delete-replaced'];
    const told = await readAll(
      pulumiPlan,
      JSON.stringify({ manifest: {}, resourcePlans: { [urnOf('a')]: { goal, steps, state: {} } } }),
    );
    expect(resourcesOf(told)[0]).toMatchObject({ operation: 'replace', after: { region: 'us-east-1' } });
  });
});

describe('who serves a resource', () => {
  const named = `${urnOf('paris', 'pulumi:providers:aws')}::x`;
  const served = (provider: string): object =>
    stepOf('create', 'a', { provider, newState: stateOf('a', { provider }) });

  it('asks the configuration for a default provider only', async () => {
    const byDefault = `${urnOf('default_7_1_0', 'pulumi:providers:aws')}::${unknowns[2]}`;
    const config = { 'aws:region': 'eu-west-3', 'aws:secretKey': '[secret]', 'shop:x': 'y' };
    const [found] = providersOf(await preview({ config, steps: [served(byDefault)], changeSummary: { create: 1 } }));
    expect(found).toMatchObject({ name: 'aws', values: { region: 'eu-west-3', secretKey: secretLeaf } });
    const [other] = providersOf(
      await preview({ config, steps: [served(named)], changeSummary: { create: 1, same: 1 } }),
    );
    expect(other).toMatchObject({ name: 'aws', values: { region: unknownLeaf } });
  });

  it('believes what a named provider says of itself', async () => {
    const own = {
      op: 'create',
      urn: urnOf('paris', 'pulumi:providers:aws'),
      newState: { custom: true, inputs: { region: 'eu-west-3', secretKey: 'canary' } },
    };
    const told = await preview({ steps: [own, served(named)], changeSummary: { create: 2 } });
    expect(providersOf(told)).toHaveLength(1);
    expect(providersOf(told)[0]).toMatchObject({
      key: urnOf('paris', 'pulumi:providers:aws'),
      values: { region: 'eu-west-3' },
    });
    expect(resourcesOf(told)[1]?.provider).toBe(providersOf(told)[0]?.key);
    expect(JSON.stringify(told)).not.toContain('canary');
  });
});

describe('a provider of Kubernetes', () => {
  it.each<[string, string, string | undefined]>([
    ['YAML', 'apiVersion: v1\ncurrent-context: paris\nusers: [{user: {token: canary}}]\n', 'paris'],
    ['JSON', '{"users":[{"user":{"token":"canary"}}],"current-context":"paris"}', 'paris'],
    ['a path', '/srv/canary/.kube/config', undefined],
    ['a secret', '[secret]', undefined],
  ])('keeps the context of its kubeconfig and nothing else: %s', async (_, kubeconfig, context) => {
    const type = 'pulumi:providers:kubernetes';
    const newState = { type, custom: true, inputs: { kubeconfig } };
    const told = await preview({
      steps: [{ op: 'create', urn: urnOf('k', type), newState }],
      changeSummary: { create: 1 },
    });
    expect(providersOf(told)[0]?.values).toMatchObject({ kubeconfig: secretLeaf, context: context ?? unknownLeaf });
    expect(JSON.stringify(told)).not.toContain('canary');
  });
});

describe('positions', () => {
  const at = (...sources: string[]) =>
    positionOf({ stackTrace: sources.map((sourcePosition) => ({ sourcePosition })) });
  it.each<[what: string, sources: string[], found: unknown]>([
    ['relative', ['project:///index.ts#9,15'], { file: 'index.ts', line: 9, column: 15 }],
    ['relative, without a column', ['project:///index.ts#9'], { file: 'index.ts', line: 9 }],
    [
      'past packages',
      ['project:///node_modules/@pulumi/resource.ts#1,1', 'project:///a/b.ts#2,3'],
      { file: 'a/b.ts', line: 2, column: 3 },
    ],
    [
      'absolute, under the folder of main',
      [
        'project:///stacks/file:/srv/somebody/app/infra/b.ts#2,3',
        'project:///stacks/file:/srv/somebody/app/stacks/index.ts#4,5',
      ],
      { file: 'infra/b.ts', line: 2, column: 3 },
    ],
    ['absolute, root not told', ['project:///file:/srv/somebody/app/index.ts#2,3'], undefined],
    ['absolute, root not clear', ['project:///a/file:/srv/a/x/a/index.ts#2,3'], undefined],
    ['of Windows', ['project:///file:///C:/Users/somebody/index.ts#2,3'], undefined],
    ['out of the project', ['project:///../../srv/somebody/index.ts#2,3'], undefined],
    ['not a position', ['https://example.org/#1,2'], undefined],
  ])('%s', (_, sources, found) => {
    expect(at(...sources)).toEqual(found);
  });

  it('never holds an absolute path', () => {
    const part = fc.constantFrom('file:', '/', '//', '..', 'C:', '\\', 'stacks', 'home', 'x.ts', '.', ':');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.array(part, { maxLength: 8 }), (one, other) => {
        const found = at(`project:///${one.join('')}#1,1`, `project:///${other.join('/')}#1,1`);
        expect(found?.file ?? 'x').not.toMatch(/^[/\\]|^[A-Za-z]:|(^|\/)\.\.(\/|$)/);
      }),
    );
  });
});
