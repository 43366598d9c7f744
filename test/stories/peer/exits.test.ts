/** One exit code a meaning, each shown by a real run; headline and code come from one function and never disagree. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  all,
  answered,
  audited,
  auditWords,
  changed,
  cloison,
  collectionWith,
  folder,
  mended,
  mending,
  planted,
  textOf,
  trust,
  written,
  type Ran,
} from '../recorded.ts';

const archive = 'cluster://k8s-paris/legacy/PersistentVolumeClaim/archive';
const half = all(mended, answered(archive, 'location', { state: 'denied' }));

/** The sealed run, and whoever trusts the key that sealed it. */
interface Evidence {
  readonly bundle: string;
  readonly key: string;
  readonly trust: string;
}

async function sealedRun(): Promise<Evidence> {
  const where = folder();
  const made = await cloison(['keys', 'new', '--role', 'tool', '--out', where, '--json']);
  const { file, trusted } = JSON.parse(made.out) as { file: string; trusted: unknown };
  const trustFile = join(where, 'trust.json');
  const known = JSON.parse(readFileSync(trust, 'utf8')) as { keys: unknown[] };
  writeFileSync(trustFile, JSON.stringify({ ...known, keys: [...known.keys, trusted] }));
  const bundle = join(where, 'evidence');
  const { code, err } = await cloison(auditWords({ trust: trustFile, words: ['--seal', bundle, '--key', file] }));
  expect([code, err]).toEqual([1, '']);
  return { bundle, key: file, trust: trustFile };
}

const filesIn = (path: string) => new Set(readdirSync(path, { recursive: true }).map(String));
const verify = (bundle: string, by: string): Promise<Ran> => cloison(['evidence', 'verify', bundle, '--trust', by]);

describe('on a sealed run', () => {
  let evidence: Evidence;
  beforeAll(async () => {
    evidence = await sealedRun();
  });

  const altered = (alter: (bundle: string) => void): Promise<Ran> => {
    const copy = join(folder(), 'evidence');
    cpSync(evidence.bundle, copy, { recursive: true });
    alter(copy);
    return verify(copy, evidence.trust);
  };
  const records = 'data/records/000000000000.jsonl';
  const rewrite = (file: string, change: (text: string) => string) => (bundle: string) => {
    const before = readFileSync(join(bundle, file), 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(join(bundle, file), after);
  };

  describe('row 11: every exit code is one real run', () => {
    const runs: [number, string, () => Promise<Ran>][] = [
      [0, 'nothing deviates', () => cloison(auditWords({ collection: collectionWith(mended) }))],
      [1, 'something deviates', () => cloison(auditWords())],
      [2, 'the input is refused', () => cloison(auditWords({ collection: written('[]') }))],
      [3, 'something is not known', () => cloison(auditWords({ collection: collectionWith(half) }))],
      [
        4,
        'evidence is not what was signed',
        () => altered(rewrite(records, (text) => text.replace('"deny"', '"deni"'))),
      ],
      [5, 'nobody trusted signed it', () => verify(evidence.bundle, trust)],
      [70, 'the tool breaks', () => cloison(auditWords(), { now: () => new Date(Number.NaN) })],
    ];
    const first = new Map<string, number>();
    test.each(runs)('%i: %s', async (code, _what, run) => {
      const ran = await run();
      expect(ran.code).toBe(code);
      expect(ran.out + ran.err).not.toMatch(/\bat .*\.ts:\d+/);
      // Error, deviation, unknown, forgery: nobody needs the code to tell them apart.
      const sentence = (ran.out || ran.err).split('\n')[0]!.replaceAll(/\d+/g, '#');
      expect(first.get(sentence)).toBeUndefined();
      first.set(sentence, code);
    });
  });

  describe('row 25: the folder is a closed set', () => {
    test.each<[string, string, (bundle: string) => void]>([
      ['an unlisted file', 'data/extra.json', (bundle) => writeFileSync(join(bundle, 'data/extra.json'), '{}')],
      ['an unlisted folder', 'data/more', (bundle) => mkdirSync(join(bundle, 'data/more'))],
      [
        'a symlink to an unlisted file',
        'data/payload/link',
        (bundle) => symlinkSync('/etc/hostname', join(bundle, 'data/payload/link')),
      ],
      ['a duplicate key', records, rewrite(records, (text) => text.replace('{', '{"seq":0,'))],
      ['an unknown field', records, rewrite(records, (text) => text.replace('{', '{"certification":"qualified",'))],
      [
        'an unknown field in the envelope',
        'data/attest/audit.dsse.json',
        rewrite('data/attest/audit.dsse.json', (text) => text.replace('{', '{"note":"x",')),
      ],
    ])('%s is refused by name, exit 4', async (_what, named, alter) => {
      const { code, out } = await altered(alter);
      expect(code).toBe(4);
      expect(out).toContain(named);
    });

    test('a file replaced by a symlink to its own bytes elsewhere is refused', async () => {
      const { code, out } = await altered((bundle) => {
        const file = join(bundle, 'data/payload/facts.json');
        const elsewhere = written(readFileSync(file), 'facts.json');
        rmSync(file);
        symlinkSync(elsewhere, file);
      });
      expect(code).toBe(4);
      expect(out).toContain('facts.json');
    });
  });

  describe('row 30: two runs are never mixed', () => {
    test('sealing into a folder with anything in it is refused, and changes nothing', async () => {
      const before = filesIn(evidence.bundle);
      const words = (target: string) => auditWords({ words: ['--seal', target, '--key', evidence.key] });
      const again = await cloison(words(evidence.bundle));
      expect(again.code).toBe(2);
      expect(again.err).toMatch(/empty/);
      expect(filesIn(evidence.bundle)).toEqual(before);
      expect((await verify(evidence.bundle, evidence.trust)).code).toBe(0);
      const alien = folder();
      writeFileSync(join(alien, 'note.txt'), 'mine');
      expect((await cloison(words(alien))).code).toBe(2);
      expect(readdirSync(alien)).toEqual(['note.txt']);
    });
  });

  test('row 9: the evidence discloses each subject that was judged, allowed ones too', async () => {
    const { report } = await audited();
    const disclosed = readFileSync(join(evidence.bundle, 'data/disclosures/000000000000.jsonl'), 'utf8');
    const judged = report.accounted.filter(({ as }) => as === 'judged').map(({ subject }) => subject);
    expect(judged.length).toBeGreaterThan(50);
    expect(judged.filter((subject) => !disclosed.includes(JSON.stringify(subject)))).toEqual([]);
    const sealedReport = JSON.parse(
      readFileSync(join(evidence.bundle, 'data/report/report.json'), 'utf8'),
    ) as typeof report;
    // Row 2 in the bundle: what came in is accounted for under the signature.
    expect(sealedReport.accounted).toEqual(report.accounted);
    expect(sealedReport.controls).toEqual(report.controls);
    // What a report says that it was made of is what lies beside it, and the same without evidence.
    const carried = readFileSync(join(evidence.bundle, 'data/payload/collection.jsonl'));
    expect(sealedReport.run.digests.collection).toBe(`sha256:${createHash('sha256').update(carried).digest('hex')}`);
    expect(report.run.digests).toEqual(sealedReport.run.digests);
  });
});

describe('row 10: headline and exit code never disagree (all mixes of counts: test/cli/outcome.test.ts)', () => {
  const says: readonly [number, RegExp][] = [
    [0, /^No deviation found by /],
    [1, /^(One deviation|\d+ deviations) found by /],
    [3, /^Undecided: /],
  ];
  test('on real runs of any mix of faults', async () => {
    const met = new Set<number>();
    const mix = fc.subarray(planted.map(({ id }) => id));
    await fc.assert(
      fc.asyncProperty(mix, async (standing) => {
        const changes = Object.entries(mending).filter(([id]) => !standing.includes(id));
        const collection = collectionWith(all(...changes.map(([, change]) => change)));
        const { code, out } = await cloison(auditWords({ collection }));
        const [first] = out.split('\n');
        expect(says.filter(([, sentence]) => sentence.test(first!)).map(([each]) => each)).toEqual([code]);
        expect(out.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^exit ${code}, `));
        met.add(code);
      }),
      {
        numRuns: 5,
        seed: 10,
        examples: [[[]], [['12-denied-api-call']], [['12-denied-api-call', '06-contract-ended']]],
      },
    );
    expect(met).toEqual(new Set([0, 1, 3]));
  });
});

describe('row 16: malformed is 2, empty is 3, and they say different things', () => {
  const nothing = '// nothing\n';
  test.each([
    ['null', 'null'],
    ['a string', '"x"'],
    ['a list', '[]'],
    ['a list of anything', '[null,1,"a",{}]'],
    ['another document', '{"resources":"oops"}'],
    ['no line at all', ''],
    ['no JSON', nothing],
  ])('%s is malformed: exit 2, with file, line and next step', async (_what, text) => {
    const { code, out, err } = await cloison(auditWords({ collection: written(text) }));
    expect([code, out]).toEqual([2, '']);
    // An empty file has no line to point at.
    const place = text === '' ? '' : ':1:1';
    expect(err).toContain(`collection.jsonl${place} error`);
    expect(err).toMatch(/ error.*\n {2}[A-Z].*\n {2}→ [A-Z]/);
  });

  /** An estate that promises nothing to lie anywhere, and a collection of it that found nothing. */
  const empty = async (): Promise<string[]> => {
    const quiet = readFileSync('test/cli/fixtures/quiet/estate.yaml', 'utf8').replace(
      /activities:[^]*(?=operators:)/,
      '',
    );
    const copy = join(folder(), 'estate');
    cpSync('test/cli/fixtures/quiet', copy, { recursive: true });
    writeFileSync(join(copy, 'estate.yaml'), quiet);
    const header = { ...changed(mended).header, sources: [{ kind: 's3', place: 'store-paris', source: 's3' }] };
    const row = {
      calls: 1,
      kind: 's3',
      place: 'store-paris',
      reached: true,
      retries: 0,
      skipped: 0,
      source: 's3',
      subjects: 0,
    };
    const text = textOf({ header, observations: [], trailer: { end: true, observations: 0, coverage: [row] } });
    return ['audit', '--estate', copy, '--collection', written(text), '--collection-of-other-estate'];
  };

  test('no resource at all is empty: exit 3, and 0 with --allow-empty', async () => {
    const words = await empty();
    const refused = await cloison(words);
    expect(refused.code).toBe(3);
    expect(refused.out.split('\n')[0]).toBe(
      'Undecided: nothing was seen, so nothing can be said; --allow-empty lets that pass.',
    );
    expect((await cloison([...words, '--allow-empty'])).code).toBe(0);
  });

  test('everything promised and nothing found is not empty: --allow-empty does not help', async () => {
    const collection = collectionWith(() => undefined);
    const { code, out } = await cloison(auditWords({ collection, words: ['--allow-empty'] }));
    expect(code).toBe(3);
    expect(out.split('\n')[1]).toMatch(/^Not looked at, or not wholly: .* and \d+ more\./);
  });
});
