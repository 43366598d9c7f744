import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { good } from '../world.ts';
import { changeOf, filesIn, flip, sealChange, verify } from './world.ts';

const change = changeOf([good]);
const { folder } = await sealChange(change);
const words = [folder, '--artifact', change.artifact, '--environment', 'prod'];
const files = filesIn(folder);
const named = [...files.keys()].map((path) => [path.slice(folder.length + 1), path] as const);

it('passes as it was sealed', async () => {
  expect((await verify(words)).code).toBe(0);
  expect(files.size).toBeGreaterThan(12);
});

it.each(named)('one byte changed at the beginning, in the middle and at the end of %s: 4', async (_, path) => {
  const bytes = files.get(path)!;
  for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
    flip(path, at);
    expect((await verify(words)).code).toBe(4);
    writeFileSync(path, bytes);
  }
  expect((await verify(words)).code).toBe(0);
});

it('one byte changed anywhere in the decision: 4', async () => {
  const [, path] = named.find(([name]) => name === 'decision.dsse.json')!;
  const bytes = files.get(path)!;
  for (let at = 0; at < bytes.length; at += 61) {
    flip(path, at);
    expect([at, (await verify(words)).code]).toEqual([at, 4]);
    writeFileSync(path, bytes);
  }
  // The signature and the hint which key made it stand at the end.
  for (let at = bytes.length - 140; at < bytes.length; at += 3) {
    flip(path, at);
    expect([at, (await verify(words)).code]).toEqual([at, 4]);
    writeFileSync(path, bytes);
  }
}, 120_000);
