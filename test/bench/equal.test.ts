/** The policy that conftest is timed with does the work of ours: the same questions, the same answers, the same findings. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { enginePath } from '../engines/binary.ts';
import { adapterOn, deniedBy, gateOn, type Asking } from './asking.ts';
import { manifests, terraformPlan } from './plans.ts';

const opa = enginePath('opa')!;
const isMissing = enginePath('opa') === undefined && process.env['CI'] !== 'true';
const folder = mkdtempSync(join(tmpdir(), 'cloison-equal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

function expectAlike(adapter: Asking, gate: Asking): void {
  expect(Object.keys(adapter).sort()).toEqual(Object.keys(gate).sort());
  for (const [subject, texts] of Object.entries(gate)) expect(adapter[subject], subject).toEqual(texts);
}

/** Beside what the benchmark writes: other regions and doors, no region of one's own, and datasets nobody knows or names. */
function varied(text: string): string {
  const plan = JSON.parse(text) as { resource_changes: { change: { after: Record<string, unknown> } }[] };
  const changes: Record<string, unknown>[] = [
    { region: 'eu-west-3' },
    { region: 'eu-west-2' },
    { acl: 'public-read-write' },
    { acl: 'authenticated-read' },
    { region: undefined },
    { tags: { 'cloison-dataset': 'strangers' } },
    { tags: {} },
  ];
  for (const [at, change] of changes.entries()) Object.assign(plan.resource_changes[at]!.change.after, change);
  return JSON.stringify(plan);
}

describe.skipIf(isMissing)('what conftest is timed with asks, answers and finds what the gate does', () => {
  // One period of what the benchmark writes: abroad, open, and neither.
  const count = 36;

  it.each([
    { of: 'the plan that is measured', text: (plan: string) => plan, policies: ['each', 'once', 'hand'] as const },
    { of: 'a plan that says more', text: varied, policies: ['each', 'once'] as const },
  ])('of $of', async ({ text, policies }) => {
    const plan = text([...terraformPlan({ count })].join(''));
    const { asking, findings } = await gateOn('terraform', written('plan.json', plan));
    expect(Object.keys(asking)).toHaveLength(count);
    expect(findings.length).toBeGreaterThan(1);
    const evaluation = {
      opa,
      folder,
      kind: 'terraform',
      input: JSON.parse(plan) as unknown,
      name: 'plan.json',
    } as const;
    expectAlike(adapterOn(evaluation), asking);
    for (const policy of policies) expect(deniedBy(evaluation, policy), policy).toEqual(findings);
  });

  it('of manifests', async () => {
    const text = [...manifests(count)].join('');
    const path = written('manifests.yaml', text);
    const { asking, findings } = await gateOn('kubernetes', path);
    expect(Object.keys(asking)).toHaveLength(count);
    expect(findings.length).toBeGreaterThan(1);
    const input = parseAllDocuments(text).map((document) => ({ path, contents: document.toJS() as unknown }));
    const evaluation = { opa, folder, kind: 'kubernetes', input, name: 'manifests.yaml' } as const;
    expectAlike(adapterOn(evaluation), asking);
    for (const policy of ['each', 'once', 'hand'] as const)
      expect(deniedBy(evaluation, policy), policy).toEqual(findings);
  });
});
