/** The tamper matrix that the closest peer was measured with (A: nothing recomputed, B: manifests recomputed), and any flipped byte. */
import { describe, expect, test } from 'vitest';
import { canonicalText, parseJsonStrict, type Json } from '../../estate/index.ts';
import { memoryFolder, verifyBundle, type BundleFolder } from '../../evidence/index.ts';
import {
  checkpointPath,
  checksOf,
  disclosures,
  judged,
  key,
  linesOf,
  now,
  records,
  remade,
  sealed,
  statementPath,
  text,
  trust,
  verify,
  withFile,
  withLines,
  type Files,
} from './sealedRun.ts';

const fresh = await sealed();
const manifests = ['manifest-sha256.txt', 'tagmanifest-sha256.txt'];

async function refused(files: Files): Promise<{ verdict: string; places: (string | undefined)[] }> {
  const { verdict, items } = await verify(files);
  return { verdict, places: items.filter((item) => item.verdict !== 'VALID').map(({ path }) => path) };
}

describe('rows 24 and 25, tamper matrix A: nothing recomputed', () => {
  test.each([...fresh.keys()])('one byte added to %s is refused, the file named', async (path) => {
    const longer = withFile(fresh, path, Buffer.concat([fresh.get(path)!, Buffer.from('x')]));
    const { verdict, places } = await refused(longer);
    expect(verdict).not.toBe('VALID');
    expect(places).toContain(path);
  });

  test.each([...fresh.keys()])('%s deleted is refused, the file named', async (path) => {
    const { verdict, places } = await refused(withFile(fresh, path, undefined));
    expect(['MISSING', 'GAP']).toContain(verdict);
    expect(places).toContain(path);
  });

  test.each(manifests)('a line dropped from %s, a blank added to it, its lines in another order', async (path) => {
    for (const change of [
      (lines: string[]) => lines.slice(1),
      (lines: string[]) => [...lines, ''],
      (lines: string[]) => lines.with(0, `${lines[0]!} `),
      (lines: string[]) => lines.toReversed(),
    ]) {
      expect((await refused(withLines(fresh, path, change))).verdict).not.toBe('VALID');
    }
  });

  test('an unlisted file', async () => {
    const { verdict, places } = await refused(withFile(fresh, 'data/report/extra.html', '<p>fine</p>'));
    expect([verdict, places]).toEqual(['INVALID', expect.arrayContaining(['data/report/extra.html'])]);
  });

  test('an artefact replaced by a symlink is refused and never opened', async () => {
    const opened: string[] = [];
    const inner = memoryFolder(fresh);
    const path = 'data/payload/facts.json';
    const folder: BundleFolder = {
      async *entries() {
        for await (const entry of inner.entries()) yield entry.path === path ? { path, kind: 'other' as const } : entry;
      },
      read: (file) => {
        opened.push(file);
        return inner.read(file);
      },
    };
    const verified = await verifyBundle(folder, trust, { now });
    expect(checksOf(verified)).toContain('not-a-file');
    expect(verified.items.find(({ check }) => check === 'not-a-file')?.path).toBe(path);
    expect(opened).not.toContain(path);
  });
});

const statement = () =>
  parseJsonStrict(
    Buffer.from((JSON.parse(text(fresh, statementPath)) as { payload: string }).payload, 'base64'),
  ) as Record<string, Json>;

/** The statement changed and put back under the old signature: all that somebody without the key can do. */
function withStatement(
  change: (predicate: Record<string, Record<string, Json>>, whole: Record<string, Json>) => void,
): Files {
  const value = structuredClone(statement());
  change(value['predicate'] as unknown as Record<string, Record<string, Json>>, value);
  const envelope = JSON.parse(text(fresh, statementPath)) as Record<string, Json>;
  const payload = Buffer.from(canonicalText(value)).toString('base64');
  return withFile(fresh, statementPath, `${canonicalText({ ...envelope, payload })}\n`);
}
const inRecords = (from: string | RegExp, to: string) =>
  withFile(fresh, records, text(fresh, records).replace(from, to));
const other = await sealed({
  organisation: 'Another',
  runId: 'another-run',
  events: judged('store://x/y', 'allow', 'allow'),
});

const forgeries: [string, () => Files][] = [
  [
    'every deny turned into an allow',
    () => withFile(fresh, records, text(fresh, records).replaceAll('"deny"', '"allow"')),
  ],
  ['one result removed', () => withLines(fresh, records, (lines) => lines.toSpliced(3, 1))],
  ['a verdict softened', () => inRecords('"verdict":"unknown"', '"verdict":"not-applicable"')],
  ['a reason rewritten', () => inRecords('outside-the-eea', 'inside-the-eea')],
  ['the report alone edited', () => withFile(fresh, 'data/report/report.md', '# All is well\n')],
  ['the report dropped', () => withFile(fresh, 'data/report/report.md', undefined)],
  ['the collection cleaned', () => withFile(fresh, 'data/payload/collection.jsonl', '')],
  ['the collection dropped', () => withFile(fresh, 'data/payload/collection.jsonl', undefined)],
  ['a harmless file added to the payload', () => withFile(fresh, 'data/payload/more.json', '{}')],
  ['the facts swapped', () => withFile(fresh, 'data/payload/facts.json', '{"countries":["FR"]}\n')],
  ['the module swapped', () => withFile(fresh, 'data/payload/module.wasm', Uint8Array.from([0, 97, 115, 109, 2]))],
  ['the estate swapped', () => withFile(fresh, 'data/payload/estate.json', '{}')],
  [
    'a disclosed subject exchanged',
    () => withFile(fresh, disclosures, text(fresh, disclosures).replace('fan-photos', 'fan-fotos')),
  ],
  [
    'a disclosed answer exchanged',
    () => withFile(fresh, disclosures, text(fresh, disclosures).replace('"verdict":"deny"', '"verdict":"allow"')),
  ],
  [
    'two disclosures exchanged',
    () => withLines(fresh, disclosures, (lines) => [lines[1]!, lines[0]!, ...lines.slice(2)]),
  ],
  [
    'a disclosure that no record commits to',
    () => withLines(fresh, disclosures, (lines) => [...lines, lines[0]!.replace('"seq":1}', '"seq":12}')]),
  ],
  [
    'a disclosure file beside no segment',
    () => withFile(fresh, 'data/disclosures/000000065536.jsonl', linesOf(fresh, disclosures)[0]! + '\n'),
  ],
  ['an empty disclosure file', () => withFile(fresh, disclosures, '')],
  ['the use of an exception removed', () => withLines(fresh, records, (lines) => lines.toSpliced(10, 1))],
  [
    'the use of an exception emptied',
    () => inRecords(/"commitments":\{[^}]*\},(?="control":"[^"]*","prev":"[^"]*","refers":9)/, ''),
  ],
  ['summary counts forged', () => withStatement((predicate) => void (predicate['result']!['deny'] = 0))],
  ['the headline forged', () => withStatement((predicate) => void (predicate['result']!['code'] = 0))],
  ['the coverage forged', () => withStatement((predicate) => void (predicate['coverage']!['sourcesReached'] = 7))],
  [
    'the date moved in one place',
    () => withStatement((predicate) => void (predicate['run']!['finishedAt'] = '2024-07-01T00:00:00.000Z')),
  ],
  [
    'the run backdated everywhere',
    () => {
      const moved = withStatement(
        (predicate) =>
          void Object.assign(predicate['run']!, {
            startedAt: '2023-07-26T08:00:00.000Z',
            finishedAt: '2023-07-26T08:05:00.000Z',
          }),
      );
      const all = withFile(moved, records, text(moved, records).replaceAll('2024-07-26', '2023-07-26'));
      return withFile(all, 'bag-info.txt', text(all, 'bag-info.txt').replace('2024-07-26', '2023-07-26'));
    },
  ],
  ['the tool changed', () => withStatement((predicate) => void (predicate['tool']!['version'] = '9.9.9'))],
  [
    'the policy digest changed',
    () =>
      withStatement(
        (_, whole) =>
          void JSON.stringify(whole, (name, value: Json) => {
            if (name === 'policies')
              (value as unknown as { digest: { sha256: string } }[])[0]!.digest.sha256 = '0'.repeat(64);
            return value;
          }),
      ),
  ],
  [
    'every subject digest set to zeros',
    () =>
      withStatement((_, whole) => {
        for (const subject of whole['subject'] as unknown as { digest: { sha256: string } }[])
          subject.digest.sha256 = '0'.repeat(64);
      }),
  ],
  ['an invented field', () => withStatement((predicate) => void (predicate['certification'] = { level: 'qualified' }))],
  [
    'duplicate JSON keys in the envelope',
    () => withFile(fresh, statementPath, text(fresh, statementPath).replace('{', '{"payloadType":"x",')),
  ],
  ['duplicate JSON keys in a record', () => inRecords('{"counts"', '{"v":1,"counts"')],
  [
    'the BagIt declaration changed',
    () => withFile(fresh, 'bagit.txt', text(fresh, 'bagit.txt').replace('1.0', '0.97')),
  ],
  [
    'the organisation changed in bag-info',
    () => withFile(fresh, 'bag-info.txt', text(fresh, 'bag-info.txt').replace('Exercice', 'Other')),
  ],
  ['the guide rewritten', () => withFile(fresh, 'VERIFY.md', '# Trust us\n')],
  [
    'a file hidden as withheld without being signed',
    () =>
      withFile(
        fresh,
        'data/withheld.json',
        `${canonicalText({ version: 'cloison/withheld/v1', files: [{ path: 'data/payload/never.json', sha256: '0'.repeat(64) }] })}\n`,
      ),
  ],
  [
    'records hidden as withheld',
    () =>
      withFile(
        withFile(fresh, records, undefined),
        'data/withheld.json',
        `${canonicalText({ version: 'cloison/withheld/v1', files: [{ path: records, sha256: '0'.repeat(64) }] })}\n`,
      ),
  ],
  [
    'an unknown field in the list of withheld files',
    () => withFile(fresh, 'data/withheld.json', '{"files":[],"more":1,"version":"cloison/withheld/v1"}\n'),
  ],
  [
    'the checkpoint of another size',
    () => withFile(fresh, checkpointPath, text(fresh, checkpointPath).replace('\n13\n', '\n12\n')),
  ],
  [
    'an extension line in the checkpoint',
    () => withFile(fresh, checkpointPath, text(fresh, checkpointPath).replace('\n\n', '\nmore\n\n')),
  ],
  ['trust put into the bundle', () => withFile(fresh, 'data/trust/keys.json', canonicalText(key.trusted))],
];

describe('rows 24 to 26, tamper matrix B: the attacker recomputes both manifests, without the key', () => {
  test.each(forgeries)('%s', async (_, forge) => {
    const forged = remade(forge());
    expect(forged).not.toEqual(fresh);
    expect((await refused(forged)).verdict).not.toBe('VALID');
  });

  test("another organisation's clean bundle, whole, is VALID only as what it says it is", async () => {
    const verified = await verify(other);
    expect(verified.statement?.predicate.log.origin).toBe('cloison/Another/another-run');
    const { records: log } = await verify(fresh);
    expect((await verify(other, { expectRoot: log.root })).verdict).toBe('INVALID');
  });
});

describe('property: one flipped bit anywhere', () => {
  /** Every file; all offsets of small files, 40 spread over large ones; the bit moves with the offset. */
  test.each([...fresh.keys()])(
    '%s never stays VALID, and the place is named',
    async (path) => {
      const bytes = fresh.get(path)!;
      const step = Math.max(1, Math.floor(bytes.length / 40));
      for (let at = 0; at < bytes.length; at += step) {
        const changed = Uint8Array.from(bytes);
        changed[at] = changed[at]! ^ (1 << (at % 8));
        const { verdict, places } = await refused(withFile(fresh, path, changed));
        expect([at, verdict === 'VALID']).toEqual([at, false]);
        expect([at, places.includes(path) || manifests.includes(path)]).toEqual([at, true]);
      }
    },
    60_000,
  );

  test.each([...fresh.keys()].filter((path) => !manifests.includes(path)))(
    '%s with the manifests made anew',
    async (path) => {
      const bytes = fresh.get(path)!;
      const step = Math.max(1, Math.floor(bytes.length / 25));
      for (let at = 0; at < bytes.length; at += step) {
        const changed = Uint8Array.from(bytes);
        changed[at] = changed[at]! ^ (1 << (at % 8));
        const { verdict } = await refused(remade(withFile(fresh, path, changed)));
        expect([at, verdict === 'VALID']).toEqual([at, false]);
      }
    },
    60_000,
  );
});

test('the same input seals to the same bytes; another secret changes every commitment and nothing else of a record', async () => {
  expect(await sealed()).toEqual(fresh);
  const secret = await sealed({ runSecret: new Uint8Array(32).fill(6) });
  const without = (files: Files) =>
    linesOf(files, records).map((line) => {
      const { commitments: _, prev: __, ...rest } = JSON.parse(line) as Record<string, Json>;
      return rest;
    });
  expect(without(secret)).toEqual(without(fresh));
  expect(text(secret, records)).not.toBe(text(fresh, records));
});
