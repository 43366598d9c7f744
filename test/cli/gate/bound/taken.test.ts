/** Between `gate verify` and the apply the artefact could be exchanged: what `--take` keeps is what was verified. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder } from '../../support.ts';
import { inProcess } from '../../inProcess.ts';
import { bad, good, planAt } from '../world.ts';
import { binaryPlan, changeOf, keys, sealChange, verify } from './world.ts';

const change = changeOf([good]);
const sealed = await sealChange(change);
const asked = (artifact: string, take: string) => [
  sealed.folder,
  '--artifact',
  artifact,
  '--environment',
  'prod',
  '--take',
  take,
];

it('keeps the very bytes in a new folder that nobody else can open, and names them', async () => {
  const take = join(folder(), 'held');
  const ran = await verify(asked(change.artifact, take));
  expect([ran.code, ran.out]).toEqual([0, expect.stringContaining(`those that were verified: ${take}/plan.tfplan`)]);
  writeFileSync(change.artifact, binaryPlan('exchanged'));
  expect(readFileSync(join(take, 'plan.tfplan'))).toEqual(binaryPlan());
  expect([statSync(take).mode & 0o777, statSync(join(take, 'plan.tfplan')).mode & 0o777]).toEqual([0o700, 0o400]);
  writeFileSync(change.artifact, binaryPlan());
});

it.each([
  ['another file', planAt(binaryPlan('another'), 'plan.tfplan'), 1],
  ['a file that is not there', join(folder(), 'nowhere'), 2],
])('keeps nothing of %s', async (_, artifact, code) => {
  const take = join(folder(), 'held');
  expect((await verify(asked(artifact, take))).code).toBe(code);
  expect(existsSync(take)).toBe(false);
});

it('keeps nothing of what the gate refused', async () => {
  const refused = changeOf([bad]);
  const at = await sealChange(refused);
  const take = join(folder(), 'held');
  const words = [at.folder, '--artifact', refused.artifact, '--environment', 'prod', '--take', take];
  expect([(await verify(words)).code, existsSync(take)]).toEqual([1, false]);
});

it('writes over nothing, and takes nothing where nothing is named or two files have one name', async () => {
  const [taken, fresh] = [folder(), join(folder(), 'held')];
  expect((await verify(asked(change.artifact, taken))).code).toBe(2);
  const none = await verify([sealed.folder, '--environment', 'prod', '--take', fresh]);
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('--take goes with --artifact')]);
  const twin = planAt(binaryPlan(), 'plan.tfplan');
  const twice = await verify([...asked(change.artifact, fresh), '--artifact', twin]);
  expect([twice.code, twice.err]).toEqual([2, expect.stringContaining('Two artefacts are called “plan.tfplan”')]);
  expect(existsSync(fresh)).toBe(false);
});

it('takes no pipe for a file that an apply could open again', async () => {
  const pipe = join(folder(), 'plan.tfplan');
  execFileSync('mkfifo', [pipe]);
  const writer = spawn('sh', ['-c', 'cat "$0" > "$1"', change.artifact, pipe], { stdio: 'ignore' });
  const ran = await verify([sealed.folder, '--artifact', pipe, '--environment', 'prod']);
  writer.kill();
  expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('plain file')]);
});

it('a file in place of a sealed folder is bad input, and a decision in place of evidence is told as one', async () => {
  const file = change.plan;
  expect((await verify([file, '--environment', 'prod'])).code).toBe(2);
  const trusting = ['--trust', keys.trust];
  expect((await inProcess(['gate', 'replay', file, ...trusting], {})).code).toBe(2);
  expect((await inProcess(['evidence', 'verify', file, ...trusting], {})).code).toBe(2);
  const ran = await inProcess(['evidence', 'verify', sealed.folder, ...trusting], {});
  expect([ran.code, ran.err]).toEqual([2, expect.stringMatching(/decision of the gate.*\n.*gate verify/)]);
});
