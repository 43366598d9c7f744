import { lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newKey } from '../../estate/index.ts';
import {
  coverageEvent,
  diskOn,
  openFolder,
  realDisk,
  sealBundle,
  verifyBundle,
  type RunEvent,
  type SealDisk,
} from '../../evidence/index.ts';
import {
  coverage,
  filesIn,
  judged,
  key,
  linesOf,
  now,
  otherKey,
  records,
  request,
  runId,
  sealed,
  someEvents,
  temporary,
  text,
  trust,
  verify,
} from './sealedRun.ts';

function within(name = 'bundle'): { folder: string; target: string } {
  const folder = temporary();
  return { folder, target: join(folder, name) };
}

function errno(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** A disk on which the n-th call of one method fails. */
function failing(method: 'write' | 'finish' | keyof SealDisk, code: string, at = 0): SealDisk {
  let calls = 0;
  const trip = (): void => {
    if (calls++ === at) throw errno(code);
  };
  const wrap = <A extends unknown[], R>(name: string, work: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      if (name === method) trip();
      return work(...args);
    };
  };
  return {
    ...realDisk,
    makeFolder: wrap('makeFolder', realDisk.makeFolder),
    syncFolder: wrap('syncFolder', realDisk.syncFolder),
    publish: wrap('publish', realDisk.publish),
    list: wrap('list', realDisk.list),
    create: wrap('create', async (path: string) => {
      const sink = await realDisk.create(path);
      return { ...sink, write: wrap('write', sink.write), finish: wrap('finish', sink.finish) };
    }),
  };
}

describe('what the seal writes', () => {
  test('is private: files 0600, folders 0700, and nothing is left beside it', async () => {
    const { folder, target } = within();
    const { path, root, size, code, origin } = await sealBundle(request(target));
    expect({ path, size, code }).toEqual({ path: target, size: 13, code: 1 });
    expect(root).toMatch(/^[0-9a-f]{64}$/);
    expect(origin).toBe(`cloison/Exercice%20%26%20Cie/${runId}`);
    expect(readdirSync(folder)).toEqual(['bundle']);
    const modes = new Set<string>();
    for (const name of readdirSync(target, { recursive: true, encoding: 'utf8' })) {
      const stat = lstatSync(join(target, name));
      modes.add(`${stat.isDirectory() ? 'd' : 'f'}${(stat.mode & 0o777).toString(8)}`);
    }
    expect([...modes].sort()).toEqual(['d700', 'f600']);
    expect(lstatSync(target).mode & 0o777).toBe(0o700);
  });

  test('names nothing in records: every name is a commitment, and no secret is anywhere', async () => {
    const files = await sealed();
    for (const name of ['oss-public', 'rgw-paris', 'fan-photos', 'op-0042', 'W-12'])
      expect(text(files, records)).not.toContain(name);
    const secret = Buffer.alloc(32, 5);
    for (const [path, bytes] of files) {
      const found = [secret.toString('hex'), secret.toString('base64')].some((spelt) =>
        Buffer.from(bytes).includes(spelt),
      );
      expect([path, found, Buffer.from(bytes).includes(secret)]).toEqual([path, false, false]);
    }
  });

  test('holds one salt a field and record: the same name twice has two commitments', async () => {
    const all = linesOf(await sealed(), records).flatMap((line) => {
      const { commitments } = JSON.parse(line) as { commitments?: Record<string, string> };
      return Object.values(commitments ?? {});
    });
    expect(new Set(all).size).toBe(all.length);
  });

  test('cuts the log into segments of 65,536 records, chained over the cut', { timeout: 120_000 }, async () => {
    const { target } = within();
    function* events(): Generator<RunEvent> {
      for (let index = 0; index < 65_540; index += 1) {
        yield {
          type: 'heartbeat',
          time: '2024-07-26T08:01:00.000Z',
          ...(index === 65_538 ? { disclose: { subject: 'store://a/b' } } : {}),
        };
      }
    }
    await sealBundle(request(target, { events: events(), sourcesExpected: 0 }));
    const files = filesIn(target);
    expect(linesOf(files, records)).toHaveLength(65_536);
    expect(linesOf(files, 'data/records/000000065536.jsonl')).toHaveLength(6);
    expect(files.has('data/disclosures/000000000000.jsonl')).toBe(false);
    expect(linesOf(files, 'data/disclosures/000000065536.jsonl')).toHaveLength(1);
    expect((await verify(files)).verdict).toBe('VALID');
    const gone = new Map(files);
    gone.delete(records);
    expect((await verify(gone)).items.find(({ check }) => check === 'records-missing')?.values).toEqual({
      from: 0,
      to: 65_535,
    });
  });

  test('takes an asynchronous stream of events and of payload bytes', async () => {
    const { target } = within();
    async function* events(): AsyncGenerator<RunEvent> {
      yield* someEvents();
    }
    async function* chunks(): AsyncGenerator<Uint8Array> {
      for (const chunk of ['{"count', 'ries":[]', '}\n']) yield Buffer.from(chunk);
    }
    const payload = request(target).payload.map((file) =>
      file.name === 'facts.json' ? { ...file, bytes: chunks() } : file,
    );
    await sealBundle(request(target, { events: events(), payload }));
    expect(filesIn(target)).toEqual(await sealed());
  });
});

describe('the headline of a run', () => {
  const codeOfRun = async (events: RunEvent[], sourcesExpected = 0) => {
    const { target } = within();
    return (await sealBundle(request(target, { events, sourcesExpected }))).code;
  };
  const time = '2024-07-26T08:01:00.000Z';

  test.each<[string, RunEvent[], number, number]>([
    ['all allowed', judged('store://a/b', 'allow', 'not-applicable'), 0, 0],
    ['one denied', judged('store://a/b', 'deny', 'allow'), 0, 1],
    ['one denied, excepted', judged('store://a/b', 'deny', 'allow', true), 0, 0],
    ['one unknown', judged('store://a/b', 'allow', 'unknown'), 0, 3],
    ['one unknown, excepted', judged('store://a/b', 'unknown', 'allow', true), 0, 0],
    ['one denied, one unknown', judged('store://a/b', 'deny', 'unknown'), 0, 1],
    ['a source never spoken of', judged('store://a/b', 'allow', 'allow'), 1, 3],
    [
      'a source not reached',
      [
        coverageEvent({ ...coverage, reached: false, reason: 'denied' }, 'place://x', time),
        ...judged('store://a/b', 'allow', 'allow'),
      ],
      1,
      3,
    ],
    ['nothing at all', [], 0, 3],
  ])('%s', async (_, events, sources, code) => {
    expect(await codeOfRun(events, sources)).toBe(code);
  });

  test('may be told stricter, never milder', async () => {
    const fine = judged('store://a/b', 'allow', 'allow');
    expect((await sealBundle(request(within().target, { events: fine, sourcesExpected: 0, code: () => 3 }))).code).toBe(
      3,
    );
    await expect(sealBundle(request(within().target, { code: 0 }))).rejects.toThrow('headline');
    await expect(sealBundle(request(within().target, { code: 3 }))).rejects.toThrow('headline');
    const empty = await sealBundle(request(within().target, { events: [], sourcesExpected: 0, code: 0 }));
    expect(empty.code).toBe(0);
  });
});

describe('what the seal refuses, leaving nothing behind', () => {
  async function refusedBy(changes: Partial<Parameters<typeof request>[1]>, what: string): Promise<void> {
    const { folder, target } = within();
    await expect(sealBundle(request(target, changes))).rejects.toThrow(what);
    expect(readdirSync(folder)).toEqual([]);
  }

  test('row 30: a folder with anything in it; an empty one is taken', async () => {
    const { target } = within();
    await sealBundle(request(target));
    const before = filesIn(target);
    await expect(sealBundle(request(target, { runId: 'second' }))).rejects.toThrow('target-not-empty');
    expect(filesIn(target)).toEqual(before);
    const empty = within();
    mkdirSync(empty.target);
    await sealBundle(request(empty.target));
    expect((await verifyBundle(await openFolder(empty.target), trust, { now })).verdict).toBe('VALID');
  });

  test('on Windows, which flushes no folder and renames none over an empty one', async () => {
    const disk = diskOn('win32');
    await expect(disk.syncFolder(join(within().folder, 'not-there'))).resolves.toBeUndefined();
    await expect(realDisk.syncFolder(join(within().folder, 'not-there'))).rejects.toThrow('ENOENT');
    const empty = within();
    mkdirSync(empty.target);
    for (const { target } of [within(), empty]) {
      await sealBundle(request(target, { disk }));
      expect((await verifyBundle(await openFolder(target), trust, { now })).verdict).toBe('VALID');
    }
    const full = within();
    mkdirSync(join(full.folder, 'from'));
    mkdirSync(full.target);
    writeFileSync(join(full.target, 'kept'), '');
    await expect(disk.publish(join(full.folder, 'from'), full.target)).rejects.toThrow('ENOTEMPTY');
    expect(readdirSync(full.target)).toEqual(['kept']);
  });

  test('case 43: a second writer of the same folder, while the first is at work', async () => {
    const { folder, target } = within();
    let second: unknown;
    async function* events(): AsyncGenerator<RunEvent> {
      second = await sealBundle(request(target)).catch((cause: unknown) => cause);
      yield* someEvents();
    }
    await sealBundle(request(target, { events: events() }));
    expect(String(second)).toContain('locked');
    expect(readdirSync(folder)).toEqual(['bundle']);
  });

  test('case 47: a target that is a symlink to a file, and a folder that is not there', async () => {
    const { folder, target } = within();
    writeFileSync(join(folder, 'file'), 'x');
    symlinkSync(join(folder, 'file'), target);
    await expect(sealBundle(request(target))).rejects.toThrow('target-unwritable');
    await expect(sealBundle(request(join(folder, 'no', 'where')))).rejects.toThrow('ENOENT');
    expect(readdirSync(folder).sort()).toEqual(['bundle', 'file']);
  });

  test.each(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS'])('case 41: %s in the middle of writing', async (code) => {
    for (const at of [0, 3, 8]) await refusedBy({ disk: failing('write', code, at) }, code);
    await refusedBy({ disk: failing('create', code, 5) }, code);
    await refusedBy({ disk: failing('makeFolder', code, 2) }, code);
  });

  test('case 42: one failed fsync, of a file or a folder, is the end of it', async () => {
    for (const at of [0, 6, 14]) await refusedBy({ disk: failing('finish', 'EIO', at) }, 'EIO');
    await refusedBy({ disk: failing('syncFolder', 'EIO', 1) }, 'EIO');
    await refusedBy({ disk: failing('publish', 'EXDEV') }, 'EXDEV');
  });

  test('case 37: a key of another role, another algorithm, a secret too short', async () => {
    await refusedBy({ key: newKey('owner', '2024-01-01').signing }, 'key-unusable');
    await refusedBy({ runSecret: new Uint8Array(16) }, 'key-unusable');
    const { generateKeyPairSync } = await import('node:crypto');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await refusedBy({ key: { ...key.signing, privateKey } }, 'key-unusable');
  });

  test('case 63: personal data in a report, a payload, a disclosure, or hidden by escapes', async () => {
    const report = (source: string) => ({ reports: [{ name: 'report.md', bytes: Buffer.from(source) }] });
    await refusedBy(report('# Report\n\nwrite to jean.dupont@example.org\n'), 'personal-data-in-output');
    await refusedBy({ events: judged('store://oss-public/jean.dupont%40example.org', 'allow', 'allow') }, 'e-mail');
    await refusedBy(report('x'.repeat(3_000_000) + ' 1 85 05 78 006 084 91 \n'), 'nir');
    const failed = await sealBundle(request(within().target, report('a\nb\n+33 6 12 34 56 78\n'))).catch(
      (cause: unknown) => cause,
    );
    expect(failed).toMatchObject({
      code: 'personal-data-in-output',
      values: { path: 'data/report/report.md', kind: 'phone', line: 3 },
    });
    expect(String(failed)).not.toContain('12 34');
  });

  test.each<[string, Partial<Parameters<typeof request>[1]>, string]>([
    ['a name that leaves its folder', { reports: [{ name: '../x', bytes: Buffer.from('') }] }, 'usage'],
    ['a hidden name', { reports: [{ name: '.x', bytes: Buffer.from('') }] }, 'usage'],
    [
      'two names that differ by case',
      {
        reports: [
          { name: 'a.md', bytes: Buffer.from('') },
          { name: 'A.md', bytes: Buffer.from('') },
        ],
      },
      'usage',
    ],
    [
      'a role without its file',
      { roles: { policies: ['other.wasm'], facts: 'facts.json', estate: { name: 'estate.json' } } },
      'payload-role',
    ],
    ['a time that is none', { now: '2024-07-26' }, 'usage'],
    ['an end before the beginning', { now: '2024-07-26T07:00:00.000Z' }, 'clock'],
    ['a run id that breaks the origin', { runId: 'a/b' }, 'run-id'],
    [
      'an event with an unknown field',
      { events: [{ type: 'heartbeat', time: now, more: 1 } as RunEvent] },
      'bad-document',
    ],
    ['an event at no instant', { events: [{ type: 'heartbeat', time: '2024-07-26T08:01:00Z' }] }, '/time'],
    [
      'an event with a code that is a sentence',
      { events: [{ type: 'heartbeat', time: now, codes: ['two words'] }] },
      '/codes',
    ],
    [
      'a control that is no promise',
      { events: [{ type: 'decision', time: now, control: 'X', verdict: 'deny' }] },
      '/control',
    ],
    [
      'a record over 65,535 bytes',
      {
        events: [
          {
            type: 'heartbeat',
            time: now,
            counts: Object.fromEntries(
              Array.from({ length: 3000 }, (_, index) => [`counter${index}`.padEnd(30, 'x'), 1]),
            ),
          },
        ],
      },
      'record-size',
    ],
    [
      'a value that JSON cannot carry',
      { events: [{ type: 'heartbeat', time: now, disclose: { subject: Number.NaN } }] },
      'not-canonical',
    ],
  ])('%s', async (_, changes, what) => {
    await refusedBy(changes, what);
  });
});

test('a run sealed by one key is not confused with a run sealed by another', async () => {
  const files = await sealed({ key: otherKey.signing });
  expect((await verify(files)).verdict).toBe('UNVERIFIABLE');
  expect((await verify(files, {}, { version: 'cloison/trust/v1', keys: [otherKey.trusted] })).verdict).toBe('VALID');
});
