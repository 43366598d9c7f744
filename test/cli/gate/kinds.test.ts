import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GateDocument } from '../../../cli/gate/outputs/json.ts';
import { inputKinds, type InputKind } from '../../../audit/index.ts';
import { estateAt, gate, planAt, preview } from './world.ts';

type Verdict = 'allow' | 'deny' | 'unknown';
const codes: Readonly<Record<Verdict, number>> = { allow: 0, deny: 1, unknown: 3 };
/** Where it will lie: in a region of the estate's host in France, in one abroad, or nobody can say before apply. */
const regions: Readonly<Record<Verdict, string | undefined>> = {
  allow: 'eu-private',
  deny: 'far-away',
  unknown: undefined,
};

const bucket = { name: 'health-file', dataset: 'health-file' };
const urnOf = (type: string, name: string) => `urn:pulumi:prod::shop::${type}::${name}`;
const providerType = 'pulumi:providers:aws';
const bucketType = 'aws:s3/bucket:Bucket';
const reference = `${urnOf(providerType, 'p')}::p-id`;
const providerInputs = (region: string | undefined) => ({
  ...(region === undefined ? {} : { region }),
  endpoints: '[{"s3":"https://s3.example"}]',
});
const bucketInputs = { bucket: bucket.name, tags: { 'cloison-dataset': bucket.dataset } };

const previewOf = (region: string | undefined) => preview([{ ...bucket, region }]);

function eventsOf(region: string | undefined, packs: object = { 'cloison|local|stacks/pack': '0.1.0' }): string {
  const { steps } = JSON.parse(previewOf(region)) as {
    steps: { op: string; urn: string; newState: { type: string; provider?: string } }[];
  };
  const events = steps.map(({ op, urn, newState }) => ({
    resourcePreEvent: {
      metadata: { op, urn, type: newState.type, old: null, new: newState, provider: newState.provider ?? '' },
      planning: true,
    },
  }));
  const all = [
    { preludeEvent: { config: {} } },
    ...events,
    { summaryEvent: { resourceChanges: { create: steps.length }, result: 'succeeded', PolicyPacks: packs } },
  ];
  return all.map((event, sequence) => JSON.stringify({ sequence, timestamp: 1, ...event })).join('\n');
}

function exportOf(region: string | undefined): string {
  const resources = [
    { urn: urnOf(providerType, 'p'), custom: true, id: 'p-id', type: providerType, inputs: providerInputs(region) },
    {
      urn: urnOf(bucketType, bucket.name),
      custom: true,
      id: bucket.name,
      type: bucketType,
      inputs: bucketInputs,
      provider: reference,
    },
  ];
  return JSON.stringify({
    version: 3,
    deployment: { manifest: { time: '2026-06-01T00:00:00Z', magic: '', version: '3' }, resources },
  });
}

function planOf(region: string | undefined): string {
  const goal = (type: string, name: string, adds: object, provider = '') => ({
    goal: { type, name, custom: true, inputDiff: { adds }, outputDiff: {}, provider },
    steps: ['create'],
    state: {},
  });
  const resourcePlans = {
    [urnOf(providerType, 'p')]: goal(providerType, 'p', providerInputs(region)),
    [urnOf(bucketType, bucket.name)]: goal(
      bucketType,
      bucket.name,
      bucketInputs,
      `${urnOf(providerType, 'p')}::04da6b54-80e4-46f7-96ec-b56ff0331ba9`,
    ),
  };
  return JSON.stringify({ manifest: { time: '2026-06-01T00:00:00Z', magic: '', version: '3' }, resourcePlans });
}

function terraformOf(region: string | undefined): string {
  const address = 'aws_s3_bucket.health';
  const expressions = {
    ...(region === undefined
      ? { region: { references: ['data.aws_region.now.name'] } }
      : { region: { constant_value: region } }),
    endpoints: [{ s3: { constant_value: 'https://s3.example' } }],
  };
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: [
      {
        address,
        mode: 'managed',
        type: 'aws_s3_bucket',
        name: 'health',
        provider_name: 'registry.terraform.io/hashicorp/aws',
        change: {
          actions: ['create'],
          before: null,
          after: { bucket: bucket.name, tags: { 'cloison-dataset': bucket.dataset } },
          after_unknown: { id: true, ...(region === undefined ? { region: true } : {}) },
          before_sensitive: false,
          after_sensitive: {},
        },
      },
    ],
    configuration: {
      provider_config: { aws: { name: 'aws', full_name: 'registry.terraform.io/hashicorp/aws', expressions } },
      root_module: {
        resources: [
          {
            address,
            mode: 'managed',
            type: 'aws_s3_bucket',
            name: 'health',
            provider_config_key: 'aws',
            expressions: {},
          },
        ],
      },
    },
  });
}

const manifest = `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: health
  namespace: care
  labels: { cloison-dataset: health-file }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`;
const clusters: Readonly<Record<Verdict, string>> = { allow: 'k8s-paris', deny: 'k8s-far', unknown: 'k8s-somewhere' };

/** All constructed; what real tools wrote is judged below. */
const made: Readonly<Record<InputKind, (verdict: Verdict) => readonly [text: string, ...words: string[]]>> = {
  'pulumi-preview': (verdict) => [previewOf(regions[verdict])],
  'pulumi-events': (verdict) => [eventsOf(regions[verdict])],
  'pulumi-export': (verdict) => [exportOf(regions[verdict])],
  'pulumi-plan': (verdict) => [planOf(regions[verdict])],
  'terraform-plan': (verdict) => [terraformOf(regions[verdict])],
  kubernetes: (verdict) => [manifest, '--place', clusters[verdict]],
};

const estate = estateAt();
async function judged(text: string, words: readonly string[]): Promise<{ code: number; told: GateDocument }> {
  const { code, out, err } = await gate([planAt(text, 'input'), '--estate', estate, '--json', ...words]);
  expect(out, err).toMatch(/^\{/);
  return { code, told: JSON.parse(out) as GateDocument };
}

describe.each(inputKinds)('%s', (kind) => {
  it.each(Object.keys(codes) as Verdict[])('%s', async (verdict) => {
    const [text, ...words] = made[kind](verdict);
    const { code, told } = await judged(text, words);
    expect(told.run.inputs[0]).toMatchObject({ kind, name: 'input' });
    expect(told.counts).toMatchObject({ judged: 1, notUnderstood: 0 });
    expect({ code, shorts: told.shorts, controls: told.findings.map(({ control }) => control) }).toMatchObject({
      code: codes[verdict],
      shorts: [],
    });
    const controls = new Set(told.findings.map(({ control }) => control));
    expect(controls.has('residency/personal-data-stays-in-the-eea')).toBe(verdict !== 'allow');
  });
});

describe('a mixed change', () => {
  const kinds = inputKinds.filter((kind) => kind !== 'kubernetes');
  const text = (kind: InputKind, verdict: Verdict) => made[kind](verdict)[0];
  const run = (texts: readonly string[]) => {
    const plans = texts.map((each, at) => planAt(each, `${kinds[at]!}.json`));
    return gate([...plans, '--estate', estate, '--json']);
  };
  const good = kinds.map((kind) => text(kind, 'allow'));

  it('of every kind is judged whole, and one bad kind decides', async () => {
    expect((await run(good)).code).toBe(0);
    for (const [at, kind] of kinds.entries()) {
      const other = text(kind, 'deny').replaceAll('"bucket":"health-file"', '"bucket":"health-more"');
      expect((await run(good.with(at, other))).code).toBe(1);
    }
  });

  it('that says two places of one container is undecided, whichever comes first', async () => {
    for (const [at, kind] of kinds.entries()) expect((await run(good.with(at, text(kind, 'deny')))).code).toBe(3);
  });
});

it('an event log that does not say that the pack ran is undecided, whatever it holds', async () => {
  expect((await judged(eventsOf(regions.allow), [])).code).toBe(0);
  for (const packs of [{}, { 'cloison-lookalike|local|x': '0.1.0' }]) {
    const { code, told } = await judged(eventsOf(regions.allow, packs), []);
    expect(code).toBe(3);
    expect(told.shorts).toMatchObject([{ code: 'pack-not-run' }]);
  }
});

const real = join(import.meta.dirname, '../../audit/plan/fixtures');
describe('files that real tools wrote', () => {
  it.each<[string, number, ...string[]]>([
    ['kubernetes/helm-template.yaml', 3],
    ['kubernetes/kustomize-build.yaml', 3],
    ['terraform/real-create.json', 0],
    ['terraform/real-errored.json', 3],
    ['terraform/real-provisioners.json', 3],
    ['pulumi/preview-private-create.json', 3],
    ['pulumi/events-abroad-denied.jsonl', 3],
    ['pulumi/export-public.json', 3],
  ])('%s is %i, every resource in one row', async (name, expected, ...words) => {
    const { code, told } = await judged(readFileSync(join(real, name), 'utf8'), words);
    expect(code).toBe(expected);
    const { total, judged: own, outOfScope, notUnderstood } = told.counts;
    expect(own + outOfScope + notUnderstood).toBe(total);
    expect(told.rows).toHaveLength(total);
    expect(told.run.inputs.reduce((sum, { resources }) => sum + resources, 0)).toBe(total);
  });
});
