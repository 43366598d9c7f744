import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pulumiEventAnswer, pulumiEventLog } from '../../../audit/plan/pulumi/eventReaders.ts';
import { pulumiExport } from '../../../audit/plan/pulumi/export.ts';
import { pulumiPreview } from '../../../audit/plan/pulumi/preview.ts';
import { pulumiPlan } from '../../../audit/plan/pulumi/updatePlan.ts';
import { secretLeaf, type Told } from '../../../audit/plan/told.ts';
import { actionsOf, fixture, problemsOf, providersOf, readAll, resourcesOf, shortsOf } from './readAll.ts';

const sample = (name: string): string => fixture(`pulumi/${name}`);
const readers = {
  events: pulumiEventLog,
  export: pulumiExport,
  plan: pulumiPlan,
  policy: pulumiEventLog,
  preview: pulumiPreview,
  refresh: pulumiPreview,
} as const;
const read = (name: string): Promise<Told[]> =>
  readAll(readers[name.split('-')[0] as keyof typeof readers], sample(name), { name });
const codes = (told: readonly Told[]): string[] => shortsOf(told).map(({ code }) => code);

const both = ['create cloison-lab-private', 'create private', 'create private-billing', 'create private-patients'];
const held = both.map((action) => action.replace('create', 'same'));
const provided = (action: string): string => `${action} default`;

describe('what the command line wrote', () => {
  it.each<[name: string, stack: string | undefined, actions: string[], shorts: string[]]>([
    ['preview-private-create.json', 'private', both, []],
    ['preview-private-same.json', 'private', held, []],
    [
      'preview-public-create.json',
      'public',
      [
        'create cloison-lab-public',
        'create public',
        'create public-catalogue',
        'read organization/cloison-lab/private',
      ],
      [],
    ],
    [
      'preview-draft-unknown-denied.json',
      'draft',
      ['create cloison-lab-draft', 'create draft-first', 'create draft-second'],
      ['diagnostics'],
    ],
    ['refresh-drift.json', 'private', held, ['drift-left-out']],
    ['export-private.json', 'private', [...held, provided('same')], []],
    ['plan-private.json', 'private', [...both, provided('create')], []],
    ['events-private-up.jsonl', 'private', [...both, provided('create')], []],
    [
      'events-draft-unknown-denied.jsonl',
      'draft',
      ['create cloison-lab-draft', provided('create'), 'create draft-first', 'create draft-second'],
      ['errored', 'diagnostics'],
    ],
    [
      'events-refresh-drift.jsonl',
      'private',
      held.map((a) => a.replace('same private-billing', 'update private-billing')),
      [],
    ],
    ['policy-analyze-denied.jsonl', undefined, [], ['errored']],
  ])('%s: every resource once, and what is missing', async (name, stack, actions, shorts) => {
    const told = await read(name);
    expect(problemsOf(told)).toEqual([]);
    expect(told[0]).toMatchObject({ tell: 'input', input: name, ...(stack === undefined ? {} : { stack }) });
    expect(actionsOf(told)).toEqual([...actions].sort());
    expect(codes(told)).toEqual(shorts);
  });

  it('shows in the stream the drift that the digest hides', async () => {
    const [drifted] = resourcesOf(await read('events-refresh-drift.jsonl')).filter(
      ({ operation }) => operation === 'update',
    );
    expect(drifted).toMatchObject({
      name: 'private-billing',
      before: { versioning: true },
      after: { versioning: false },
    });
  });

  it('tells the packs that ran, by name and version, without their folder', async () => {
    const told = await read('events-private-up.jsonl');
    expect(told.filter(({ tell }) => tell === 'pack')).toEqual([
      { tell: 'pack', input: 'events-private-up.jsonl', name: 'cloison-pack', version: '0.1.0' },
    ]);
  });

  it('keeps no secret, no ciphertext, no code of a provider and no absolute path', async () => {
    const names = ['preview-private-same.json', 'export-private.json', 'plan-private.json', 'events-private-up.jsonl'];
    const told = (await Promise.all(names.map(read))).flat();
    const text = JSON.stringify(told);
    expect(text).not.toMatch(/v1:|ciphertext|\[secret\]|__provider|exports\.handler|4dabf18/);
    expect(text).not.toContain('"file":"/');
    const stacks = resourcesOf(told).filter(
      ({ type, after }) => type === 'pulumi:pulumi:Stack' && after?.['token'] !== undefined,
    );
    expect(stacks.length).toBeGreaterThan(1);
    for (const { after } of stacks) expect(after?.['token']).toBe(secretLeaf);
  });

  it('cites the file of the user, not that of the engine', async () => {
    const positions = resourcesOf(await read('preview-private-create.json')).map(({ name, position }) => [
      name,
      position?.file,
    ]);
    expect(Object.fromEntries(positions)).toEqual({
      'cloison-lab-private': undefined,
      private: 'stacks/index.ts',
      'private-patients': 'infra/store/bucket.ts',
      'private-billing': 'infra/store/bucket.ts',
    });
  });

  it('tells who serves each resource, also when no step does', async () => {
    for (const name of ['preview-private-create.json', 'export-private.json', 'events-abroad-denied.jsonl']) {
      const told = await read(name);
      const keys = new Set(providersOf(told).map(({ key }) => key));
      const cited = resourcesOf(told).flatMap(({ provider }) => provider ?? []);
      expect(cited.length).toBeGreaterThan(0);
      expect(cited.filter((key) => !keys.has(key))).toEqual([]);
    }
  });

  it('reads the same whatever pieces the bytes come in', async () => {
    const text = sample('events-public-preview.jsonl');
    const whole = await readAll(pulumiEventLog, text);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5000 }), async (size) => {
        expect(await readAll(pulumiEventLog, text, { size })).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });

  it('reads events of the REST interface as the log, and misses the page that was not fetched', async () => {
    const events = sample('events-private-up.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    const answer = await readAll(pulumiEventAnswer, JSON.stringify({ events, continuationToken: null }));
    expect(actionsOf(answer)).toEqual(actionsOf(await read('events-private-up.jsonl')));
    const paged = await readAll(pulumiEventAnswer, JSON.stringify({ events, continuationToken: 'next' }));
    expect(codes(paged)).toEqual(['incomplete']);
  });

  it.each([
    [
      'a checkpoint',
      (latest: unknown) => ({ version: 3, checkpoint: { stack: 'organization/cloison-lab/private', latest } }),
    ],
    ['a very old checkpoint', (latest: unknown) => ({ target: 'private', latest })],
    ['an export of version 4', (deployment: unknown) => ({ version: 4, features: ['x'], deployment })],
  ])('reads %s as the export', async (_, shape) => {
    const { deployment } = JSON.parse(sample('export-private.json')) as { deployment: unknown };
    const told = await readAll(pulumiExport, JSON.stringify(shape(deployment)), { name: 'export-private.json' });
    expect(told).toEqual(await read('export-private.json'));
  });

  it('claims each input for one reader only', () => {
    const all = [pulumiPreview, pulumiEventLog, pulumiEventAnswer, pulumiExport, pulumiPlan];
    for (const name of [
      'preview-private-same.json',
      'export-private.json',
      'plan-private.json',
      'refresh-drift.json',
    ]) {
      const keys = new Set(Object.keys(JSON.parse(sample(name)) as object));
      expect(all.filter((reader) => reader.claims({ text: '', shape: 'object', keys }))).toHaveLength(1);
    }
  });
});
