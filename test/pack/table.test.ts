/** The table that is written out when the package is packed must say of every type what the files of the table say. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { wholeTable } from '../../audit/plan/table/whole.ts';
import { tableFrom } from '../../audit/plan/table/written.ts';
import { knownTypes, tableCode, tableWritten, wholeModule } from '../../scripts/pack-table.ts';

const made = wholeTable();
const code = tableCode()
  .replace(/^import .*\n/, '')
  .replace('export ', '');
// oxlint-disable-next-line typescript/no-implied-eval -- what the bundle runs is a text here
const packed = (new Function('tableFrom', `${code} return wholeTable;`)(tableFrom) as typeof wholeTable)();
const types = knownTypes();

it('knows every type, as a row or as a word, alike', () => {
  expect(types.length).toBeGreaterThan(1500);
  for (const type of types) {
    expect(packed.entryOf(type), type).toEqual(made.entryOf(type));
    expect(packed.entryOf(type)?.properties, type).toEqual(made.entryOf(type)?.properties);
    expect(packed.aside(type), type).toBe(made.aside(type));
    expect(made.entryOf(type) ?? made.aside(type), type).toBeDefined();
  }
});

it('has the same rows in the same order, each the same one wherever it is asked for', () => {
  expect(packed.entries).toEqual(made.entries);
  expect(packed.targetPaths).toEqual(made.targetPaths);
  expect(packed.targetPaths.length).toBeGreaterThan(3);
  for (const { family } of made.entries) {
    expect(packed.entryOfFamily(family), family).toEqual(made.entryOfFamily(family));
    expect(packed.entries).toContain(packed.entryOfFamily(family));
  }
  expect(packed.entryOf('aws_s3_bucket')).toBe(packed.entryOf('aws:s3/bucket:Bucket'));
});

it('reads a type of one day as that type, and knows no other word', () => {
  const dated = types.filter((type) => type.startsWith('azure-native:')).slice(0, 5);
  expect(dated).toHaveLength(5);
  for (const type of dated) {
    const ofOneDay = type.replace(/^(azure-native:[a-z]+):/, '$1/v20230101:');
    expect(packed.entryOf(ofOneDay)).toBe(packed.entryOf(type));
    expect(packed.aside(ofOneDay)).toBe(packed.aside(type));
  }
  for (const word of ['', '0', '__proto__', 'constructor', 'toString', 'aws_s3_bucket\n', 'aws_s3']) {
    expect(packed.entryOf(word), word).toBeUndefined();
    expect(packed.aside(word), word).toBeUndefined();
    expect(packed.entryOfFamily(word), word).toBeUndefined();
  }
});

it('holds no key with what stands between two pairs', () => {
  const [first = '', second = ''] = tableWritten().types.split('\n').slice(1);
  const across = `${first}\n${second.split('\t')[0]}`;
  expect(tableWritten().types).toContain(`\n${across}\t`);
  const fresh = tableFrom(tableWritten());
  expect(fresh.entryOf(across)).toBeUndefined();
  expect(fresh.entryOf(first.split('\t')[0]!)).toEqual(made.entryOf(first.split('\t')[0]!));
});

it('knows a type that is the first to be looked for as it knows it in a table of all', () => {
  const written = tableWritten();
  for (const type of types) {
    const fresh = tableFrom(written);
    expect(fresh.aside(type), type).toBe(made.aside(type));
    expect(fresh.entryOf(type)?.family, type).toBe(made.entryOf(type)?.family);
  }
});

it('stands for the one module that makes the table', () => {
  expect(readFileSync(join(import.meta.dirname, '../..', wholeModule), 'utf8')).toContain('export const wholeTable = ');
  expect(tableWritten().rows.split('\n')).toHaveLength(made.entries.length);
});
