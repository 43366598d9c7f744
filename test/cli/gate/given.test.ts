import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GateDocument } from '../../../cli/gate/outputs/json.ts';
import { realGit, type Git } from '../../../cli/gate/judge/git.ts';
import { bundleDigest, packBundle } from '../../../policies/index.ts';
import { unpack } from '../../../policies/bundle/archive.ts';
import { changed, control, encoded } from '../../policies/bundle/support.ts';
import { folder, quiet, run, storeOf } from '../support.ts';
import { bad, estateAt, gate, good, later, planAt, preview } from './world.ts';
import { execFileSync } from 'node:child_process';

const estate = estateAt();
const documentOf = (out: string) => JSON.parse(out) as GateDocument;
const told = async (...words: string[]) => documentOf((await gate([...words, '--estate', estate, '--json'])).out);

describe('own controls', () => {
  const strict = changed({ 'data.json': encoded({ example: { regions: [] } }) });
  const digest = bundleDigest(strict);

  it('are asked of a plan too, named with their digest, and are explained nowhere else', async () => {
    const bundle = planAt(strict, 'own.tar.gz');
    const ran = await gate([planAt(preview([good])), '--estate', estate, '--policies', `${bundle}@${digest}`]);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain(`own controls “Example” ${digest}`);
    expect(ran.out.trimEnd().split('\n').at(-1)).toBe('exit 1, refused.');
    const { findings, run: ours } = await told(planAt(preview([good])), '--policies', `${bundle}@${digest}`);
    expect(findings.map((each) => each.control)).toEqual([control]);
    expect(ours.policies).toEqual([{ name: 'Example', digest }]);
  });

  it('are read from a ref', async () => {
    const root = folder();
    mkdirSync(join(root, 'own'));
    for (const [name, bytes] of unpack(strict)) writeFileSync(join(root, 'own', name), bytes);
    const git = (...words: string[]) =>
      execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], {
        stdio: 'ignore',
      });
    git('init', '-q', '-b', 'main');
    git('add', '-A');
    git('commit', '-q', '-m', 'own');
    const packed = bundleDigest(packBundle(new Map(unpack(strict))));
    const words = (pin: string) => [planAt(preview([good])), '--estate', estate, '--policies', `git:main:own@${pin}`];
    const inRepository: Git = (each, limit) => realGit(['-C', root, ...each], limit);
    expect((await gate(words(packed), { git: inRepository })).code).toBe(1);
    expect((await gate(words(`sha256:${'0'.repeat(64)}`), { git: inRepository })).code).toBe(4);
  });
});

describe('a collection', () => {
  const label = {
    recognizer: 'health',
    category: 'pd:HealthRecord',
    class: 'D4',
    hits: 9,
    checked: 9,
    method: 'terms',
    prior: 0,
  };
  const labels = { labels: [label], columns: 3, values: 30, fullPass: true };
  const collected = async (of: object) => {
    const file = join(folder(), 'c.jsonl');
    const sources = [storeOf({ 'staffing-figures': { ...quiet, ...of } })];
    await run(['collect', '--estate', estate, '--place', 'store-paris', '--out', file], { sources });
    return file;
  };

  it('says since when it speaks, and is too old after a year', async () => {
    const file = await collected({});
    const words = [planAt(preview([good])), '--estate', estate, '--collection', file];
    const fresh = await gate(words);
    expect(fresh.out.split('\n')[2]).toContain('was collected on 2026-06-01');
    expect(fresh.code).toBe(0);
    const stale = await gate(words, { now: () => new Date('2027-06-30T10:00:00Z') });
    expect(stale.out.split('\n')[0]).toContain('the collection is too old');
    expect(stale.code).toBe(3);
  });

  it('raises the class of what it found more in than was declared', async () => {
    const file = await collected({ labels });
    const { findings, outcome } = await told(planAt(preview([{ ...good, region: 'far-away' }])), '--collection', file);
    const without = await told(planAt(preview([{ ...good, region: 'far-away' }])));
    expect(outcome.code).toBe(1);
    const abroad = 'residency/personal-data-stays-in-the-eea';
    expect(findings.map((each) => each.control)).toContain(abroad);
    expect(without.findings.map((each) => each.control)).not.toContain(abroad);
  });
});

describe('a freeze with a scope', () => {
  const frozen = (scope: string) =>
    estateAt(['operators: {', `freezes:\n  - { from: 2026-05-18, to: 2026-09-10, scope: ${scope} }\noperators: {`]);
  const plans = (scope: string) =>
    gate([
      planAt(preview([{ ...good, name: 'new', dataset: 'staffing-figures' }])),
      '--estate',
      frozen(scope),
      '--json',
    ]);

  it.each([
    ['all', 2],
    ['private', 1],
    ['staffing-figures', 1],
    ['health-file', 0],
    ['a-word-nobody-knows', 2],
  ])('%s meets %i of the resources', async (scope, changes) => {
    const { freezes, outcome } = documentOf((await plans(scope)).out);
    expect(freezes.map((each) => each.changes)).toEqual(changes === 0 ? [] : [changes]);
    expect(outcome.code).toBe(changes === 0 ? 0 : 1);
  });
});

describe('a freeze of what goes', () => {
  const frozen = (scope: string) =>
    estateAt(['operators: {', `freezes:\n  - { from: 2026-05-18, to: 2026-09-10, scope: ${scope} }\noperators: {`]);
  const undone = (name: string, dataset?: string) =>
    planAt(
      preview([{ name, region: 'eu-private', operation: 'delete', ...(dataset === undefined ? {} : { dataset }) }]),
    );

  it.each([
    ['its zone', 'private', 'health-file', undefined],
    ['the dataset that the estate declares there', 'health-file', 'health-file', undefined],
    ['the dataset that it claimed', 'health-file', 'scratch', 'health-file'],
  ])('meets a deletion by %s', async (_, scope, name, dataset) => {
    const { out } = await gate([undone(name, dataset), '--estate', frozen(scope), '--json']);
    const { freezes, outcome } = documentOf(out);
    expect([freezes.map((each) => each.changes), outcome.code]).toEqual([[1], 1]);
  });

  it('leaves what is of neither alone', async () => {
    const { out } = await gate([undone('scratch'), '--estate', frozen('health-file'), '--json']);
    expect(documentOf(out).freezes).toEqual([]);
  });
});

describe('a movement', () => {
  it('is told with both countries, and judged where it goes', async () => {
    const type = 'aws_s3_bucket';
    const address = `${type}.health`;
    const tags = { 'cloison-dataset': 'health-file' };
    const change = {
      actions: ['delete', 'create'],
      before: { bucket: 'health-file', region: 'eu-private', tags },
      after: { bucket: 'health-file', region: 'far-away', tags },
      after_unknown: {},
      before_sensitive: false,
      after_sensitive: false,
    };
    const expressions = {
      region: { constant_value: 'eu-private' },
      endpoints: [{ s3: { constant_value: 'https://s3.example' } }],
    };
    const plan = planAt(
      JSON.stringify({
        format_version: '1.2',
        terraform_version: '1.11.4',
        resource_changes: [
          {
            address,
            mode: 'managed',
            type,
            name: 'health',
            provider_name: 'registry.terraform.io/hashicorp/aws',
            change,
          },
        ],
        configuration: {
          provider_config: { aws: { name: 'aws', expressions } },
          root_module: { resources: [{ address, mode: 'managed', type, name: 'health', provider_config_key: 'aws' }] },
        },
      }),
    );
    const { movements, outcome } = await told(plan);
    expect(movements).toMatchObject([
      { kind: 'replace', from: { region: 'eu-private', country: 'FR' }, to: { region: 'far-away', country: 'SG' } },
    ]);
    expect(outcome.code).toBe(1);
    const { out } = await gate([plan, '--estate', estate]);
    expect(out).toMatch(/aws_s3_bucket\.health is replaced and moves from .*FR France to .*SG Singapore/);
  });
});

describe('an environment', () => {
  it('is the one that is named, else the stack of the inputs, and each has alerts of its own', async () => {
    const plan = planAt(preview([bad]));
    expect((await told(plan)).run.environment).toBe('prod');
    const { out } = await gate([plan, '--estate', estate, '--environment', 'eu/staging', '--format', 'sarif']);
    const { runs } = JSON.parse(out) as { runs: { automationDetails: { id: string } }[] };
    expect(runs[0]!.automationDetails.id).toBe('cloison-gate/eu%2Fstaging/');
  });
});

describe('a large change', () => {
  it('is judged to its last resource, though only what deviates is kept', { timeout: 60_000 }, async () => {
    const many = Array.from({ length: 5200 }, (_, at) => ({
      name: `b-${at}`,
      region: 'eu-private',
      dataset: 'staffing-figures',
    }));
    const clean = await told(planAt(preview(many)));
    expect(clean.outcome).toMatchObject({ code: 0, deviations: 0 });
    expect(clean.counts.judged).toBe(5200);
    expect(clean.answers.allow).toBeGreaterThanOrEqual(5200);
    const one = await told(planAt(preview([...many, { ...later, name: 'last', dataset: 'health-file' }])));
    expect(one.outcome.code).toBe(3);
    expect(new Set(one.findings.map(({ subject }) => subject)).size).toBe(1);
  });
});

describe('while a person watches', () => {
  const slowly = async function* slowly() {
    const bytes = new TextEncoder().encode(preview([good]));
    for (let at = 0; at < bytes.length; at += 400) yield bytes.subarray(at, at + 400);
  };
  it('says how much was read, and takes it away again', async () => {
    let at = 0;
    const clock = () => (at += 150);
    const { out, err, code } = await gate(['-', '--estate', estate], { stdin: slowly(), clock, width: 100 });
    expect(code).toBe(0);
    expect(err).toMatch(/-: 0 MB read/);
    expect(err.endsWith('\r\u001B[2K')).toBe(true);
    expect(out).not.toContain('MB read');
  });

  it('says nothing of the kind in a pipe', async () => {
    let at = 0;
    const { err } = await gate(['-', '--estate', estate], { stdin: slowly(), clock: () => (at += 150) });
    expect(err).not.toContain('MB read');
  });
});
