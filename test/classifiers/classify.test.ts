import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { classify, phrases, recognizers, type Recognizer } from '../../classifiers/index.ts';
import { found, generous, look } from './look.ts';

const table = 'nom;courriel\nMartin;zoe@example.org\nDurand;luc@example.org\n';
const utf16 = (text: string, bigEndian: boolean): Buffer => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

describe('formats and encodings', () => {
  test.each([
    ['semicolons', table, 'csv', 2],
    ['commas', table.replaceAll(';', ','), 'csv', 2],
    ['tabs', table.replaceAll(';', '\t'), 'csv', 2],
    ['bars', table.replaceAll(';', '|'), 'csv', 2],
    ['a byte order mark', `\ufeff${table}`, 'csv', 2],
    ['UTF-16, little end first', utf16(table, false), 'csv', 2],
    ['UTF-16, big end first', utf16(table, true), 'csv', 2],
    ['UTF-16 without a mark', Buffer.from(table, 'utf16le'), 'csv', 2],
    ['windows-1252', Buffer.from(table.replace('Martin', 'Hél\u00e8ne'), 'latin1'), 'csv', 2],
    ['gzip', gzipSync(table), 'csv+gzip', 2],
    ['JSON', '{"a":{"mail":"zoe@example.org"}}', 'json', 1],
    ['JSON lines', '{"mail":"zoe@example.org"}\n{"mail":"luc@example.org"}\n', 'jsonl', 1],
    ['XML, as text', '<p><mail>zoe@example.org</mail></p>', 'text', 1],
    ['text', 'write to zoe@example.org', 'text', 1],
  ])('reads %s', async (_, bytes, format, columns) => {
    const seen = await look(bytes);
    expect(seen).toMatchObject({ format, columns, fullPass: true });
    expect(found(seen)).toContain('generic/email');
  });

  test('names nested JSON by its paths', async () => {
    const seen = await look('{"athletes":[{"person":{"familyName":"Example","birthDate":"2001-02-03"}}]}');
    expect(seen.byColumn.map(({ column }) => column)).toEqual([
      'athletes.person.familyName',
      'athletes.person.birthDate',
    ]);
    expect(found(seen)).toEqual(['generic/personName', 'generic/birthDate']);
  });

  test.each([
    ['parquet', 'PAR1\u0015\u0004', 'parquet', 'unread'],
    ['a zip', 'PK\u0003\u0004 etc', 'zip', 'unread'],
    ['a PDF', '%PDF-1.7 ', 'pdf', 'unread'],
    ['unknown bytes', Uint8Array.of(7, 0, 9, 1, 2, 3, 0, 5), 'binary', 'unread'],
    ['gzip in gzip', gzipSync(gzipSync('a,b\n1,2')), 'gzip+gzip', 'unread'],
    ['a cut gzip', gzipSync(table.repeat(500)).subarray(0, 40), 'csv+gzip', 'malformed'],
    ['JSON that is none', '{"mail": zoe@example.org', 'json', 'malformed'],
    ['JSON nested without end', '['.repeat(500) + ']'.repeat(500), 'json', 'too-deep'],
    ['a bomb', gzipSync(Buffer.alloc(30_000_000, 'a')), 'text+gzip', 'ratio'],
  ])('never calls %s clean', async (_, bytes, format, unseen) => {
    const seen = await look(bytes);
    expect(seen.fullPass).toBe(false);
    expect(seen.unseen).toBe(unseen);
    if (unseen !== 'malformed' || format !== 'csv+gzip') expect(seen.format).toBe(format);
  });

  test('a broken document is still looked at as text', async () => {
    expect(found(await look('{"mail": "zoe@example.org", '))).toEqual(['generic/email']);
  });

  test('an empty object is wholly seen', async () => {
    expect(await look('')).toEqual({
      labels: [],
      byColumn: [],
      columns: 0,
      values: 0,
      fullPass: true,
      format: 'empty',
    });
  });
});

describe('limits', () => {
  const long = `id,mail\n${'1,nobody\n'.repeat(50_000)}2,zoe@example.org\n`;

  test('beyond the byte budget nothing is said to be absent', async () => {
    const seen = await classify(Buffer.from(long), { ...generous, budget: { bytes: 100_000, ms: 60_000 } });
    expect(seen).toMatchObject({ fullPass: false, unseen: 'bytes', labels: [] });
  });

  test('a time-out is never clean', async () => {
    let now = 0;
    const seen = await classify(Buffer.from(long), { budget: { bytes: 1e9, ms: 3 }, clock: () => (now += 1) });
    expect(seen).toMatchObject({ fullPass: false, unseen: 'time' });
  });

  test('an abort is never clean', async () => {
    const seen = await classify(Buffer.from(long), { ...generous, signal: AbortSignal.abort() });
    expect(seen).toMatchObject({ fullPass: false, unseen: 'aborted' });
  });

  test('a source that fails is the caller’s to record', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a,b\n'.repeat(40_000));
      throw new Error('connection lost');
    }
    await expect(classify(failing(), generous)).rejects.toThrow('connection lost');
  });

  test('a source is closed when the look ends early', async () => {
    let closed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.from('some words and no end\n'.repeat(1_000));
      } finally {
        closed = true;
      }
    }
    await classify(endless(), { ...generous, budget: { bytes: 1_000_000, ms: 60_000 } });
    expect(closed).toBe(true);
  });

  test('it says the same however the bytes are cut', async () => {
    const bytes = Buffer.from(`prénom,courriel,né le\n${'Zoé,zoé@exemple.fr,05/04/1988\n'.repeat(20)}`);
    async function* cut(size: number): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }
    const whole = await classify(bytes, generous);
    for (const size of [1, 3, 7, 64]) expect(await classify(cut(size), generous)).toEqual(whole);
  });
});

describe('no cell can make it slow', () => {
  const cells: Record<string, string> = {
    'letters before an at sign': `${'a'.repeat(100_000)}@`,
    'at signs': '@'.repeat(100_000),
    'labels of a domain': `a@${'a.'.repeat(50_000)}`,
    digits: '1'.repeat(100_000),
    'digits in groups': '0612 '.repeat(20_000),
    'plus signs and digits': '+3 3'.repeat(25_000),
    'brackets and digits': '(1)'.repeat(33_000),
    'groups of four': 'FR76 '.repeat(20_000),
    colons: 'a:'.repeat(50_000),
    'dates without end': '1988-04-'.repeat(12_500),
    'accents without end': 'é'.repeat(100_000),
    'combining marks': '\u0301'.repeat(100_000),
    capitals: 'AbC'.repeat(33_000),
    blanks: `${' '.repeat(100_000)}x`,
    'slashes of a link': '://'.repeat(33_000),
  };
  test.each(Object.keys(cells))('a hundred kilobytes of %s take less than two seconds', async (name) => {
    const began = performance.now();
    const seen = await look(`note,phone\nx,y\n"${cells[name]}","${cells[name]}"\n`, 'csv');
    expect(seen.fullPass).toBe(true);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('what is never told', () => {
  test('a column named after a person is told by ordinal', async () => {
    const seen = await look('day,room,hour,zoe@example.org,+33 6 12 34 56 78\n1,A,9,yes,no\n2,B,10,no,yes\n');
    expect(seen.byColumn.map(({ column }) => column)).toEqual(['day', 'room', 'hour', '‹email›#4', '‹phone›#5']);
    expect(found(seen)).toEqual(['generic/email', 'generic/phone']);
  });

  test('keys of a JSON map that are data are values, not names', async () => {
    const seen = await look('{"votes":{"zoe@example.org":1,"luc@example.org":2}}');
    expect(found(seen)).toEqual(['generic/email']);
    expect(JSON.stringify(seen)).not.toContain('example.org');
  });

  test('a first line of data is no header', async () => {
    const seen = await look('Zoe,zoe@example.org,1988\nLuc,luc@example.org,1990\n');
    expect(seen.byColumn.map(({ column }) => column)).toEqual(['column 1', 'column 2', 'column 3']);
    expect(seen.values).toBe(6);
  });

  test('nothing of the text is in the answer', async () => {
    const seen = await look(
      'nom,nir,note\nQuetzalcoatlus,185057800608491,Xylophone\nQuetzalcoatlus,285052A00608482,Xylophone',
    );
    expect(JSON.stringify(seen)).not.toMatch(/Quetzal|1850578|285052|Xylo/);
  });
});

describe('the seam', () => {
  const badge: Recognizer = {
    id: 'generic/badge',
    category: 'pd:OfficialID',
    class: 'D3',
    method: 'pattern',
    says: phrases(['badge']),
    forms: [{ written: /\bBDG-\d{6}\b/g, prior: 0, alone: 'written' }],
  };

  test('one recognizer more is one entry more in the list', async () => {
    const text = 'gate,seen\nA,BDG-123456\nB,BDG-654321';
    expect(found(await look(text))).toEqual([]);
    expect((await look(text, 'csv', [...recognizers, badge])).labels).toMatchObject([
      { recognizer: 'generic/badge', class: 'D3', hits: 2, checked: 2 },
    ]);
  });

  test('every recognizer of the list is named once, after its scope', () => {
    const ids = recognizers.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^(?:generic|special|[a-z]{2})\/[a-z][A-Za-z]+$/);
    for (const { category } of recognizers) expect(category).toMatch(/^pd:[A-Z][A-Za-z]+$/);
  });
});

describe('large and odd documents', () => {
  test('a line without end is looked at piece by piece', async () => {
    const seen = await look(`${'word '.repeat(60_000)}zoe@example.org ${'word '.repeat(60_000)}`);
    expect(seen).toMatchObject({ format: 'text', fullPass: true });
    expect(found(seen)).toEqual(['generic/email']);
  });

  test('a document too long to hold is looked at as text, and says so', async () => {
    const seen = await look(`{"a":"${'word '.repeat(7_000_000)}","mail":"zoe@example.org"}`);
    expect(seen).toMatchObject({ fullPass: false, unseen: 'too-long' });
    expect(found(seen)).toEqual(['generic/email']);
  });

  test('one broken line among JSON lines is text, and no full pass', async () => {
    const seen = await look('{"a":1}\n{"mail": zoe@example.org}\n{"a":2}\n', 'jsonl');
    expect(seen).toMatchObject({ format: 'jsonl', fullPass: false, unseen: 'malformed' });
    expect(found(seen)).toEqual(['generic/email']);
  });

  test('a quote that never closes is no full pass', async () => {
    const seen = await look(`a,b\n1,2\n3,4\n${'5,6\n'.repeat(40)}"7,${'8\n'.repeat(600_000)}`);
    expect(seen).toMatchObject({ format: 'csv', fullPass: false, unseen: 'malformed' });
  });

  test('more columns than can be held are no full pass', async () => {
    const wide = Array.from(
      { length: 2_100 },
      (_, at) => `field ${String.fromCodePoint(97 + (at % 26))}${at % 90}x${Math.floor(at / 90)}`,
    );
    const seen = await look([wide.join(','), wide.map(() => 'v').join(',')].join('\n'), 'csv');
    expect(seen).toMatchObject({ fullPass: false, unseen: 'too-wide' });
  });

  test('a map with many keys does not become many columns', async () => {
    const map = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`k${at}`, at]));
    expect((await look(JSON.stringify({ map }))).columns).toBeLessThan(5);
  });

  test('a compressed source that fails is the caller’s to record', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield gzipSync(Buffer.from(Array.from({ length: 200_000 }, (_, at) => `${at * 7919}`).join('\n'))).subarray(
        0,
        200_000,
      );
      throw new Error('connection lost');
    }
    await expect(classify(failing(), generous)).rejects.toThrow('connection lost');
  });

  test('time runs out inside one large document too', async () => {
    let now = 0;
    const text = JSON.stringify(Array.from({ length: 40_000 }, (_, at) => at));
    const seen = await classify(Buffer.from(text), { budget: { bytes: 1e9, ms: 12 }, clock: () => (now += 1) });
    expect(seen).toMatchObject({ fullPass: false, unseen: 'time' });
  });
});
