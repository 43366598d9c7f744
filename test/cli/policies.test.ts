import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleDigest, packBundle, type BundleFile } from '../../policies/index.ts';
import { unpack } from '../../policies/bundle/archive.ts';
import { changed, control, encoded, example, ours, paper } from '../policies/bundle/support.ts';
import { folder, keysIn, quietEstate, quietStore, run } from './support.ts';

const sources = [quietStore];
/** Approves nothing: the one bucket of the quiet estate lies where nobody approved. */
const strict = changed({ 'data.json': encoded({ example: { regions: [] } }) });

function written(bytes: Uint8Array, name = 'own.tar.gz'): string {
  const path = join(folder(), name);
  writeFileSync(path, bytes);
  return path;
}
const pinned = (bytes: Uint8Array) => `${written(bytes)}@${bundleDigest(bytes)}`;

describe('cloison audit --policies', () => {
  let keys: { paths: Record<string, string>; trust: string };
  beforeAll(async () => {
    keys = await keysIn(folder());
  });
  const audit = (...words: readonly string[]) => run(['audit', '--estate', quietEstate(), ...words], { sources });

  it('passes where the organisation’s own controls find nothing either, and counts them', async () => {
    const [without, withOwn] = [await audit(), await audit('--policies', pinned(example()))];
    expect([without.code, withOwn.code]).toEqual([0, 0]);
    const counted = ({ out }: { out: string }) => Number(/by (\d+) controls/.exec(out)![1]);
    expect(counted(withOwn)).toBe(counted(without) + 1);
  });

  it('adds a refusal: exit 1, with title, sentence, remedy and digest of the bundle, in both languages', async () => {
    const english = await audit('--policies', pinned(strict));
    expect(english.code).toBe(1);
    for (const said of [
      'Containers lie in approved regions',
      'The region eu-private is not on the list of approved regions.',
      'Move the container to an approved region',
      `own controls “Example” ${bundleDigest(strict)}`,
    ])
      expect(english.out).toContain(said);
    const french = await audit('--policies', pinned(strict), '--lang', 'fr');
    expect(french.out).toContain('La région eu-private ne figure pas sur la liste des régions approuvées.');
    expect(english.out).not.toContain(`[${control}`);
  });

  it('names the bundle in the report for machines, the page and the summary', async () => {
    const digest = bundleDigest(strict);
    const json = JSON.parse((await audit('--policies', pinned(strict), '--json')).out) as {
      policies: unknown;
      findings: unknown;
    };
    expect(json.policies).toEqual([{ name: 'Example', digest }]);
    expect(json.findings).toMatchObject([{ control, verdict: 'deny', bundle: digest }]);
    const page = await audit('--policies', pinned(strict), '--format', 'html');
    expect(page.out).toContain('Own controls “Example”');
    const summary = await audit('--policies', pinned(strict), '--format', 'markdown');
    expect(summary.out).toContain(digest);
  });

  it('takes a folder, which has one digest whatever lies beside the files of the bundle', async () => {
    const at = join(folder(), 'own');
    mkdirSync(at);
    for (const [name, bytes] of unpack(strict)) writeFileSync(join(at, name), bytes);
    writeFileSync(join(at, 'README.md'), 'ours');
    const digest = bundleDigest(packBundle(new Map<BundleFile, Uint8Array>(unpack(strict))));
    expect((await audit('--policies', `${at}@${digest}`)).code).toBe(1);
  });

  it('takes a bundle that an owner signed, and that cloison policies sign prints the pin of', async () => {
    const path = written(strict);
    const signed = await run(['policies', 'sign', path, '--key', keys.paths['owner']!]);
    expect(signed).toMatchObject({ code: 0, err: '' });
    expect(signed.out).toContain(`${path}@${bundleDigest(strict)}`);
    expect((await audit('--policies', path, '--trust', keys.trust)).code).toBe(1);
    expect((await audit('--policies', `${path}@${bundleDigest(strict)}`)).code).toBe(1);
    writeFileSync(path, example());
    expect((await audit('--policies', path, '--trust', keys.trust)).code).toBe(4);
  });

  it('5: a signature of a key that nobody trusts; 4: other bytes than were pinned', async () => {
    const path = written(strict);
    expect((await run(['policies', 'sign', path, '--key', (await keysIn(folder())).paths['owner']!])).code).toBe(0);
    expect((await audit('--policies', path, '--trust', keys.trust)).code).toBe(5);
    expect((await audit('--policies', `${path}@${bundleDigest(example())}`)).code).toBe(4);
  });

  const { id } = ours[0]!;
  it.each<[string, () => string]>([
    ['a bundle that nobody vouches for', () => written(strict)],
    ['a pin that is no digest', () => `${written(strict)}@sha256:beef`],
    ['no bundle at all', () => `${join(folder(), 'none.tar.gz')}@${bundleDigest(strict)}`],
    ['a bundle without rules', () => pinned(changed({ 'policy.wasm': undefined }))],
    ['a bundle without catalogue', () => pinned(changed({ 'cloison.json': undefined }))],
    [
      'a bundle with one of our names',
      () => pinned(changed({ 'cloison.json': paper(({ controls }) => (controls[id] = controls[control]!)) })),
    ],
    [
      'a bundle for another version of the question',
      () => pinned(changed({ 'cloison.json': paper((own) => (own.questionVersion = 'cloison/question/v2')) })),
    ],
  ])('2: %s; nothing is judged', async (_title, bundle) => {
    const { code, out, err } = await audit('--policies', bundle());
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).not.toMatch(/\[(?:usage|fault)\.|\n\s+at /);
  });

  it('2: a signed bundle without a trust document, with the next step', async () => {
    const path = written(strict);
    await run(['policies', 'sign', path, '--key', keys.paths['owner']!]);
    const { code, err } = await audit('--policies', path);
    expect(code).toBe(2);
    expect(err).toContain('--trust');
  });

  it('signs nothing that no audit would open, and writes nothing then', async () => {
    const path = written(changed({ 'policy.wasm': undefined }));
    expect((await run(['policies', 'sign', path, '--key', keys.paths['owner']!])).code).toBe(2);
    expect(existsSync(`${path}.dsse.json`)).toBe(false);
  });

  it('seals no bundle that names a person, compressed or not', async () => {
    const address = ['someone', 'example.org'].join('@');
    const named = changed({ 'data.json': encoded({ example: { regions: [], ask: address } }) });
    for (const bytes of [named, gzipSync(named)]) {
      const sealed = join(folder(), 'evidence');
      const { code, err } = await audit('--policies', pinned(bytes), '--seal', sealed, '--key', keys.paths['tool']!);
      expect(code).toBe(2);
      expect(err).toContain('(e-mail, line 1). [data.json]');
      expect(err).not.toContain(address);
      expect(existsSync(sealed)).toBe(false);
    }
  });

  it('seals bundle and answers, and verifies and decides them again when the bundle is given', async () => {
    const where = folder();
    const [sealed, bundle] = [join(where, 'evidence'), pinned(strict)];
    const key = ['--seal', sealed, '--key', keys.paths['tool']!];
    expect(await audit('--policies', bundle, '--trust', keys.trust, ...key)).toMatchObject({ code: 1 });
    const hex = bundleDigest(strict).slice('sha256:'.length);
    expect(bundleDigest(readFileSync(join(sealed, 'data/payload', `bundle-${hex}`)))).toBe(bundleDigest(strict));
    const verify = async (...words: readonly string[]) => {
      const { code, out } = await run(['evidence', 'verify', sealed, '--trust', keys.trust, '--json', ...words]);
      return { code, ...(JSON.parse(out) as { replay: { answer: string; refused: number; differs: number } }) };
    };
    const again = await verify('--policies', bundle);
    expect(again).toMatchObject({ code: 0, verdict: 'VALID', replay: { answer: 'faithful', refused: 0 } });
    expect(again).toMatchObject({
      statement: { predicate: { policies: [{ name: expect.any(String) }, { digest: { sha256: hex } }] } },
    });
    // Without it their answers cannot be decided again, and nothing is said to differ.
    expect(await verify()).toMatchObject({
      code: 0,
      verdict: 'VALID',
      replay: { answer: 'cannot-replay', refused: 1, differs: 0 },
    });
    const copy = join(where, 'copy');
    cpSync(sealed, copy, { recursive: true });
    writeFileSync(join(copy, 'data/payload', `bundle-${hex}`), example());
    expect((await run(['evidence', 'verify', copy, '--trust', keys.trust])).code).toBe(4);
  });
});

describe('--policies elsewhere', () => {
  const where = folder();
  const estate = quietEstate();
  const collection = join(where, 'collection.jsonl');
  const bucket = 'store://store-paris/staffing-figures';
  const own = ['--policies', pinned(strict)];
  beforeAll(async () => {
    await run(['collect', '--estate', estate, '--out', collection], { sources });
  });
  const call = (...words: readonly string[]) => run([...words, '--estate', estate, '--collection', collection]);

  it('why tells the decision of an own control, with its words and remedy', async () => {
    const without = await call('why', bucket);
    expect(without.out).not.toContain(control);
    const { code, out } = await call('why', bucket, ...own);
    expect(code).toBe(0);
    expect(out).toContain('✗ deviation: Containers lie in approved regions');
    expect(out).toContain('Move the container to an approved region');
    expect((await call('why', `${control}@${bucket}`, ...own)).code).toBe(0);
    expect((await call('why', `${control}@${bucket}`)).code).toBe(2);
  });

  it('where counts what an own control found, and says that it was not asked of what is not there', async () => {
    const { out } = await call('where', 'staffing-figures', ...own);
    expect(out).toContain('of a container that does not exist yet they were not asked');
    expect(out).toMatch(new RegExp(`not on the list of approved regions\\. \\[${control}\\]`));
    expect((await call('where', 'staffing-figures')).out).not.toContain('they were not asked');
  });

  it('who takes bundles, and refuses one that nobody vouches for', async () => {
    expect((await call('who', 'staffing-figures', ...own)).code).toBe(0);
    expect((await call('who', 'staffing-figures', '--policies', written(strict))).code).toBe(2);
  });

  it('controls lists and explains own controls beside ours', async () => {
    const [ours_, all] = [await run(['controls']), await run(['controls', ...own])];
    expect(ours_.out).not.toContain(control);
    expect(all.out).toContain(`${control}  `);
    expect((await run(['controls', control])).code).toBe(2);
    const { code, out } = await run(['controls', control, ...own, '--lang', 'fr']);
    expect(code).toBe(0);
    expect(out).not.toContain(`[${control}`);
  });

  it('waiver list knows an exception to an own control, and calls it an orphan without the bundle', async () => {
    const { paths, trust } = await keysIn(where);
    const row = `  - { id: W-1, control: ${control}, subject: "${bucket}", covers: { class: D1, dataset: staffing-figures, verdict: deny, found: [not-approved region=eu-private] }, reason: search, owner: role:staffing-lead, from: 2026-05-01, until: 2026-07-31, signed: [waivers/W-1.owner.dsse.json, waivers/W-1.dpo.dsse.json] }\n`;
    const waived = quietEstate(['documents:', `waivers:\n${row}documents:`]);
    const sign = (...words: string[]) => run(['waiver', 'sign', 'W-1', '--estate', waived, ...words]);
    await sign('--key', paths['owner']!, '--decision', 'granted');
    await sign('--key', paths['dpo']!, '--opinion', 'unfavourable');
    const file = join(where, 'waived.jsonl');
    await run(['collect', '--estate', waived, '--out', file], { sources });
    const list = ['waiver', 'list', '--estate', waived, '--trust', trust];
    const state = async (...words: readonly string[]) => {
      const { out } = await run([...list, ...words, '--json']);
      return (JSON.parse(out) as { waivers: { state: string }[] }).waivers[0]!.state;
    };
    expect(await state()).toBe('orphan');
    expect(await state(...own)).toBe('in-force');
    expect(await state('--collection', file, ...own)).toBe('applied');
    const audited = await run(['audit', '--estate', waived, '--collection', file, '--trust', trust, ...own]);
    expect(audited.code).toBe(0);
    expect(audited.out.split('\n')[0]).toContain('One exception in use goes against the opinion of the DPO.');
    // Granted for what it found in another region.
    const text = readFileSync(waived, 'utf8');
    writeFileSync(waived, text.replace('not-approved region=eu-private', 'not-approved region=eu-far'));
    rmSync(join(dirname(waived), 'waivers'), { recursive: true });
    await sign('--key', paths['owner']!, '--decision', 'granted');
    await sign('--key', paths['dpo']!, '--opinion', 'favourable');
    const later = join(where, 'waived-later.jsonl');
    await run(['collect', '--estate', waived, '--out', later], { sources });
    expect(await state('--collection', later, ...own)).toBe('stands-otherwise');
    const refused = await run(['audit', '--estate', waived, '--collection', later, '--trust', trust, ...own]);
    expect(refused.code).toBe(1);
    expect(refused.out.replaceAll(/\s+/g, ' ')).toContain(
      'The exception W-1 does not excuse it. It was granted for something else: “not-approved region=eu-far” was found then, and “not-approved region=eu-private” is found now.',
    );
    // A dozen runs, each opening a bundle in a process.
  }, 60_000);
});
