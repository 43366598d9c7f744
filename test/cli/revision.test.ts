import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { folder, keysIn, quietEstate, quietStore, run } from './support.ts';

const sources = [quietStore];
const where = folder();
const estate = quietEstate();
const [revision, collection] = [join(where, 'revision.dsse.json'), join(where, 'collection.jsonl')];
let keys: Awaited<ReturnType<typeof keysIn>>;

const audit = (...more: readonly string[]) => run(['audit', '--estate', estate, ...more], { sources });
const revised = (...more: readonly string[]) => audit('--revision', revision, '--trust', keys.trust, ...more);

beforeAll(async () => {
  keys = await keysIn(where);
  await run(['estate', 'seal', estate, '--key', keys.paths['owner']!, '--number', '7', '--out', revision]);
  await run(['collect', '--estate', estate, '--out', collection], { sources });
});

describe('audit --revision', () => {
  it('names the revision in every output and in the seal', async () => {
    const bundle = join(where, 'evidence');
    const { code, out } = await revised('--seal', bundle, '--key', keys.paths['tool']!);
    expect(code).toBe(0);
    expect(out).toMatch(/^Judged by revision 7, sealed on 2026-06-01 with owner-/m);
    const { out: json } = await revised('--json');
    expect((JSON.parse(json) as { run: object }).run).toMatchObject({
      revision: { number: 7, digest: expect.stringMatching(/^sha256:/) as string },
    });
    for (const name of ['report.en.md', 'report.fr.html'])
      expect(readFileSync(join(bundle, 'data/report', name), 'utf8')).toMatch(/revision 7|<dt>Révision<\/dt>\s*<dd>7 /);
    const verified = await run(['evidence', 'verify', bundle, '--trust', keys.trust]);
    expect(verified.code).toBe(0);
    expect(verified.out).toContain('of an estate signed as revision 7');
  });

  it('says of an unsigned estate that it was read unsigned', async () => {
    const bundle = join(where, 'unsigned');
    const { out } = await audit('--trust', keys.trust, '--seal', bundle, '--key', keys.paths['tool']!);
    expect(out).not.toContain('revision');
    expect((await run(['evidence', 'verify', bundle, '--trust', keys.trust])).out).toContain('read unsigned');
  });

  it('ends with 4 where the estate is not the one that was signed', async () => {
    const other = quietEstate(['role:staffing-lead', 'role:somebody-else']);
    const { code, err, out } = await run(['audit', '--estate', other, '--revision', revision, '--trust', keys.trust], {
      sources,
    });
    expect([code, out]).toEqual([4, '']);
    expect(err).toContain('Revision 7 sealed something else: the estate in use is not the one that was signed.');
  });

  it('ends with 5 where no owner whom the trust document names signed it, with 4 where a byte of it was changed', async () => {
    const stranger = await keysIn(folder());
    const byOther = await audit('--revision', revision, '--trust', stranger.trust);
    expect(byOther.code).toBe(5);
    const altered = join(where, 'altered.dsse.json');
    const { payload, ...rest } = JSON.parse(readFileSync(revision, 'utf8')) as { payload: string };
    const eight = Buffer.from(payload, 'base64').toString().replace('"number":7', '"number":8');
    writeFileSync(altered, JSON.stringify({ payload: Buffer.from(eight).toString('base64'), ...rest }));
    expect((await audit('--revision', altered, '--trust', keys.trust)).code).toBe(4);
  });

  it('is a wrong call without anybody to trust, and where the file cannot be read', async () => {
    const { code, err } = await audit('--revision', revision);
    expect([code, err]).toEqual([2, expect.stringContaining('--revision goes with --trust')]);
    expect((await audit('--revision', '/nowhere', '--trust', keys.trust)).code).toBe(2);
  });

  it('is never written over by the report', async () => {
    const before = readFileSync(revision, 'utf8');
    expect((await revised('--out', revision)).code).toBe(2);
    expect(readFileSync(revision, 'utf8')).toBe(before);
  });
});
