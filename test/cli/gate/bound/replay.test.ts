import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../../../cli/gate/bound/replay/changes.ts';
import type { Verdict } from '../../../../estate/index.ts';
import { openFolder, redact } from '../../../../evidence/index.ts';
import { bundleDigest, type Judged } from '../../../../policies/index.ts';
import { changed, control, encoded } from '../../../policies/bundle/support.ts';
import { inProcess } from '../../inProcess.ts';
import { folder, keysIn } from '../../support.ts';
import { bad, good, now, planAt } from '../world.ts';
import { changeOf, filesIn, flip, keys, sealChange } from './world.ts';

const pinned = (bytes: Uint8Array) => `${planAt(bytes, 'own.tar.gz')}@${bundleDigest(bytes)}`;
/** Approves no region at all. */
const strict = pinned(changed({ 'data.json': encoded({ example: { regions: [] } }) }));
const lenient = pinned(changed({ 'data.json': encoded({ example: { regions: ['eu-private', 'far-away'] } }) }));

const replay = (words: readonly string[], trust: string = keys.trust) =>
  inProcess(['gate', 'replay', ...words, '--trust', trust], { now: () => new Date(now), env: {} });

interface Told {
  readonly folders: readonly { readonly asked: number; readonly left: number; readonly changes: readonly object[] }[];
}
const toldBy = ({ out }: { out: string }) => JSON.parse(out) as Told;

const judgedBy = await sealChange(changeOf([good]), '--policies', lenient);
const plain = await sealChange(changeOf([good, bad]));

describe('sealed changes and the policies of tomorrow', () => {
  it('a stricter bundle turns a verdict, and control, subject, before and after are named: 1', async () => {
    const ran = await replay([judgedBy.folder, '--policies', strict]);
    expect(ran.out).toMatch(/^One verdict would change, in 1 of one sealed folder\./);
    expect(ran.out).toContain(`${control} on staffing-figures: allowed → refused, one subject`);
    expect(ran.out).toContain('store://store-paris/staffing-figures');
    expect(ran.code).toBe(1);
  });

  it('the same bundle turns none: 0', async () => {
    const ran = await replay([judgedBy.folder, '--policies', lenient, '--json']);
    expect(toldBy(ran).folders).toMatchObject([{ changes: [], left: 0 }]);
    expect(toldBy(ran).folders[0]!.asked).toBeGreaterThan(0);
    expect(ran.code).toBe(0);
  });

  it('a bundle that was not there is new, and one that only allows changes nothing', async () => {
    const ran = await replay([plain.folder, '--policies', strict, '--json']);
    const [first] = toldBy(ran).folders;
    expect(first!.changes.length).toBeGreaterThan(0);
    for (const change of first!.changes) expect(change).toMatchObject({ control, was: 'none', becomes: 'deny' });
    expect(ran.code).toBe(1);
    expect((await replay([plain.folder, '--policies', lenient])).code).toBe(0);
  });

  it('without a bundle the module of this version answers as it did, and own answers are left aside aloud', async () => {
    const ran = await replay([plain.folder, judgedBy.folder, '--json']);
    expect(toldBy(ran).folders).toMatchObject([
      { changes: [], left: 0 },
      { changes: [], left: 1 },
    ]);
    expect(ran.code).toBe(0);
  });

  it('reads a sealed audit too: its evidence alone', async () => {
    expect((await replay([join(plain.folder, 'evidence'), '--policies', strict])).code).toBe(1);
  });
});

describe('what cannot be asked again is no “no change”', () => {
  it('one byte is another: 4; no trusted key: 5; nothing sealed: 2', async () => {
    const { folder: at } = await sealChange(changeOf([good]));
    expect((await replay([at], (await keysIn(folder())).trust)).code).toBe(5);
    const path = [...filesIn(at).keys()].find((each) => each.includes('disclosures'))!;
    flip(path, 200);
    const ran = await replay([at, plain.folder]);
    expect(ran.out).toContain('Its evidence is not what was signed');
    expect(ran.code).toBe(4);
    expect((await replay([folder()])).code).toBe(2);
  });

  it('withheld: 3', async () => {
    const target = join(folder(), 'redacted');
    await redact(await openFolder(join(plain.folder, 'evidence')), { target, records: 'all', files: [] });
    const ran = await replay([target]);
    expect(ran.out).toMatch(/\d+ questions are withheld/);
    expect(ran.code).toBe(3);
  });
});

it('two sets of answers differ exactly where a verdict does', () => {
  const judged = (rows: readonly (readonly [subject: string, control: string, verdict: Verdict])[]): Judged[] =>
    rows.map(([id, name, verdict]) => {
      const decisions = [{ control: name, verdict, because: [], reasons: [] }];
      return { question: { stage: 'placement', subject: { id, kind: 'bucket' } }, answer: { decisions } } as never;
    });
  const before = judged([
    ['s/1', 'a/b', 'allow'],
    ['s/2', 'a/b', 'allow'],
    ['s/3', 'a/b', 'deny'],
    ['s/1', 'gone/denied', 'deny'],
    ['s/1', 'gone/allowed', 'allow'],
    ['s/4', 'a/b', 'unknown'],
  ]);
  const after = judged([
    ['s/2', 'a/b', 'deny'],
    ['s/1', 'a/b', 'deny'],
    ['s/3', 'a/b', 'deny'],
    ['s/1', 'new/allowed', 'allow'],
    ['s/4', 'a/b', 'allow'],
  ]);
  expect(changesBetween(before, after)).toEqual([
    { control: 'a/b', dataset: undefined, was: 'allow', becomes: 'deny', subjects: ['s/1', 's/2'] },
    { control: 'a/b', dataset: undefined, was: 'unknown', becomes: 'allow', subjects: ['s/4'] },
    { control: 'gone/denied', dataset: undefined, was: 'deny', becomes: 'none', subjects: ['s/1'] },
  ]);
  expect(changesBetween(before, before)).toEqual([]);
});
