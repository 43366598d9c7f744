/**
 * Input kinds × (allow, deny, unknown), each on a file that a real tool wrote: the same bytes under estates in which the
 * region they name lies at home, abroad, or in no country that anybody knows. Terraform's plans here hold no container;
 * those of the provider of AWS are in `realClouds.test.ts`.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InputKind } from '../../../audit/index.ts';
import type { GateDocument } from '../../../cli/gate/outputs/json.ts';
import { estateAt, gate, planAt } from '../../cli/gate/world.ts';
import { labBuckets } from './labBuckets.ts';

const fixtures = join(import.meta.dirname, '../../audit/plan/fixtures');

/** The store and the clusters that the files were made for, where `country` says where their regions lie. */
const worldIn = (country: string) =>
  estateAt(
    [
      'regions: { eu-private: FR, far-away: SG }',
      `regions: { eu-private: FR, far-away: SG${country === '' ? '' : `, eu-central-1: ${country}, us-east-1: US`} }`,
    ],
    [
      '      k8s-paris:',
      '      lab: { s3: "http://127.0.0.1:9000", declared: { replication: none, encryption: customer-key, publicAccess: blocked } }\n      k8s-paris:',
    ],
    [
      '"store://store-paris/health-file"',
      ['"store://store-paris/health-file"', ...labBuckets.map((name) => `"store://lab/${name}"`)].join(', '),
    ],
  );
const worlds = { allow: worldIn('DE'), deny: worldIn('SG'), unknown: worldIn('') };
const codes = { allow: 0, deny: 1, unknown: 3 };
type Verdict = keyof typeof codes;

/** These runs were watched by another pack: its name is exchanged for that of ours, and nothing else. */
const watched = (bytes: Buffer): string => bytes.toString().replaceAll(/"[\w.-]+\|local\|/g, '"cloison|local|');

async function judged(file: string, verdict: Verdict, ...words: string[]) {
  const bytes = readFileSync(join(fixtures, file));
  const text = file.endsWith('.jsonl') ? watched(bytes) : bytes;
  const { code, out } = await gate([planAt(text, 'input'), '--estate', worlds[verdict], '--json', ...words]);
  return { code, told: JSON.parse(out) as GateDocument };
}

const whole: readonly (readonly [InputKind, string, number])[] = [
  ['pulumi-preview', 'pulumi/preview-private-create.json', 2],
  ['pulumi-preview', 'pulumi/preview-public-create.json', 1],
  ['pulumi-events', 'pulumi/events-private-up.jsonl', 2],
  ['pulumi-events', 'pulumi/events-public-preview.jsonl', 1],
  ['pulumi-export', 'pulumi/export-private.json', 2],
  ['pulumi-export', 'pulumi/export-public.json', 1],
  ['pulumi-plan', 'pulumi/plan-private.json', 2],
  ['pulumi-plan', 'pulumi/plan-public.json', 1],
];

describe.each(whole)('%s: %s', (kind, file, containers) => {
  it.each(Object.keys(codes) as Verdict[])('%s', async (verdict) => {
    const { code, told } = await judged(file, verdict);
    expect({
      code,
      shorts: told.shorts,
      findings: told.findings.map(({ control, reasons }) => [control, reasons]),
    }).toMatchObject({ code: codes[verdict], shorts: [] });
    expect(told.run.inputs[0]!.kind).toBe(kind);
    expect(told.counts).toMatchObject({ judged: containers, notUnderstood: 0 });
  });
});

it('an event log of a run that another pack watched is undecided', async () => {
  const { code, out } = await gate([
    planAt(readFileSync(join(fixtures, 'pulumi/events-private-up.jsonl')), 'input'),
    '--estate',
    worlds.allow,
    '--json',
  ]);
  expect(code).toBe(3);
  expect((JSON.parse(out) as GateDocument).shorts).toMatchObject([{ code: 'pack-not-run' }]);
});

/** The dataset that the manifests name, in the place of the sample's. */
const cluster = estateAt(
  ['datasets: [staffing-figures, health-file]', 'datasets: [staffing-figures, accreditation-file]'],
  ['  health-file:', '  accreditation-file:\n    readers: { roles: [staffing-lead] }'],
  // The claims that a stateful set makes carry no label of its own: the estate names them.
  [
    '"store://store-paris/health-file"',
    [0, 1, 2]
      .map((at) => `"cluster://k8s-paris/accreditation/PersistentVolumeClaim/data-prod-server-${at}"`)
      .join(', '),
  ],
);
// Who is in the group that a binding of the overlay names.
appendFileSync(join(cluster, 'identities.csv'), 'op-0001,k8s-paris,kubernetes-group,accreditation-officers,,\n');
const places = { allow: 'k8s-paris', deny: 'k8s-far', unknown: 'k8s-somewhere' };

describe.each(['helm-template.yaml', 'kustomize-build.yaml', 'helm-dry-run.txt'])('kubernetes: %s', (file) => {
  it.each(Object.keys(codes) as Verdict[])('%s', async (verdict) => {
    const text = readFileSync(join(fixtures, 'kubernetes', file));
    const words = ['--estate', cluster, '--place', places[verdict], '--json'];
    const { code, out } = await gate([planAt(text, 'input'), ...words]);
    const told = JSON.parse(out) as GateDocument;
    expect({
      code,
      findings: told.findings.map(({ control, subject, reasons }) => [control, subject, reasons]),
      rows: told.rows.filter(({ outcome }) => outcome === 'not-understood'),
    }).toEqual({ code: codes[verdict], rows: [], findings: verdict === 'allow' ? [] : (expect.anything() as unknown) });
  });
});

describe('terraform-plan', () => {
  it.each([
    ['terraform/real-create.json', 0, undefined],
    ['terraform/real-errored.json', 3, 'errored'],
    ['terraform/real-target.json', 3, 'incomplete'],
    ['terraform/real-provisioners.json', 3, 'provisioners-not-judged'],
  ])('%s is %i', async (file, expected, short) => {
    const { code, told } = await judged(file, 'allow');
    expect([code, told.shorts[0]?.code]).toEqual([expected, short]);
  });
});
