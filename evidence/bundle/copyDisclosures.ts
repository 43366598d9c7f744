/** Disclosures of a redacted copy: lines go whole, and what stays still says all that it said. */
import { fault } from '../../estate/index.ts';
import { maxRecordBytes, type LogRecord, type RecordVersion } from '../log/record.ts';
import { linesOf } from '../verify/lines.ts';
import { parseDisclosureLine, parseRecordLine } from '../verify/parseRecord.ts';
import { ShownLines } from '../verify/shownLines.ts';
import type { BundleFolder } from './folder.ts';
import type { Names } from './names.ts';
import type { Staging } from './staging.ts';

const maxDisclosure = 2 ** 20;

/** Which records lose their disclosure: a whole line, for a question names its subject. */
export type Dropped = 'all' | 'none' | ((record: LogRecord) => boolean);

/** Numbers of the records of one segment whose disclosure is to be dropped. */
async function droppedOf(folder: BundleFolder, path: string, records: Dropped): Promise<(seq: number) => boolean> {
  if (typeof records === 'string') return () => records === 'all';
  const dropped = new Set<number>();
  const segment = path.replace('data/disclosures/', 'data/records/');
  for await (const { bytes } of linesOf(folder.read(segment), {
    name: 'record',
    bytes: maxRecordBytes,
    path: segment,
  })) {
    const parsed = parseRecordLine(bytes);
    if (!parsed.ok) throw fault('bad-document', { detail: 'record', path: segment });
    if (records(parsed.value)) dropped.add(parsed.value.seq);
  }
  return (seq) => dropped.has(seq);
}

/** The version of a log is that of its first record. */
async function versionOf(folder: BundleFolder, path: string): Promise<RecordVersion> {
  for await (const { bytes } of linesOf(folder.read(path), { name: 'record', bytes: maxRecordBytes, path })) {
    const parsed = parseRecordLine(bytes);
    if (parsed.ok) return parsed.value.v;
    break;
  }
  throw fault('bad-document', { detail: 'record', path });
}

/**
 * Copies what may stay of one file of disclosures; a file of which nothing stays is not written. What stays is spelt anew:
 * a line may have been like one that goes.
 */
export async function copyDisclosures(
  folder: BundleFolder,
  path: string,
  staging: Staging,
  records: Dropped,
  names: Names,
): Promise<number> {
  const isDropped = await droppedOf(folder, path, records);
  const version = await versionOf(folder, path.replace('data/disclosures/', 'data/records/'));
  const [read, kept] = [new ShownLines(version), new ShownLines(version)];
  let lines = 0;
  let file: Awaited<ReturnType<Staging['file']>> | undefined;
  for await (const { bytes, torn } of linesOf(folder.read(path), { name: 'disclosure', bytes: maxDisclosure, path })) {
    const parsed = parseDisclosureLine(bytes);
    const shown = parsed.ok && !torn ? read.read(parsed.value) : undefined;
    if (!parsed.ok || shown === undefined) throw fault('bad-document', { detail: 'disclosure', path });
    const { seq } = parsed.value;
    if (isDropped(seq)) {
      lines += 1;
      names.drop(shown.values);
      continue;
    }
    file ??= await staging.file(path);
    await file.write(`${kept.spell(seq, shown.fields)}\n`);
  }
  await file?.finish();
  return lines;
}
