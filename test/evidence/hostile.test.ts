/** Folders that are wrong in ways no honest tool writes: a verifier of strangers' folders must answer all of them. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonicalText } from '../../estate/index.ts';
import { memoryFolder, openFolder, redact, verifyBundle, type BundleFolder } from '../../evidence/index.ts';
import {
  checksOf,
  disclosures,
  linesOf,
  now,
  records,
  remade,
  sealed,
  temporary,
  text,
  trust,
  verify,
  withFile,
  withLines,
} from './sealedRun.ts';

const fresh = await sealed();
const withheld = 'data/withheld.json';

describe('verification of a folder', () => {
  test('that is empty is MISSING, and names every file that a bundle has', async () => {
    const verified = await verify(new Map());
    expect(verified.verdict).toBe('MISSING');
    expect(verified.items.filter(({ check }) => check === 'file-missing').length).toBeGreaterThanOrEqual(8);
  });

  test('with a thousand and more things wrong keeps the first thousand and counts the rest', async () => {
    const files = new Map(fresh);
    for (let index = 0; index < 1500; index += 1) files.set(`junk/${index}`, Buffer.from('x'));
    const verified = await verify(files);
    expect(verified.items).toHaveLength(1001);
    expect(verified.items.at(-1)).toMatchObject({ check: 'note-more', verdict: 'INVALID' });
  });

  test('with an empty folder that nothing lists, or two names that differ by case', async () => {
    const inner = memoryFolder(fresh);
    const folder = (extra: { path: string; kind: 'file' | 'folder' }): BundleFolder => ({
      async *entries() {
        yield* inner.entries();
        yield extra;
      },
      read: inner.read,
    });
    const empty = await verifyBundle(folder({ path: 'data/time', kind: 'folder' }), trust, { now });
    expect(checksOf(empty)).toEqual(['unlisted-folder']);
    const twin = await verifyBundle(folder({ path: 'Data/Payload', kind: 'folder' }), trust, { now });
    expect(checksOf(twin)).toContain('case-collision');
  });

  test('with a file that cannot be read is MISSING, with the errno', async () => {
    const inner = memoryFolder(fresh);
    const folder: BundleFolder = {
      entries: inner.entries,
      async *read(path) {
        if (path === 'data/payload/facts.json') throw Object.assign(new Error('no'), { code: 'EACCES' });
        yield* inner.read(path);
      },
    };
    const verified = await verifyBundle(folder, trust, { now });
    expect(verified.items.find(({ check }) => check === 'unreadable')?.values).toEqual({ errno: 'EACCES' });
    expect(verified.verdict).toBe('MISSING');
  });

  test('with a list of withheld files that is no JSON, or spelt otherwise', async () => {
    const list = { version: 'cloison/withheld/v1', files: [{ path: 'data/report/report.md', sha256: '0'.repeat(64) }] };
    for (const source of ['x', canonicalText(list), `${JSON.stringify(list)}\n`, '{}\n']) {
      expect(checksOf(await verify(remade(withFile(fresh, withheld, source))))).toEqual(['withheld-document']);
    }
  });

  test('with a manifest that is no text', async () => {
    const bytes = Uint8Array.from([0xff, 0xfe, 10]);
    expect(checksOf(await verify(withFile(fresh, 'manifest-sha256.txt', bytes)))).toContain('manifest-line');
  });

  test('whose records come in pieces of one byte reads the same', async () => {
    const folder: BundleFolder = {
      entries: memoryFolder(fresh).entries,
      async *read(path) {
        for (const byte of fresh.get(path)!) yield Uint8Array.of(byte);
      },
    };
    expect((await verifyBundle(folder, trust, { now })).verdict).toBe('VALID');
  });

  test('in the middle of a log of which every second record is gone lists each hole', async () => {
    const verified = await verify(
      remade(withLines(fresh, records, (lines) => lines.filter((_, index) => index % 2 === 0))),
    );
    const holes = verified.items.filter(({ check }) => check === 'records-missing').map(({ seq }) => seq);
    expect([verified.verdict, holes]).toEqual(['GAP', [1, 3, 5, 7, 9, 11]]);
  });

  test('at a moment that is no instant is a fault of the caller', async () => {
    await expect(verify(fresh, { now: 'today' })).rejects.toThrow('usage');
  });

  test('on disk, of a stranger: a deep tree, a file where a folder should be, a socket name', async () => {
    const root = temporary();
    mkdirSync(join(root, 'a/b/c/d/e/f/g/h/i/j'), { recursive: true });
    const verified = await verifyBundle(await openFolder(root), trust, { now });
    expect(verified.items.at(-1)).toMatchObject({ check: 'limit', values: { limit: 'depth' } });
    writeFileSync(join(root, 'file'), 'x');
    chmodSync(join(root, 'file'), 0o600);
    await expect(openFolder(join(root, 'file'))).rejects.toThrow('ENOTDIR');
  });
});

describe('redaction of a folder that is no whole bundle stops', () => {
  const from = async (files: typeof fresh, kinds: 'all' | 'some' = 'all') => {
    const dropped = kinds === 'all' ? 'all' : () => true;
    return redact(memoryFolder(files), { target: join(temporary(), 'copy'), records: dropped, files: [] });
  };

  test('at a file in no place of a bundle', async () => {
    await expect(from(withFile(fresh, 'notes.txt', 'x'))).rejects.toThrow('bad-document');
  });

  test('at a torn or foreign line of disclosures or records', async () => {
    await expect(from(withFile(fresh, disclosures, text(fresh, disclosures).slice(0, -1)))).rejects.toThrow(
      'disclosure',
    );
    await expect(from(withFile(fresh, disclosures, '{}\n'))).rejects.toThrow('disclosure');
    await expect(from(withFile(fresh, records, `${linesOf(fresh, records)[0]!}\n{}\n`), 'some')).rejects.toThrow(
      'record',
    );
  });

  test('at a list of withheld files that is none', async () => {
    await expect(from(withFile(fresh, withheld, 'x'))).rejects.toThrow('withheld');
  });
});
