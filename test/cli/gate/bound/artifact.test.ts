import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { artifactsAt } from '../../../../cli/gate/bound/artifact.ts';
import { realEdge } from '../../../../cli/edge.ts';
import { planAt } from '../world.ts';
import { binaryPlan, filesIn, seal, verify } from './world.ts';

const fixtures = join(import.meta.dirname, '../../../audit/plan/fixtures');
const edge = realEdge(new AbortController().signal);
const claim =
  'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: figures, namespace: figures }\nspec: { accessModes: [ReadWriteOnce] }\n';

it.each([
  ['terraform', planAt(binaryPlan(), 'x.bin')],
  ['pulumi', join(fixtures, 'pulumi/plan-private.json')],
  ['kubernetes', planAt(claim, 'claim.yaml')],
  ['other', planAt('PK\u0003\u0004 an archive of something else', 'x.zip')],
  ['other', planAt('# a plan that a tool has encrypted', 'x.enc')],
])('a file is taken for %s by what it holds', async (kind, path) => {
  expect(await artifactsAt([path], edge)).toMatchObject([{ kind }]);
});

it.each([
  'pulumi/preview-private-create.json',
  'pulumi/events-private-up.jsonl',
  'pulumi/export-private.json',
  'terraform/real-create.json',
])('%s only shows the change, and is refused', async (name) => {
  await expect(artifactsAt([join(fixtures, name)], edge)).rejects.toMatchObject({ id: 'no-artifact' });
});

it('a manifest is both: what was judged is what is applied, and the decision says so', async () => {
  const path = planAt(claim, 'claim.yaml');
  const { folder } = await seal([path, '--place', 'k8s-paris', '--artifact', path]);
  const ran = await verify([folder, path, '--artifact', path, '--environment', 'prod', '--json']);
  const { decision } = JSON.parse(ran.out) as { decision: { artifacts: { judged: boolean; name: string }[] } };
  expect(decision.artifacts).toMatchObject([{ kind: 'kubernetes', judged: true }]);
  expect(ran.out).not.toContain('artifact-unjudged');
});

it('neither the input nor the artefact is in what is sealed', async () => {
  const path = planAt(`${claim}# a line that only the input has: 5c1f\n`, 'claim.yaml');
  const { folder } = await seal([path, '--place', 'k8s-paris', '--artifact', path]);
  const files = [...filesIn(folder).values()];
  expect(files.some((bytes) => bytes.includes('5c1f\n') || bytes.equals(readFileSync(path)))).toBe(false);
});
