/** What cannot be read is said where it stands, with what to do; what only looks odd just works. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditWords, cloison, estateWith, recording, written } from '../recorded.ts';

const bytes = readFileSync(recording);
const text = bytes.toString('utf8');
const windows = text.replaceAll('\n', '\r\n');
const lines = text.trimEnd().split('\n');

const refused = async (content: string | Uint8Array): Promise<string> => {
  const { code, out, err } = await cloison(auditWords({ collection: written(content) }));
  expect([code, out]).toEqual([2, '']);
  expect(err).not.toMatch(/\.ts:\d|Error|undefined|\[problem\./);
  return err;
};

describe('row 12: a value that is none of the list is exit 2, with the list and the nearest', () => {
  test.each([
    ['--format', 'xml', 'terminal, json, markdown, html', undefined],
    ['--format', 'jsn', 'terminal, json, markdown, html', 'json'],
    ['--lang', 'de', 'en, fr', undefined],
  ])('%s %s', async (flag, value, list, near) => {
    const { code, out, err } = await cloison(auditWords({ words: [flag, value] }));
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`“${value}” is no value of ${flag}.`);
    expect(err).toContain(`Values: ${list}.`);
    if (near === undefined) expect(err).not.toContain('Did you mean');
    else expect(err).toContain(`Did you mean “${near}”?`);
  });

  test('an unknown command and an unknown option name the nearest too', async () => {
    expect(await cloison(['audti'])).toMatchObject({ code: 2, err: expect.stringContaining('“audit”') as string });
    const { code, err } = await cloison(auditWords({ words: ['--sael', 'x'] }));
    expect([code, err]).toEqual([2, expect.stringContaining('Did you mean “--seal”?')]);
  });
});

describe('row 13: every error of reading has file, line, column and what to do next', () => {
  test('a line cut in the middle', async () => {
    const cut = lines.map((line, at) => (at === 6 ? line.slice(0, 57) : line)).join('\n');
    const err = await refused(cut);
    expect(err).toContain('collection.jsonl:7:58 error\n  This line is not JSON');
    expect(err).toMatch(/→ The file was cut or altered: collect again\./);
  });

  test('a file cut between two lines, and one cut in its last', async () => {
    expect(await refused(`${lines.slice(0, 300).join('\n')}\n`)).toMatch(
      /collection\.jsonl:300:1 error\n {2}The last line is missing: the collection was cut off\.\n {2}→ Collect again/,
    );
    expect(await refused(text.slice(0, -40))).toContain(`collection.jsonl:${lines.length}:`);
  });

  test('something else than text: a compressed file, a picture, bytes', async () => {
    for (const head of [
      [0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe],
      [0x1f, 0x8b, 0x08],
      [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a],
    ]) {
      const err = await refused(Buffer.concat([Buffer.from(head), bytes.subarray(0, 100), Buffer.from([0xff])]));
      expect(err).toMatch(
        /collection\.jsonl:1:1 error\n {2}The bytes from here on are not text\.\n {2}→ A collection is UTF-8/,
      );
    }
  });

  test('nothing at all', async () => {
    expect(await refused('')).toContain('The collection is empty: it holds no line at all.');
  });

  test('a key twice, a field nobody knows, in whichever line', async () => {
    const odd = lines
      .map((line, at) => (at === 4 ? line.replace('{', '{"kind":"volume",') : line))
      .map((line, at) => (at === 9 ? line.replace('{', '{"certified":true,') : line));
    const err = await refused(`${odd.join('\n')}\n`);
    expect(err).toMatch(/collection\.jsonl:5:\d+ error\n {2}A key stands twice in this line/);
    expect(err).toContain('collection.jsonl:10:1 error /certified\n  The field “certified” is not known.');
  });

  test('nothing of the content is quoted, for it may be anybody’s data', async () => {
    const err = await refused(`${lines[0]}\n{"subject":"claire.martin@exemple.fr\n`);
    expect(err).not.toContain('claire');
  });

  test('the same in French and for machines', async () => {
    const words = auditWords({ collection: written('[]') });
    const french = await cloison([...words, '--lang', 'fr']);
    expect(french.err).toMatch(/collection\.jsonl:1:1 erreur\n {2}La première ligne.*\n {2}→ /);
    const told = JSON.parse((await cloison([...words, '--json'])).out) as object;
    expect(told).toMatchObject({
      exitCode: 2,
      problems: [
        {
          code: 'collection-malformed',
          line: 1,
          column: 1,
          sentence: expect.stringMatching(/^The first line/) as string,
        },
      ],
    });
  });

  test.each<[string, string | Uint8Array]>([
    ['a byte-order mark', `\uFEFF${text}`],
    ['what PowerShell writes', Buffer.from(`\uFEFF${windows}`, 'utf16le')],
    ['the same with its bytes the other way round', Buffer.from(`\uFEFF${windows}`, 'utf16le').swap16()],
  ])('%s just works', async (_what, content) => {
    const { code } = await cloison(auditWords({ collection: written(content) }));
    expect(code).toBe(1);
  });

  describe('an estate', () => {
    const broken = async (change: (text: string) => string | Uint8Array): Promise<string> => {
      const folder = estateWith();
      const file = join(folder, 'estate.yaml');
      writeFileSync(file, change(readFileSync(file, 'utf8')));
      const { code, out } = await cloison(['estate', 'check', folder]);
      expect(code).toBe(2);
      return out;
    };
    test.each<[string, (text: string) => string | Uint8Array, RegExp]>([
      ['cut in the middle', (yaml) => yaml.slice(0, 2500), /estate\.yaml:\d+:\d+ error/],
      [
        'with a tab for spaces',
        (yaml) => yaml.replace('  committee:', '\tcommittee:'),
        /estate\.yaml:8:1 error\n {2}The line is indented with a tab\./,
      ],
      ['of nothing', () => '', /estate\.yaml(:\d+:\d+)? error/],
      ['that is no text', () => new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0xff]), /estate\.yaml(:\d+:\d+)? error/],
    ])('%s', async (_what, change, place) => {
      const out = await broken(change);
      expect(out).toMatch(place);
      expect(out).toMatch(/\n {2}→ [A-Z]/);
    });
  });

  test.each([
    ['no JSON', '{"version":"cloison/trust/v1","keys":['],
    ['nothing', ''],
    ['another document', '{"version":"cloison/trust/v9","keys":[]}'],
  ])('a trust file that is %s: exit 2, the file named, and what to do', async (_what, content) => {
    const { code, err } = await cloison(auditWords({ trust: written(content, 'trust.json') }));
    expect(code).toBe(2);
    expect(err).toContain('trust.json');
    expect(err.trimEnd().split('\n').length).toBeGreaterThan(1);
  });
});
