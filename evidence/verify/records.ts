/** Step 5: the log itself, streamed: every line canonical, in sequence, chained, and hashed into the root. */
import { disclosuresFile } from '../bundle/layout.ts';
import { GrowingTree, leafHash } from '../log/merkle.ts';
import { maxRecordBytes, noPrevious, segmentRecords, type LogRecord, type RecordVersion } from '../log/record.ts';
import { Disclosures, type Opened } from './disclosures.ts';
import type { BundleFiles } from './files.ts';
import type { VerifyLimits } from './limits.ts';
import { linesOf, type Line } from './lines.ts';
import { parseRecordLine } from './parseRecord.ts';
import type { Report } from './report.ts';
import { Sequence } from './sequence.ts';

export interface RecordVisitor {
  visit(record: LogRecord, opened: Opened, path: string): void | Promise<void>;
}

export interface WalkedLog {
  readonly root: Buffer;
  readonly lines: number;
  readonly sequence: Sequence;
  readonly disclosures: Disclosures;
}

function firstOf(path: string): number {
  return Number(path.slice('data/records/'.length, -'.jsonl'.length));
}

export class LogWalk implements WalkedLog {
  readonly sequence = new Sequence();
  readonly disclosures: Disclosures;
  readonly #tree = new GrowingTree();
  readonly #report: Report;
  readonly #visitors: readonly RecordVisitor[];
  #leaf = noPrevious;
  #version: RecordVersion | undefined;

  constructor(report: Report, visitors: readonly RecordVisitor[]) {
    this.#report = report;
    this.#visitors = visitors;
    this.disclosures = new Disclosures(report);
  }

  get root(): Buffer {
    return this.#tree.root();
  }

  get lines(): number {
    return this.sequence.lines;
  }

  async run(files: BundleFiles, limits: VerifyLimits): Promise<void> {
    const segments = [...files.digests.keys()].filter((path) => path.startsWith('data/records/')).sort();
    for (const [index, path] of segments.entries()) {
      const first = firstOf(path);
      if (first % segmentRecords !== 0) this.#report.add('INVALID', 'segment', { path });
      const beside = disclosuresFile(first);
      const chunks = files.digests.has(beside) ? files.read(beside) : undefined;
      const limit = { name: 'disclosure', bytes: limits.disclosure, path: beside } as const;
      await this.disclosures.start(beside, chunks && linesOf(chunks, limit), limits.bytes);
      const before = this.lines;
      const lines = linesOf(files.read(path), { name: 'record', bytes: maxRecordBytes, path });
      for await (const line of lines) await this.#line(line, path, first);
      const full = this.lines - before === segmentRecords || index === segments.length - 1;
      if (!full && this.sequence.holes.length === 0) this.#report.add('INVALID', 'segment', { path });
    }
    await this.disclosures.finish();
    this.#orphans(files, segments);
  }

  /** A disclosure file beside no segment opens nothing: it was put there. */
  #orphans(files: BundleFiles, segments: readonly string[]): void {
    const known = new Set(segments.map((path) => disclosuresFile(firstOf(path))));
    for (const path of files.digests.keys()) {
      if (path.startsWith('data/disclosures/') && !known.has(path))
        this.#report.add('INVALID', 'disclosure-stray', { path });
    }
  }

  async #line({ bytes, number, torn }: Line, path: string, first: number): Promise<void> {
    const previous = this.#leaf;
    const leaf = leafHash(bytes);
    this.#leaf = leaf.toString('hex');
    this.#tree.add(leaf);
    if (torn) this.#report.add('INVALID', 'line-torn', { path, values: { line: number } });
    const parsed = parseRecordLine(bytes);
    if (!parsed.ok) {
      const { verdict, check, detail } = parsed.problem;
      this.#report.add(verdict, check, { path, seq: this.sequence.next, values: { line: number, detail } });
      this.sequence.unreadable();
      return;
    }
    this.#version ??= parsed.value.v;
    // Rules of one version beside those of another would be a choice of whoever wrote it.
    if (parsed.value.v !== this.#version)
      this.#report.add('INVALID', 'record-shape', {
        path,
        seq: parsed.value.seq,
        values: { line: number, detail: '/v' },
      });
    this.#place(parsed.value, previous, path, first);
    const opened = await this.disclosures.of(parsed.value);
    for (const visitor of this.#visitors) await visitor.visit(parsed.value, opened, path);
  }

  #place({ seq, prev }: LogRecord, previous: string, path: string, first: number): void {
    const order = this.sequence.see(seq);
    if (order === 'out-of-order') this.#report.add('INVALID', 'record-sequence', { path, seq });
    if (order === 'twice') this.#report.add('INVALID', 'record-twice', { path, seq });
    // After a hole the record before is not here: nothing to compare with, and the hole itself is reported.
    if (order === 'in-order' && prev !== previous) this.#report.add('INVALID', 'record-prev', { path, seq });
    if (seq < first || seq >= first + segmentRecords) this.#report.add('INVALID', 'segment', { path, seq });
  }
}
