import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../estate/index.ts';
import { openFolder, readRecords, redact, sealBundle, verifyBundle, type Redaction } from '../../evidence/index.ts';
import {
  answerOf,
  checksOf,
  disclosures,
  filesIn,
  inTheEea,
  keyOutside,
  linesOf,
  now,
  records,
  remade,
  request,
  sealed,
  statementPath,
  temporary,
  text,
  trust,
  verify,
  withFile,
  withLines,
} from './sealedRun.ts';

const root = temporary();
const whole = join(root, 'whole');
let copies = 0;

async function redacted(redaction: Omit<Redaction, 'target'>) {
  copies += 1;
  const target = join(root, `copy-${copies}`);
  const said = await redact(await openFolder(whole), { ...redaction, target });
  return { said, target, files: filesIn(target) };
}

beforeAll(async () => {
  await sealBundle(request(whole));
});

const collection = 'data/payload/collection.jsonl';

describe('redaction', () => {
  test('of everything leaves the bundle VALID, with the same root and the counts of what is withheld', async () => {
    const { files, said } = await redacted({ records: 'all', files: [collection, 'data/report/report.md'] });
    const verified = await verify(files);
    expect(verified.verdict).toBe('VALID');
    expect(verified.withheld).toEqual({
      files: [collection, 'data/report/report.md'],
      fields: { subject: 11, operator: 3, observation: 8, question: 3, answer: 3 },
    });
    expect(verified.items.find(({ check }) => check === 'note-withheld')?.values).toEqual({ fields: 28, files: 2 });
    expect(said).toMatchObject({ lines: 11, files: [collection, 'data/report/report.md'], stillNaming: [] });
    expect(files.has(disclosures)).toBe(false);
  });

  test('rewrites no record and no signature', async () => {
    const before = filesIn(whole);
    const { files } = await redacted({ records: 'all', files: [collection] });
    for (const path of [records, statementPath, 'data/log/checkpoint', 'bag-info.txt', 'VERIFY.md']) {
      expect(files.get(path)).toEqual(before.get(path));
    }
  });

  test('of some records drops their whole lines, and nothing that they named is left among the disclosures', async () => {
    const { files, said } = await redacted({ records: ({ seq }) => seq >= 2 && seq <= 4, files: [] });
    expect(linesOf(files, disclosures)).toHaveLength(8);
    expect(text(files, disclosures)).not.toContain('fan-photos');
    expect(said.lines).toBe(3);
    expect((await verify(files)).withheld.fields.subject).toBe(3);
  });

  test('says which files left in the copy still name what was dropped', async () => {
    const { said } = await redacted({ records: ({ seq }) => seq === 2, files: [] });
    expect(said.stillNaming).toEqual([collection]);
    expect((await redacted({ records: ({ seq }) => seq === 5, files: [] })).said.stillNaming).toEqual([]);
  });

  test('twice adds up', async () => {
    const first = await redacted({ records: 'none', files: [collection] });
    const target = join(root, 'again');
    await redact(await openFolder(first.target), { target, records: 'all', files: ['data/report/report.md'] });
    const verified = await verify(filesIn(target));
    expect([verified.verdict, verified.withheld.files.length]).toEqual(['VALID', 2]);
  });

  test('refuses to withhold records, tag files and files that are not there, and a target with anything in it', async () => {
    for (const path of [records, 'VERIFY.md', 'data/payload/never.json', '../x', statementPath]) {
      await expect(redacted({ records: 'none', files: [path] })).rejects.toThrow('usage');
    }
    const folder = await openFolder(whole);
    await expect(redact(folder, { target: whole, records: 'all', files: [] })).rejects.toThrow('target-not-empty');
  });

  test('a withheld file that is put back, changed, is refused', async () => {
    const { files } = await redacted({ records: 'none', files: [collection] });
    expect(checksOf(await verify(remade(withFile(files, collection, 'x\n'))))).toContain('subject-digest');
    const same = await verify(remade(withFile(files, collection, filesIn(whole).get(collection))));
    expect(checksOf(same)).toEqual(['withheld-file']);
  });

  test('a file dropped without saying so is MISSING, not withheld', async () => {
    const verified = await verify(remade(withFile(filesIn(whole), collection, undefined)));
    expect([verified.verdict, checksOf(verified)]).toEqual(['MISSING', ['subject-missing']]);
  });
});

describe('places kept for later', () => {
  const [time, proof] = [`data/time/${'a'.repeat(64)}.tsr`, 'data/log/proofs/000000000003.tlog-proof'];
  const sigstore = 'data/attest/audit.sigstore.json';

  test('a timestamp, a proof and a sigstore bundle can be added without touching a signature, and are said to be unjudged', async () => {
    const later = [time, proof, sigstore];
    const files = later.reduce((all, path) => withFile(all, path, 'x'), filesIn(whole));
    const verified = await verify(remade(files));
    expect(verified.verdict).toBe('VALID');
    const noted = verified.items.filter(({ check }) => check === 'note-reserved').map(({ values }) => values?.['path']);
    expect(new Set(noted)).toEqual(new Set(later));
    expect(noted).toHaveLength(3);
  });

  test.each([
    'data/time/evil.html',
    'data/time/root.tsr',
    `data/time/${'A'.repeat(64)}.tsr`,
    `data/time/${'a'.repeat(64)}.tsr.html`,
    `data/time/more/${'a'.repeat(64)}.tsr`,
    'data/log/proofs/README.html',
    'data/log/proofs/3.tlog-proof',
    'data/log/proofs/x000000000003.tlog-proof',
    'data/attest/read-me.json',
    'data/attest/more/audit.sigstore.json',
  ])('hold nothing else, which a person could open and believe: %s', async (path) => {
    const verified = await verify(remade(withFile(filesIn(whole), path, '<h1>All fine</h1>')));
    expect(verified.verdict).toBe('INVALID');
    expect(checksOf(verified)).toContain('out-of-place');
  });

  test.each([
    [time, 2 ** 16],
    [proof, 2 ** 16],
    [sigstore, 2 ** 20],
  ])('hold no more bytes than such a file has: %s', async (path, limit) => {
    const filled = (bytes: number) => verify(remade(withFile(filesIn(whole), path, 'x'.repeat(bytes))));
    expect((await filled(limit)).verdict).toBe('VALID');
    const over = await filled(limit + 1);
    expect([over.verdict, over.items.at(-1)]).toMatchObject(['INVALID', { check: 'limit', path }]);
  });
});

describe('deciding again', () => {
  const answers: Record<string, Json> = {
    'store://oss-public/fan-photos': answerOf({ [inTheEea]: 'deny', [keyOutside]: 'allow' }),
    'store://rgw-paris/accreditation': answerOf({ [inTheEea]: 'allow', [keyOutside]: 'allow' }),
    'store://oss-public/staffing': answerOf({ [inTheEea]: 'deny', [keyOutside]: 'unknown' }),
  };
  const decide = (question: Json): Json | undefined => answers[(question as { subject: { id: string } }).subject.id];

  test('the same answers are faithful', async () => {
    const { verdict, replay } = await verify(filesIn(whole), { decide });
    expect([verdict, replay]).toEqual([
      'VALID',
      { answer: 'faithful', faithful: 3, differs: 0, withheld: 0, refused: 0 },
    ]);
  });

  test('another answer differs, by one byte too, and names the record', async () => {
    const verified = await verify(filesIn(whole), {
      decide: (question) => ({ ...(decide(question) as object), more: 1 }),
    });
    expect(verified.replay).toMatchObject({ answer: 'differs', differs: 3 });
    expect(verified.items.filter(({ check }) => check === 'replay-differs').map(({ seq }) => seq)).toEqual([2, 5, 8]);
    expect(verified.verdict).toBe('INVALID');
  });

  test('a question that cannot be put here cannot be replayed, and accuses nobody', async () => {
    const none = await verify(filesIn(whole), { decide: () => undefined });
    expect([none.verdict, none.replay]).toMatchObject(['VALID', { answer: 'cannot-replay', refused: 3 }]);
    const thrown = await verify(filesIn(whole), {
      decide: () => {
        throw new Error('no module');
      },
    });
    expect([thrown.verdict, thrown.replay?.answer]).toEqual(['VALID', 'cannot-replay']);
  });

  test('a redacted bundle replays what it can, and one with nothing left says that it cannot', async () => {
    const some = await redacted({ records: ({ seq }) => seq === 2, files: [] });
    expect((await verify(some.files, { decide })).replay).toMatchObject({
      answer: 'faithful',
      faithful: 2,
      withheld: 1,
    });
    const all = await redacted({ records: 'all', files: [] });
    const verified = await verify(all.files, { decide });
    expect([verified.verdict, verified.replay]).toMatchObject(['VALID', { answer: 'cannot-replay', withheld: 3 }]);
  });

  test('a decision that a later pass made more cautious is honest; a waived one too', async () => {
    const files = await sealed();
    expect((await verify(files)).verdict).toBe('VALID');
  });
});

test('records are read back with what is disclosed of them', async () => {
  const { target } = await redacted({ records: ({ seq }) => seq === 2, files: [] });
  const read = await Array.fromAsync(readRecords(await openFolder(target)));
  expect(read).toHaveLength(13);
  expect(read[2]?.opened).toEqual({});
  expect(read[3]).toMatchObject({
    record: { verdict: 'deny' },
    opened: { subject: 'store://oss-public/fan-photos', operator: 'op-0042' },
  });
});

test('reading back stops at a disclosure that opens nothing', async () => {
  const { memoryFolder } = await import('../../evidence/index.ts');
  const forged = withLines(filesIn(whole), disclosures, (lines) =>
    lines.with(2, lines[2]!.replace('op-0042', 'op-0043')),
  );
  await expect(Array.fromAsync(readRecords(memoryFolder(forged)))).rejects.toThrow('bad-document');
});

test('a folder on disk verifies like one in memory, also through a symlink to it', async () => {
  const { symlinkSync } = await import('node:fs');
  symlinkSync(whole, join(root, 'link'));
  for (const path of [whole, join(root, 'link')]) {
    expect((await verifyBundle(await openFolder(path), trust, { now })).verdict).toBe('VALID');
  }
  await expect(openFolder(join(root, 'nowhere'))).rejects.toThrow('ENOENT');
});
