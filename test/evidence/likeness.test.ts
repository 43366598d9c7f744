/** Logs of version 2: decisions inside their evaluation, and disclosures that are spelt by likeness. */
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalText, type Json } from '../../estate/index.ts';
import { memoryFolder, openFolder, readRecords, redact, sealBundle, type RunEvent } from '../../evidence/index.ts';
import { rechained, signedAnew } from './forging.ts';
import {
  checksOf,
  disclosures,
  filesIn,
  inTheEea,
  judged,
  judgedWhole,
  keyOutside,
  laterRequest,
  laterEvents,
  linesOf,
  records,
  remade,
  sealed,
  sealedLater,
  temporary,
  text,
  verify,
  withFile,
  withLines,
  type Files,
} from './sealedRun.ts';

const fresh = await sealedLater();
const shown = (files: Files) => linesOf(files, disclosures).map((line) => JSON.parse(line) as Record<string, Json>);
const openedIn = async (files: Files) =>
  (await Array.fromAsync(readRecords(memoryFolder(files)))).map(({ opened }) => opened);
const without = (value: object, name: string): Record<string, Json> =>
  Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
const changed = (change: (lines: string[]) => string[]) => verify(remade(withLines(fresh, disclosures, change)));

describe('what is written', () => {
  test('is VALID, counts the decisions of its evaluations, and says each like question once', async () => {
    const verified = await verify(fresh);
    expect(checksOf(verified)).toEqual([]);
    const tally = { evaluations: 5, allow: 8, deny: 1, unknown: 1, waivedDeny: 1 };
    expect(verified.records).toMatchObject({ size: 9, tally });
    expect(shown(fresh).map(({ seq, like }) => [seq, like])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, 2],
      [4, 2],
      [5, undefined],
      [6, undefined],
      [7, 2],
    ]);
  });

  test('opens to the very values that were handed in', async () => {
    const handed = laterEvents().map(({ disclose }) => disclose);
    expect((await openedIn(fresh)).slice(1, -1)).toEqual(handed);
  });

  test('names nothing in its records', () => {
    for (const name of ['oss-public', 'fan-photos', 'op-0042', 'W-12', 'sha256:aaaa'])
      expect(text(fresh, records)).not.toContain(name);
  });

  test('begins each segment anew: a segment can be read without the one before', { timeout: 120_000 }, async () => {
    const target = join(temporary(), 'bundle');
    function* events(): Generator<RunEvent> {
      const [, like] = laterEvents() as [RunEvent, RunEvent];
      for (let at = 0; at < 65_540; at += 1)
        yield at === 0 || at === 65_536 ? like : { type: 'heartbeat', time: like.time };
    }
    await sealBundle(laterRequest(target, { events: events(), sourcesExpected: 0 }));
    const files = filesIn(target);
    expect((await verify(files)).verdict).toBe('VALID');
    expect(text(files, 'data/disclosures/000000065536.jsonl')).toMatch(/^\{"fields"/);
  });

  test('takes any values, whatever stands in them: gaps are filled with exactly what stood there', async () => {
    const awkward = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        ',',
        '',
        '"',
        '\u0001',
        '\u00020\u0002',
        `sha256:${'a'.repeat(64)}`,
        `"sha256:${'b'.repeat(64)}`,
        ':',
        '\n',
      ),
      fc.nat(15).map((at) => `sha256:${at.toString(16).repeat(64)}`),
    );
    const value = fc.letrec<{ tree: Json }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        awkward,
        fc.boolean(),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(awkward, tie('tree'), { maxKeys: 3 }),
      ),
    })).tree;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(awkward, value, awkward), { minLength: 1, maxLength: 8 }), async (rows) => {
        const events = rows.flatMap(([subject, tree, other]): RunEvent[] =>
          [other, subject].map((about) => ({
            type: 'observation',
            time: '2024-07-26T08:01:00.000Z',
            disclose: { subject: about, observation: { tree, about } },
          })),
        );
        const files = await sealedLater({ events, sourcesExpected: 0, lintBytes: () => [] });
        expect(checksOf(await verify(files))).toEqual([]);
        expect((await openedIn(files)).slice(1, -1)).toEqual(events.map(({ disclose }) => disclose));
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('whoever rewrites disclosures is refused', () => {
  const edited = (at: number, edit: (line: Record<string, Json>) => Record<string, Json>) =>
    changed((lines) => lines.with(at, canonicalText(edit(JSON.parse(lines[at]!) as Record<string, Json>))));
  const other = 'store://oss-public/other';

  test.each<[string, number, (line: Record<string, Json>) => Record<string, Json>, string]>([
    ['another subject', 2, (line) => ({ ...line, about: other }), 'commitment'],
    ['another observation', 2, (line) => ({ ...line, cites: ['9'.repeat(64), 'd'.repeat(64)] }), 'commitment'],
    [
      'observations in another order',
      2,
      (line) => ({ ...line, cites: (line['cites'] as string[]).toReversed() }),
      'commitment',
    ],
    [
      'an observation too few',
      2,
      (line) => ({ ...line, cites: (line['cites'] as string[]).slice(1) }),
      'disclosure-line',
    ],
    [
      'an observation too many',
      2,
      (line) => ({ ...line, cites: [...(line['cites'] as string[]), '9'.repeat(64)] }),
      'disclosure-line',
    ],
    ['no subject', 2, (line) => without(line, 'about'), 'disclosure-line'],
    ['a subject that breaks out of its text', 2, (line) => ({ ...line, about: 'x","more":"y' }), 'commitment'],
    ['like a line that says something else', 2, (line) => ({ ...line, like: 5 }), 'disclosure-line'],
    ['like one that is itself like another', 3, (line) => ({ ...line, like: 3 }), 'disclosure-line'],
    ['like itself', 2, (line) => ({ ...line, like: 3 }), 'disclosure-line'],
    ['like a later one', 2, (line) => ({ ...line, like: 7 }), 'disclosure-line'],
    ['like one that is not there', 2, (line) => ({ ...line, like: 0 }), 'disclosure-line'],
    [
      'a salt of another field',
      2,
      (line) => ({
        ...line,
        salts: { ...(line['salts'] as object), subject: (line['salts'] as Record<string, Json>)['answer']! },
      }),
      'commitment',
    ],
    [
      'a salt too few',
      2,
      (line) => ({ ...line, salts: { subject: (line['salts'] as Record<string, Json>)['subject']! } }),
      'disclosure-line',
    ],
    ['a field that the format does not know', 2, (line) => ({ ...line, note: 'fine' }), 'disclosure-line'],
    [
      'a value in the first of those that are alike',
      1,
      (line) => JSON.parse(JSON.stringify(line).replace('"DE"', '"FR"')) as typeof line,
      'commitment',
    ],
  ])('%s', async (_, at, edit, check) => {
    const verified = await edited(at, edit);
    expect([verified.verdict, checksOf(verified).includes(check)]).toEqual(['INVALID', true]);
  });

  test('the first of those that are alike taken away, and left in the others', async () => {
    expect(checksOf(await changed((lines) => lines.toSpliced(1, 1)))).toContain('disclosure-line');
  });

  test('spelt out where it must be like another: one value, one spelling', async () => {
    const whole = async (at: number) => {
      const one = await sealedLater({ events: laterEvents().filter((_, index) => index === 0 || index >= at) });
      return linesOf(one, disclosures)[1]!;
    };
    const lone = JSON.parse(await whole(2)) as { fields: Record<string, { value: Json; salt: string }> };
    const { salts, seq } = shown(fresh)[2] as { salts: Record<string, string>; seq: number };
    const fields = Object.fromEntries(
      Object.entries(lone.fields).map(([name, { value }]) => [name, { salt: salts[name]!, value }]),
    );
    expect(checksOf(await changed((lines) => lines.with(2, canonicalText({ fields, seq }))))).toEqual([
      'disclosure-line',
    ]);
  });

  test('a line by likeness in a log of version 1', async () => {
    const old = await sealed();
    const [, , like] = linesOf(fresh, disclosures);
    const put = withLines(old, disclosures, (lines) => lines.with(2, like!));
    expect(checksOf(await verify(remade(put)))).toContain('disclosure-line');
  });

  test('lines that fill more than a bundle may ask of whoever checks it stop the check', async () => {
    const bytes = [...fresh.values()].reduce((sum, { length }) => sum + length, 0);
    expect((await verify(fresh, { limits: { bytes } })).verdict).toBe('VALID');
    const many = Array.from({ length: 200 }, (_, at) =>
      judgedWhole('store://a/b', Object.fromEntries(Array.from({ length: 40 }, (__, of) => [`a/b${of}`, 'allow'])), [
        at.toString(16).padStart(64, '0'),
        'f'.repeat(64),
      ]),
    );
    const files = await sealedLater({ events: many, sourcesExpected: 0 });
    const read = [...files.values()].reduce((sum, { length }) => sum + length, 0);
    const verified = await verify(files, { limits: { bytes: read } });
    expect(verified.items.at(-1)).toMatchObject({ check: 'limit', path: disclosures, values: { limit: 'bytes' } });
    expect((await verify(files)).verdict).toBe('VALID');
  });

  test('any bit of any byte of records and disclosures, with the lists made anew', async () => {
    for (const path of [records, disclosures]) {
      const bytes = fresh.get(path)!;
      for (let at = 0; at < bytes.length; at += 7) {
        const flipped = Uint8Array.from(bytes);
        flipped[at] = flipped[at]! ^ (1 << (at % 8));
        const { verdict } = await verify(remade(withFile(fresh, path, flipped)));
        expect([path, at, verdict === 'VALID']).toEqual([path, at, false]);
      }
    }
  }, 120_000);
});

describe('rows of an evaluation, signed anew by whoever holds the key', () => {
  const forged = async (change: (lines: string[]) => string[]) =>
    checksOf(await verify(signedAnew(withLines(fresh, records, (lines) => rechained(change(lines))))));
  const row = `{"codes":["outside-the-eea"],"control":"${inTheEea}","verdict":"deny"}`;

  test('a verdict milder than the answer, a row left out, a row too many', async () => {
    expect(
      await forged((lines) => lines.with(5, lines[5]!.replace('"verdict":"deny"', '"verdict":"allow"'))),
    ).toContain('decision-answer');
    expect(linesOf(fresh, records)[5]).toContain(`${row},`);
    expect(await forged((lines) => lines.with(5, lines[5]!.replace(`${row},`, '')))).toContain('decision-missing');
    expect(
      await forged((lines) => lines.with(5, lines[5]!.replace(row, `${row},{"control":"a/b","verdict":"allow"}`))),
    ).toContain('decision-answer');
  });

  test('counts that are not theirs', async () => {
    const last = (line: string) => line.replace('"allow":8', '"allow":9');
    expect(await forged((lines) => lines.with(8, last(lines[8]!)))).toContain('counts');
  });

  test('a decision told again behind its evaluation, and rows of what is no evaluation', async () => {
    const old = linesOf(await sealed({ events: judged('store://a/b', 'allow', 'allow') }), records)[2]!;
    const behind = { ...(JSON.parse(old) as Record<string, Json>), v: 2, refers: 7 };
    expect(await forged((lines) => lines.toSpliced(8, 0, canonicalText(behind)))).toContain('refers');
    expect(await forged((lines) => lines.with(1, lines[1]!.replace('"runId"', `"rows":[${row}],"runId"`)))).toContain(
      'record-shape',
    );
  });

  test('an exception used twice, on another verdict, under another control, or for another evaluation', async () => {
    const used = (lines: readonly string[]) => lines[6]!;
    expect(await forged((lines) => lines.toSpliced(7, 0, used(lines)))).toContain('waiver-decision');
    expect(await forged((lines) => lines.with(6, used(lines).replace('"deny"', '"unknown"')))).toContain(
      'waiver-decision',
    );
    expect(await forged((lines) => lines.with(6, used(lines).replace(inTheEea, keyOutside)))).toContain(
      'waiver-decision',
    );
    expect(await forged((lines) => lines.with(6, used(lines).replace('"refers":5', '"refers":4')))).toContain(
      'waiver-decision',
    );
    expect(await forged((lines) => lines.toSpliced(8, 0, used(lines).replace('"refers":5', '"refers":7')))).toContain(
      'waiver-decision',
    );
  });

  test('records of two versions in one log, and rows in a log of version 1', async () => {
    expect(await forged((lines) => lines.with(1, lines[1]!.replace('"v":2', '"v":1')))).toContain('record-shape');
    expect(await forged((lines) => lines.map((line) => line.replace('"v":2', '"v":1')))).toContain('record-shape');
  });

  test('are refused where a log of version 1 is to be written', async () => {
    await expect(sealed({ events: laterEvents() })).rejects.toThrow('bad-document');
  });
});

describe('redaction', () => {
  async function redacted(dropped: (seq: number) => boolean): Promise<Files> {
    const [whole, target] = [join(temporary(), 'whole'), join(temporary(), 'copy')];
    await sealBundle(laterRequest(whole));
    await redact(await openFolder(whole), { target, records: ({ seq }) => dropped(seq), files: [] });
    return filesIn(target);
  }

  test('of the first of those that are alike leaves the others whole, and nothing of what it named', async () => {
    const files = await redacted((seq) => seq === 2);
    expect(checksOf(await verify(files))).toEqual([]);
    expect(text(files, disclosures)).not.toContain('fan-photos');
    expect(shown(files).map(({ seq, like }) => [seq, like])).toContainEqual([4, 3]);
    expect((await openedIn(files)).with(2, {})).toEqual((await openedIn(fresh)).with(2, {}));
    expect((await openedIn(files))[2]).toEqual({});
  });

  test('of all that name a class of questions leaves no text of it', async () => {
    const files = await redacted((seq) => [2, 3, 4, 7].includes(seq));
    expect(text(files, disclosures)).not.toContain('badges');
    expect((await verify(files)).withheld.fields).toMatchObject({ question: 4, answer: 4, operator: 4 });
  });

  test('twice comes to the same as once', async () => {
    const [once, target] = [await redacted((seq) => seq <= 3), join(temporary(), 'twice')];
    await redact(memoryFolder(await redacted((seq) => seq === 2)), {
      target,
      records: ({ seq }) => seq <= 3,
      files: [],
    });
    expect(filesIn(target)).toEqual(once);
  });
});

test('containers of which the same was asked take a good deal less than each spelt out', async () => {
  const many = Array.from({ length: 400 }, (_, at) => {
    const cites = [`${at}a`, `${at}b`].map((tail) => tail.padStart(64, '0'));
    return judgedWhole(`store://oss-public/b${at}`, { [inTheEea]: 'allow', [keyOutside]: 'allow' }, cites);
  });
  const size = async (logVersion: 1 | 2, events: RunEvent[]) =>
    (await sealed({ logVersion, events })).get(disclosures)!.length;
  const spelt = many.map((event) => without(event, 'rows') as unknown as RunEvent);
  expect(await size(2, many)).toBeLessThan(0.62 * (await size(1, spelt)));
});
