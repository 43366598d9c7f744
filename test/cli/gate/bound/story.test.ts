import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bad, good, later } from '../world.ts';
import { binaryPlan, changeOf, commit, keys, sealChange, verify, weighing } from './world.ts';

describe('a decision right before its apply', () => {
  it('lets the very file through, and refuses it once one byte of it is another', async () => {
    const change = changeOf([good]);
    const { ran, folder } = await sealChange(change, '--commit', commit);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain(`gate verify ${folder} --trust ${keys.trust} --artifact ${change.artifact}`);
    const words = [folder, change.plan, '--artifact', change.artifact, '--environment', 'prod', '--commit', commit];
    const passed = await verify(words);
    expect(passed.out).toMatch(/^May be applied: /);
    expect(passed.code).toBe(0);

    writeFileSync(change.artifact, binaryPlan('two'));
    const refused = await verify(words);
    expect(refused.out).toMatch(/^Refused: it may not be applied\.\n {2}plan\.tfplan is not the file/);
    expect(refused.code).toBe(1);
  });

  it.each([
    ['what was denied', [bad], 1, 'refused'],
    ['what is not known', [later], 3, 'undecided'],
  ])('never lets %s through, watched or not', async (_, buckets, code, id) => {
    for (const words of [[], ['--observe']]) {
      const change = changeOf(buckets);
      const { ran, folder } = await sealChange(change, ...words);
      expect(ran.code).toBe(words.length === 0 ? code : 0);
      const asked = await verify([folder, '--artifact', change.artifact, '--environment', 'prod', '--json']);
      expect(asked.code).toBe(code);
      expect(weighing(asked)).toEqual([id]);
    }
  });

  it('has evidence beside it that verifies by itself', async () => {
    const { folder } = await sealChange(changeOf([good, bad]));
    const { inProcess } = await import('../../inProcess.ts');
    const ran = await inProcess(['evidence', 'verify', join(folder, 'evidence'), '--trust', keys.trust], {
      now: () => new Date('2026-06-01T11:00:00Z'),
      env: {},
    });
    expect(ran.out).toMatch(/^Valid: /);
    expect(ran.out).toContain('again');
    expect(ran.code).toBe(0);
  });
});
