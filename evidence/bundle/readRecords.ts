/** Reads the records of a bundle with what is disclosed of them, one at a time. Verify the bundle first: this checks little. */
import { fault } from '../../estate/index.ts';
import type { LogRecord } from '../log/record.ts';
import { Disclosures, type Opened } from '../verify/disclosures.ts';
import { defaultLimits } from '../verify/limits.ts';
import { linesOf } from '../verify/lines.ts';
import { parseRecordLine } from '../verify/parseRecord.ts';
import { Report } from '../verify/report.ts';
import { maxRecordBytes } from '../log/record.ts';
import type { BundleFolder } from './folder.ts';

export interface DisclosedRecord {
  readonly record: LogRecord;
  /** Values whose commitment they open; a field withheld is absent. */
  readonly opened: Opened;
}

/** In order of their numbers, as far as whoever asks goes on. Throws `bad-document` at the first line that is no record or opens no commitment. */
export async function* readRecords(folder: BundleFolder): AsyncGenerator<DisclosedRecord> {
  const paths: string[] = [];
  for await (const { path, kind } of folder.entries()) if (kind === 'file') paths.push(path);
  const report = new Report();
  const disclosures = new Disclosures(report);
  try {
    for (const path of paths.filter((one) => one.startsWith('data/records/')).sort()) {
      const beside = path.replace('data/records/', 'data/disclosures/');
      const limit = { name: 'disclosure', bytes: defaultLimits.disclosure, path: beside } as const;
      await disclosures.start(beside, paths.includes(beside) ? linesOf(folder.read(beside), limit) : undefined);
      for await (const { bytes } of linesOf(folder.read(path), { name: 'record', bytes: maxRecordBytes, path })) {
        const parsed = parseRecordLine(bytes);
        const opened = parsed.ok ? await disclosures.of(parsed.value) : {};
        if (!parsed.ok || report.verdict !== 'VALID') throw fault('bad-document', { detail: 'record', path });
        yield { record: parsed.value, opened };
      }
    }
  } finally {
    await disclosures.leave();
  }
}
