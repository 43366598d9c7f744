/** Log and bundle integrity: cases 1 to 29 of the fault table that need no witness and no timestamp. */
import { sign } from 'node:crypto';
import dns from 'node:dns';
import { Socket } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  canonicalText,
  newKey,
  pae,
  signEnvelope,
  speaker,
  type Json,
  type Trust,
  type Verdict,
} from '../../estate/index.ts';
import {
  decisionEvent,
  defaultLimits,
  evaluationEvent,
  evidenceWords,
  leafHash,
  sentenceOf,
  signNote,
  verdictExit,
  verifyBundle,
  type BundleFolder,
  type RunEvent,
  type Verified,
  type VerifyOptions,
} from '../../evidence/index.ts';
import { rechained, sha256Of, signedAnew, type StatementJson } from './forging.ts';
import {
  checkpointPath,
  checksOf,
  disclosures,
  inTheEea,
  judged,
  key,
  linesOf,
  now,
  otherKey,
  records,
  remade,
  runId,
  sealed,
  statementPath,
  text,
  trust,
  verify as verifyFiles,
  withFile,
  withLines,
  type Files,
} from './sealedRun.ts';

const fresh = await sealed();
const seen: Verified[] = [];

async function verify(files: Files, options: Partial<VerifyOptions> = {}, trusted = trust): Promise<Verified> {
  const verified = await verifyFiles(files, options, trusted);
  seen.push(verified);
  return verified;
}

/** Every item that any case here yields can be said in both languages, with all its values. */
afterEach(() => {
  for (const language of ['en', 'fr'] as const) {
    const say = speaker(language, evidenceWords);
    for (const item of seen.flatMap(({ items }) => items)) expect(sentenceOf(item, say)).not.toMatch(/^\[|undefined/);
  }
  seen.length = 0;
});

const flip = (files: Files, path: string, at: number): Files => {
  const bytes = Uint8Array.from(files.get(path)!);
  bytes[at] = bytes[at]! ^ 1;
  return withFile(files, path, bytes);
};
const item = (verified: Verified, check: string) => verified.items.find((one) => one.check === check);

describe('a bundle as it was sealed', () => {
  test('is VALID, and says that its end is not anchored and its time not witnessed', async () => {
    const verified = await verify(fresh);
    expect(verified.verdict).toBe('VALID');
    expect(verified.items.map(({ check }) => check)).toContain('note-not-anchored');
    expect(verified.items.map(({ check }) => check)).toContain('note-no-outside-time');
    expect(verified.records).toMatchObject({ size: 13, tally: { deny: 2, waivedDeny: 1, unknown: 1 } });
    expect(verified.statement?.predicate.result.code).toBe(1);
  });

  test('is VALID against its own root and size', async () => {
    const { records: log } = await verify(fresh);
    const verified = await verify(fresh, { expectRoot: log.root, expectSize: 13, minSize: 13 });
    expect(verified.verdict).toBe('VALID');
    expect(verified.items.map(({ check }) => check)).not.toContain('note-not-anchored');
  });
});

describe('log and bundle integrity', () => {
  test('case 1: one bit flipped in a record is INVALID with its number, and the others are still counted', async () => {
    const line = linesOf(fresh, records);
    const at = text(fresh, records).indexOf(line[5]!) + line[5]!.indexOf('"time"') + 9;
    const verified = await verify(remade(flip(fresh, records, at)));
    expect(verified.verdict).toBe('INVALID');
    expect(verified.items.some(({ seq, verdict }) => verdict === 'INVALID' && (seq === 5 || seq === 6))).toBe(true);
    expect(verified.records.size).toBe(13);
    expect(checksOf(verified)).toContain('log-root');
  });

  test('case 2: one bit flipped in a payload file names the file', async () => {
    const verified = await verify(remade(flip(fresh, 'data/payload/facts.json', 3)));
    expect(verified.verdict).toBe('INVALID');
    expect(item(verified, 'subject-digest')?.path).toBe('data/payload/facts.json');
  });

  test.each(Array.from({ length: 13 }, (_, index) => index))(
    'case 3: record %i removed is a GAP that names it',
    async (index) => {
      const cut = withLines(fresh, records, (lines) => lines.toSpliced(index, 1));
      for (const files of [cut, remade(cut)]) {
        const verified = await verify(files);
        expect(verified.verdict).toBe('GAP');
        expect(item(verified, 'records-missing')).toMatchObject({ seq: index, values: { from: index, to: index } });
      }
    },
  );

  test('case 4: the last three records removed, the checkpoint kept, is a GAP with the range', async () => {
    const verified = await verify(remade(withLines(fresh, records, (lines) => lines.slice(0, -3))));
    expect(verified.verdict).toBe('GAP');
    expect(item(verified, 'records-missing')?.values).toEqual({ from: 10, to: 12 });
    expect(item(verified, 'log-size')?.values).toEqual({ signed: 13, found: 10 });
  });

  test('case 5: end and checkpoint rolled back together is refused against a size, a root, and for the missing end', async () => {
    const shorter = signedAnew(withLines(fresh, records, (lines) => lines.slice(0, -3)));
    const { records: log } = await verify(fresh);
    expect(checksOf(await verify(shorter))).toContain('run-closed');
    expect(checksOf(await verify(shorter, { minSize: 13 }))).toContain('below-size');
    expect(checksOf(await verify(shorter, { expectSize: 13 }))).toContain('expected-size');
    expect(checksOf(await verify(shorter, { expectRoot: log.root }))).toContain('expected-root');
  });

  test('case 5: an older whole bundle is STALE when it is older than asked for, and says that its end is not anchored', async () => {
    const verified = await verify(fresh, { now: '2024-08-26T09:00:00.000Z', maxAge: 7 * 86_400_000 });
    expect(verified.verdict).toBe('STALE');
    expect(verdictExit[verified.verdict]).toBe(3);
    expect(verified.items.map(({ check }) => check)).toContain('note-not-anchored');
    expect((await verify(fresh, { maxAge: 7 * 86_400_000 })).verdict).toBe('VALID');
  });

  test('case 6: two records swapped', async () => {
    const swap = (lines: string[]) => [...lines.slice(0, 4), lines[5]!, lines[4]!, ...lines.slice(6)];
    const verified = await verify(remade(withLines(fresh, records, swap)));
    expect(verified.verdict).toBe('INVALID');
    expect(checksOf(verified)).toEqual(expect.arrayContaining(['record-sequence', 'log-root']));
  });

  test('case 7: a record twice', async () => {
    const verified = await verify(remade(withLines(fresh, records, (lines) => lines.toSpliced(4, 0, lines[4]!))));
    expect(verified.verdict).toBe('INVALID');
    expect(item(verified, 'record-twice')?.seq).toBe(4);
  });

  test('case 8: a record of another run in its place, chained and signed anew, is refused by its run id', async () => {
    const other = await sealed({ runId: 'another-run' });
    const mixed = (lines: string[]) =>
      rechained([...lines.slice(0, 4), linesOf(other, records)[4]!, ...lines.slice(5)]);
    const verified = await verify(signedAnew(withLines(fresh, records, mixed)));
    expect(verified.verdict).toBe('INVALID');
    expect(item(verified, 'record-run')?.seq).toBe(4);
  });

  test.each([
    ['spaces', (line: string) => line.replace('"seq":', '"seq": ')],
    ['key order', (line: string) => line.replace(/"type":"evaluation","v":1/, '"v":1,"type":"evaluation"')],
    ['escapes', (line: string) => line.replace('evaluation', '\\u0065valuation')],
    ['a number of another spelling', (line: string) => line.replace('"v":1', '"v":1.0')],
    ['a carriage return', (line: string) => `${line}\r`],
  ])('case 9: a record spelt otherwise (%s) is not canonical', async (_, spell) => {
    const verified = await verify(remade(withLines(fresh, records, (lines) => lines.with(2, spell(lines[2]!)))));
    expect(verified.verdict).toBe('INVALID');
    expect(item(verified, 'record-canonical')?.seq).toBe(2);
  });

  test('case 10: an extra file is named, listed or not, in a known place or not', async () => {
    for (const path of [
      'data/payload/more.json',
      'data/secret/x',
      'notes.txt',
      'data/trust/keys.json',
      'data/records/notes.txt',
    ]) {
      const verified = await verify(withFile(fresh, path, 'x'));
      expect([path, verified.verdict]).toEqual([path, 'INVALID']);
      expect(verified.items.some((one) => one.path === path && one.verdict === 'INVALID')).toBe(true);
      const listed = await verify(remade(withFile(fresh, path, 'x')));
      expect([path, listed.verdict]).toEqual([path, 'INVALID']);
    }
  });

  test.each([
    ['a line removed', (lines: string[]) => lines.slice(1)],
    ['a file twice', (lines: string[]) => [lines[0]!, ...lines]],
    ['a carriage return', (lines: string[]) => lines.with(0, `${lines[0]!}\r`)],
    ['./', (lines: string[]) => lines.with(0, lines[0]!.replace('data/', './data/'))],
    ['an absolute path', (lines: string[]) => [...lines, `${'0'.repeat(64)}  /etc/hostname`]],
    ['..', (lines: string[]) => [...lines, `${'0'.repeat(64)}  data/../../../etc/hostname`]],
    ['a backslash', (lines: string[]) => [...lines, `${'0'.repeat(64)}  data\\x`]],
    [
      'an upper-case digest',
      (lines: string[]) => lines.with(0, lines[0]!.slice(0, 64).toUpperCase() + lines[0]!.slice(64)),
    ],
    ['one space', (lines: string[]) => lines.with(0, lines[0]!.replace('  ', ' '))],
    ['an empty line', (lines: string[]) => [...lines, '']],
    ['another order', (lines: string[]) => lines.toReversed()],
    ['a case collision', (lines: string[]) => [...lines, lines.at(-1)!.replace('report.md', 'REPORT.md')]],
    ['a file outside data', (lines: string[]) => [...lines, `${'0'.repeat(64)}  zz.txt`]],
  ])('case 11: a manifest with %s is refused, and no path in it is ever opened', async (_, change) => {
    const touched: string[] = [];
    const manifest = `${change(linesOf(fresh, 'manifest-sha256.txt')).join('\n')}\n`;
    const files = withFile(fresh, 'manifest-sha256.txt', manifest);
    const tags = linesOf(files, 'tagmanifest-sha256.txt').map((line) => {
      return line.endsWith('manifest-sha256.txt') ? `${sha256Of(Buffer.from(manifest))}  manifest-sha256.txt` : line;
    });
    const all = withFile(files, 'tagmanifest-sha256.txt', `${tags.join('\n')}\n`);
    const folder: BundleFolder = {
      async *entries() {
        for (const path of all.keys()) yield { path, kind: 'file' };
      },
      async *read(path) {
        touched.push(path);
        yield all.get(path)!;
      },
    };
    const verified = await verifyBundle(folder, trust, { now });
    expect(['INVALID', 'MISSING']).toContain(verified.verdict);
    expect(touched.every((path) => all.has(path))).toBe(true);
  });

  test('case 12: signed by a key that trust does not know is UNVERIFIABLE, and everything else is still checked', async () => {
    const strangers: Trust = { version: 'cloison/trust/v1', keys: [otherKey.trusted] };
    const verified = await verify(fresh, {}, strangers);
    expect(verified.verdict).toBe('UNVERIFIABLE');
    expect(verdictExit[verified.verdict]).toBe(5);
    expect(checksOf(verified)).toEqual(['checkpoint-unknown-key', 'statement-unknown-key']);
    expect((await verify(fresh, {}, { version: 'cloison/trust/v1', keys: [] })).verdict).toBe('UNVERIFIABLE');
    const alsoAltered = await verify(remade(flip(fresh, 'data/payload/facts.json', 3)), {}, strangers);
    expect(alsoAltered.verdict).toBe('INVALID');
  });

  test('case 13: a known key with a bad signature rejects the note, even beside a good one', async () => {
    const { origin } = { origin: text(fresh, checkpointPath).split('\n')[0]! };
    const forged = signNote('x\n', origin, key.signing.privateKey).split('\n').at(-2)!;
    const verified = await verify(remade(withFile(fresh, checkpointPath, `${text(fresh, checkpointPath)}${forged}\n`)));
    expect(verified.verdict).toBe('INVALID');
    expect(checksOf(verified)).toEqual(['checkpoint-signature']);
  });

  test('case 14: a checkpoint of another log', async () => {
    const other = await sealed({ runId: 'another-run' });
    const verified = await verify(remade(withFile(fresh, checkpointPath, other.get(checkpointPath))));
    expect(verified.verdict).toBe('INVALID');
    expect(checksOf(verified)).toContain('log-origin');
  });

  test('case 15: a second checkpoint of the same size and another root is refused with the bundle it does not fit', async () => {
    const origin = text(fresh, checkpointPath).split('\n')[0]!;
    const fork = signNote(
      `${origin}\n13\n${leafHash(Buffer.from('x')).toString('base64')}\n`,
      origin,
      key.signing.privateKey,
    );
    expect(checksOf(await verify(remade(withFile(fresh, checkpointPath, fork))))).toEqual(['log-root']);
  });

  test('case 18: the statement of another bundle of the same organisation (mix and match)', async () => {
    const other = await sealed({ events: judged('store://oss-public/results', 'allow', 'allow') });
    const verified = await verify(remade(withFile(fresh, statementPath, other.get(statementPath))));
    expect(verified.verdict).toBe('INVALID');
    expect(checksOf(verified)).toEqual(expect.arrayContaining(['log-root', 'subject-digest']));
  });

  test('case 19: no attestation is MISSING, never a pass', async () => {
    const verified = await verify(remade(withFile(fresh, statementPath, undefined)));
    expect(verified.verdict).toBe('MISSING');
    expect(verified.statement).toBeUndefined();
  });

  const envelope = () =>
    JSON.parse(text(fresh, statementPath)) as Record<string, Json> & {
      payload: string;
      signatures: { keyid: string; sig: string }[];
    };
  const withEnvelope = (value: unknown): Files => remade(withFile(fresh, statementPath, `${canonicalText(value)}\n`));

  test('case 20: another payload type, even signed as such', async () => {
    const payload = Buffer.from(envelope().payload, 'base64');
    const other = await verify(withEnvelope(signEnvelope('application/json', payload, key.signing)));
    expect(other.verdict).toBe('INVALID');
    expect(item(other, 'statement-signature')?.values?.['reason']).toBe('payload-type');
  });

  test('case 21: no signature', async () => {
    const verified = await verify(withEnvelope({ ...envelope(), signatures: [] }));
    expect(verified.verdict).toBe('INVALID');
    expect(item(verified, 'statement-signature')?.values?.['reason']).toBe('unsigned');
    const { signatures: _, ...stripped } = envelope();
    expect((await verify(withEnvelope(stripped))).verdict).toBe('INVALID');
  });

  test('case 22: one key that signs twice counts once', async () => {
    const [signature] = envelope().signatures;
    const verified = await verify(withEnvelope({ ...envelope(), signatures: [signature, signature] }));
    const note = verified.items.find(
      ({ check, values }) => check === 'note-signed' && values?.['what'] === 'statement',
    );
    expect(note?.values?.['key']).toBe(key.signing.id);
  });

  test('case 23: another algorithm is never tried: a trusted key that is no Ed25519 key verifies nothing', async () => {
    const rsa = { ...key.trusted, publicKey: `${'A'.repeat(59)}=` };
    const verified = await verify(fresh, {}, { version: 'cloison/trust/v1', keys: [rsa] });
    expect(verified.verdict).not.toBe('VALID');
    expect(checksOf(verified)).toContain('checkpoint-unknown-key');
  });

  test('case 24: the key id of a trusted key on the signature of another is no signature', async () => {
    const payload = Buffer.from(envelope().payload, 'base64');
    const sig = sign(null, pae('application/vnd.in-toto+json', payload), otherKey.signing.privateKey).toString(
      'base64',
    );
    const verified = await verify(withEnvelope({ ...envelope(), signatures: [{ keyid: key.signing.id, sig }] }));
    expect(verified.verdict).toBe('INVALID');
    expect(item(verified, 'statement-signature')?.values?.['reason']).toBe('signature-invalid');
  });

  test('case 25: URL-safe and unpadded base64 are accepted when they are valid', async () => {
    const plain = envelope();
    const [signature] = plain.signatures;
    const urlSafe = (base64: string) => Buffer.from(base64, 'base64').toString('base64url');
    const value = {
      ...plain,
      payload: urlSafe(plain.payload),
      signatures: [{ ...signature, sig: urlSafe(signature!.sig) }],
    };
    expect((await verify(withEnvelope(value))).verdict).toBe('VALID');
  });

  test.each([
    ['malformed base64', (source: string) => source.replace('"payload":"', '"payload":"!')],
    ['malformed JSON', (source: string) => source.slice(0, -3)],
    ['a byte order mark', (source: string) => `\uFEFF${source}`],
    ['trailing bytes', (source: string) => `${source}x`],
    ['a NUL', (source: string) => source.replace('payloadType', 'payload\0Type')],
    ['a duplicate key', (source: string) => source.replace('{', '{"payload":"AAAA",')],
    ['an unknown field', (source: string) => source.replace('{', '{"more":1,')],
    ['an unknown field in a signature', (source: string) => source.replace('"keyid"', '"cert":"x","keyid"')],
    [
      'another order of keys',
      (source: string) => source.replace(/^\{("payload":"[^"]*"),("payloadType":"[^"]*")/, '{$2,$1'),
    ],
  ])('case 26: an envelope with %s is refused without a throw', async (_, change) => {
    const verified = await verify(remade(withFile(fresh, statementPath, change(text(fresh, statementPath)))));
    expect(verified.verdict).toBe('INVALID');
    expect(checksOf(verified)[0]).toBe('envelope');
  });

  test('case 26: broken UTF-8, NUL and duplicate keys in a record and a disclosure are refused with their place', async () => {
    const broken = Buffer.from(fresh.get(records)!);
    broken[text(fresh, records).indexOf('evaluation')] = 0xff;
    expect(item(await verify(remade(withFile(fresh, records, broken))), 'record-json')?.values?.['detail']).toMatch(
      /^utf8/,
    );
    const twice = withLines(fresh, records, (lines) => lines.with(3, lines[3]!.replace('{', '{"v":1,')));
    const verified = await verify(remade(twice));
    expect(item(verified, 'record-canonical')?.values).toMatchObject({ line: 4 });
    expect(String(item(verified, 'record-canonical')?.values?.['detail'])).toMatch(/^duplicate @[0-9]+$/);
    const disclosed = withLines(fresh, disclosures, (lines) => lines.with(0, lines[0]!.replace('{', '{"seq":1,')));
    expect(checksOf(await verify(remade(disclosed)))).toEqual(['disclosure-line']);
  });

  test('case 27: too many files, too many bytes, too deep, a record or a disclosure too long: stopped at the limit', async () => {
    const limited = async (limits: VerifyOptions['limits'], files = fresh) => {
      const verified = await verify(files, { limits: limits! });
      return [verified.verdict, item(verified, 'limit')?.values?.['limit']];
    };
    expect(await limited({ files: 5 })).toEqual(['INVALID', 'files']);
    expect(await limited({ bytes: 2000 })).toEqual(['INVALID', 'bytes']);
    expect(await limited({ depth: 1 })).toEqual(['INVALID', 'depth']);
    expect(await limited({ disclosure: 100 })).toEqual(['INVALID', 'disclosure']);
    expect(await limited({ document: 100 })).toEqual(['INVALID', 'document']);
    const long = withLines(fresh, records, (lines) => lines.with(3, `${lines[3]!}${' '.repeat(65_536)}`));
    expect(await limited({}, remade(long))).toEqual(['INVALID', 'record']);
    const deep = withLines(fresh, records, (lines) => lines.with(3, '['.repeat(30_000) + ']'.repeat(30_000)));
    expect(checksOf(await verify(remade(deep)))).toContain('record-json');
  });

  test('case 27: an endless record is refused while it is read, not after', async () => {
    let given = 0;
    const endless: BundleFolder = {
      async *entries() {
        for (const path of fresh.keys()) yield { path, kind: 'file' };
      },
      async *read(path) {
        if (path !== records) yield fresh.get(path)!;
        else for (;;) yield Buffer.alloc(65_536, (given += 1) === 0 ? 0 : 120);
      },
    };
    const verified = await verifyBundle(endless, trust, { now, limits: { ...defaultLimits, bytes: 10_000_000 } });
    expect(item(verified, 'limit')?.values?.['limit']).toBe('bytes');
    expect(given).toBeLessThan(200);
  });

  test('case 28: a time without zone, with an offset or a leap second is refused, signed or not', async () => {
    for (const time of [
      '2024-07-26T08:01:00.000',
      '2024-07-26T10:01:00.000+02:00',
      '2024-07-26T08:00:60.000Z',
      '2024-02-30T08:00:00.000Z',
    ]) {
      const change = (lines: string[]) => rechained(lines.with(3, lines[3]!.replace('2024-07-26T08:01:00.000Z', time)));
      const verified = await verify(signedAnew(withLines(fresh, records, change)));
      expect(verified.verdict).toBe('INVALID');
      expect(item(verified, 'record-time') ?? item(verified, 'record-shape')).toMatchObject({ seq: 3 });
    }
  });

  test('case 28: a bundle from the future is STALE beyond five minutes, VALID within', async () => {
    expect((await verify(fresh, { now: '2024-07-26T08:01:00.000Z' })).verdict).toBe('VALID');
    const verified = await verify(fresh, { now: '2024-07-26T07:59:00.000Z' });
    expect([verified.verdict, checksOf(verified)]).toEqual(['STALE', ['future']]);
  });

  test('case 29: a clock set back during the run keeps the order, is counted at the end, and said', async () => {
    const events = [
      ...judged('store://a/b', 'allow', 'allow'),
      { type: 'heartbeat', time: '2024-07-26T08:00:30.000Z' } as const,
      ...judged('store://a/c', 'allow', 'allow'),
    ];
    const files = await sealed({ events, sourcesExpected: 0 });
    const verified = await verify(files);
    expect(verified.verdict).toBe('VALID');
    expect(item(verified, 'note-clock-regressions')?.values).toEqual({ count: 1 });
    expect(JSON.parse(linesOf(files, records).at(-1)!)).toMatchObject({ counts: { clockRegressions: 1 } });
  });
});

describe('storage', () => {
  test('case 40: a torn last line, whole but for its newline or cut in the middle, is refused with its line', async () => {
    for (const path of [records, disclosures]) {
      const source = text(fresh, path);
      const bare = await verify(remade(withFile(fresh, path, source.slice(0, -1))));
      expect(item(bare, 'line-torn')).toMatchObject({ path, values: { line: linesOf(fresh, path).length } });
      const half = await verify(remade(withFile(fresh, path, source.slice(0, -30))));
      expect(checksOf(half)).toContain('line-torn');
    }
  });

  test('case 38: verification opens no socket and asks for no name', async () => {
    const connect = vi.spyOn(Socket.prototype, 'connect');
    const lookup = vi.spyOn(dns, 'lookup');
    expect((await verify(fresh)).verdict).toBe('VALID');
    expect([connect.mock.calls, lookup.mock.calls]).toEqual([[], []]);
    vi.restoreAllMocks();
  });
});

describe('time and keys', () => {
  const until = (changes: Partial<Trust['keys'][number]>): Trust => ({
    version: 'cloison/trust/v1',
    keys: [{ ...key.trusted, ...changes }],
  });

  test('case 34: a rotated key counts within its period, closed at both ends', async () => {
    expect(
      (await verify(fresh, {}, until({ from: '2024-07-26', until: '2024-07-26', state: 'retired' }))).verdict,
    ).toBe('VALID');
    const both: Trust = {
      version: 'cloison/trust/v1',
      keys: [otherKey.trusted, ...until({ until: '2024-12-31' }).keys],
    };
    expect((await verify(fresh, { now: '2026-01-01T00:00:00.000Z' }, both)).verdict).toBe('VALID');
  });

  test('case 35: signed outside the period of its key', async () => {
    for (const period of [{ until: '2024-07-25' }, { from: '2024-07-27' }, { state: 'retired' as const }]) {
      const verified = await verify(fresh, {}, until(period));
      expect(verified.verdict).toBe('INVALID');
      expect(checksOf(verified)).toEqual(['checkpoint-key', 'statement-signature']);
    }
  });

  test('case 36: a compromised key without an outside timestamp', async () => {
    const verified = await verify(
      fresh,
      {},
      until({ state: 'compromised', compromisedAt: '2025-01-01T00:00:00.000Z' }),
    );
    expect(verified.verdict).toBe('INVALID');
    expect(checksOf(verified)).toEqual(['checkpoint-key', 'statement-signature']);
  });

  test('a trusted key of another role does not seal evidence', async () => {
    const owner = newKey('owner', '2024-01-01', new Uint8Array(32).fill(7));
    const verified = await verify(fresh, {}, { version: 'cloison/trust/v1', keys: [owner.trusted] });
    expect(verified.verdict).toBe('INVALID');
  });
});

describe('what the records say together, signed anew by whoever holds the key', () => {
  const forged = async (change: (lines: string[]) => string[], statement?: (value: StatementJson) => void) =>
    checksOf(
      await verify(
        signedAnew(
          withLines(fresh, records, (lines) => rechained(change(lines))),
          statement,
        ),
      ),
    );

  test('nothing but a new signature over the same is VALID', async () => {
    expect((await verify(signedAnew(fresh))).verdict).toBe('VALID');
  });

  test('a verdict milder than the answer that was given', async () => {
    const change = (lines: string[]) => lines.with(3, lines[3]!.replace('"verdict":"deny"', '"verdict":"allow"'));
    expect(await forged(change)).toEqual(expect.arrayContaining(['decision-answer', 'counts', 'summary']));
  });

  test('a decision left out', async () => {
    expect(await forged((lines) => lines.toSpliced(4, 1))).toContain('decision-missing');
  });

  test('a decision that carries its own question is held to its own answer', async () => {
    const own = (verdict: Verdict): RunEvent => ({
      type: 'decision',
      time: '2024-07-26T08:01:00.000Z',
      control: inTheEea,
      verdict,
      disclose: {
        subject: 'store://a/b',
        question: { version: 1 },
        answer: { decisions: [{ control: inTheEea, verdict: 'deny' }] },
      },
    });
    expect((await verify(await sealed({ events: [own('deny')], sourcesExpected: 0 }))).verdict).toBe('VALID');
    expect(checksOf(await verify(await sealed({ events: [own('allow')], sourcesExpected: 0 })))).toEqual([
      'decision-answer',
    ]);
  });

  test('a verdict more cautious than its answer, and caution where the policy was silent, are honest; mildness is not', async () => {
    const time = '2024-07-26T08:01:00.000Z';
    const run = (answered: Json, recorded: Verdict) => {
      const decision = { control: inTheEea, subject: 'store://a/b', verdict: recorded, reasons: [], because: [] };
      const events = [evaluationEvent('store://a/b', {}, answered, time), decisionEvent(decision, time)];
      return sealed({ events, sourcesExpected: 0 })
        .then((files) => verify(files))
        .then(checksOf);
    };
    const answer = (verdict: string) => ({ decisions: [{ control: inTheEea, verdict }] });
    for (const [one, other] of [
      ['allow', 'unknown'],
      ['not-applicable', 'deny'],
      ['unknown', 'deny'],
    ] as const) {
      expect(await run(answer(one), other)).toEqual([]);
      expect(await run(answer(other), one)).toEqual(['decision-answer']);
    }
    expect(await run({ decisions: [] }, 'unknown')).toEqual([]);
    expect(await run({ decisions: [] }, 'allow')).toEqual(['decision-answer']);
    expect(await run(answer('allow'), 'not-applicable')).toEqual(['decision-answer']);
    for (const shapeless of [null, [], 'x', { decisions: 1 }, { decisions: [null, { control: 1 }] }] as Json[]) {
      expect(await run(shapeless, 'unknown')).toEqual([]);
    }
  });

  test('an exception used twice, on an allow, or before any decision', async () => {
    expect(await forged((lines) => lines.toSpliced(11, 0, lines[10]!))).toContain('waiver-decision');
    expect(await forged((lines) => lines.toSpliced(2, 0, lines[10]!))).toContain('waiver-decision');
    const allowed = (lines: string[]) => lines.with(10, lines[10]!.replace('"deny"', '"allow"'));
    expect(await forged(allowed)).toContain('waiver-decision');
  });

  test('a reference from a record that has none, and a decision that refers elsewhere', async () => {
    expect(await forged((lines) => lines.with(1, lines[1]!.replace('"runId"', '"refers":0,"runId"')))).toContain(
      'refers',
    );
    expect(await forged((lines) => lines.with(3, lines[3]!.replace('"refers":2', '"refers":1')))).toContain('refers');
    expect(
      await forged((lines) =>
        lines.with(3, lines[3]!.replace('"verdict":"deny",', '').replace(',"verdict":"deny"', '')),
      ),
    ).toContain('record-shape');
  });

  test('payload digests in any record but the first', async () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    expect(
      await forged((lines) => lines.with(1, lines[1]!.replace('"prev"', `"payload":["${digest}"],"prev"`))),
    ).toContain('run-payload');
  });

  test('a segment that does not begin where segments begin', async () => {
    const moved = withFile(withFile(fresh, records, undefined), 'data/records/000000000013.jsonl', fresh.get(records));
    expect(checksOf(await verify(remade(moved)))).toContain('segment');
  });

  test('an exception for nothing', async () => {
    expect(await forged((lines) => lines.toSpliced(4, 0, lines[10]!.replace(inTheEea, 'a/b')))).toContain(
      'waiver-decision',
    );
  });

  test('a run opened twice, or closed in the middle', async () => {
    expect(await forged((lines) => lines.toSpliced(4, 0, lines[0]!))).toContain('run-opened');
    expect(await forged((lines) => lines.toSpliced(4, 0, lines[12]!))).toContain('run-closed');
  });

  test('a field that the format does not know', async () => {
    expect(await forged((lines) => lines.with(4, lines[4]!.replace('{', '{"certified":"qualified",')))).toContain(
      'record-shape',
    );
    expect(
      await forged(
        (lines) => lines,
        (value) => void (value.predicate['certified'] = true),
      ),
    ).toEqual(['statement']);
  });

  test('a record of a later version in a log of ours, to be judged by no rule', async () => {
    expect(await forged((lines) => lines.with(4, lines[4]!.replace('"v":1', '"v":99')))).toContain('record-shape');
  });

  test('a milder headline', async () => {
    expect(
      await forged(
        (lines) => lines,
        (value) => void (value.predicate.result['code'] = 0),
      ),
    ).toEqual(['headline']);
  });

  test('another summary', async () => {
    expect(
      await forged(
        (lines) => lines,
        (value) => void (value.predicate.result['deny'] = 0),
      ),
    ).toEqual(['summary']);
  });

  test('payload that the log does not name, and a module that is no payload', async () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    expect(await forged((lines) => lines.with(0, lines[0]!.replace(/"sha256:[0-9a-f]{64}"/, `"${digest}"`)))).toContain(
      'run-payload',
    );
    const change = (value: StatementJson) =>
      void (value.predicate['facts'] = { name: 'other.json', digest: { sha256: '0'.repeat(64) } });
    expect(await forged((lines) => lines, change)).toEqual(['reference']);
  });

  test('a run id, begin or origin that is not that of the records', async () => {
    const run = (value: StatementJson) => value.predicate['run'] as Record<string, string>;
    expect(
      await forged(
        (lines) => lines,
        (value) => void (run(value)['startedAt'] = '2024-07-26T07:00:00.000Z'),
      ),
    ).toEqual(['run-times']);
    expect(
      await forged(
        (lines) => lines,
        (value) => void (run(value)['id'] = 'x'),
      ),
    ).toEqual(expect.arrayContaining(['log-origin', 'record-run']));
    expect(runId).toMatch(/^0190/);
  });

  test('a signed file that is not listed in the statement', async () => {
    const dropped = (value: StatementJson) =>
      void (value.subject = value.subject.filter(({ name }) => name !== 'VERIFY.md'));
    expect(await forged((lines) => lines, dropped)).toEqual(['subject-extra']);
  });
});
