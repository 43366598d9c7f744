/** Step 5: the log itself, streamed: every line canonical, in sequence, chained, and hashed into the root. */
import { disclosuresFile } from '../bundle/layout.ts';
import { GrowingTree, leafHash } from '../log/merkle.ts';
import { maxRecordBytes, noPrevious, segmentRecords, type LogRecord } from '../log/record.ts';
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
  #version: number | undefined;
  #later: number | undefined;
  /** Opens what is disclosed beside the segment, once a record of a version that is known asks for it. */
  #beside: (() => Promise<void>) | undefined;

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

  /** Version of a log that only a later tool can read: its bytes are compared with what was signed, its records are not judged. */
  get later(): number | undefined {
    return this.#later;
  }

  async run(files: BundleFiles, limits: VerifyLimits): Promise<void> {
    const segments = [...files.digests.keys()].filter((path) => path.startsWith('data/records/')).sort();
    for (const [index, path] of segments.entries()) {
      const first = firstOf(path);
      if (first % segmentRecords !== 0) this.#report.add('INVALID', 'segment', { path });
      const beside = disclosuresFile(first);
      const chunks = files.digests.has(beside) ? files.read(beside) : undefined;
      const limit = { name: 'disclosure', bytes: limits.disclosure, path: beside } as const;
      this.#beside = () => this.disclosures.start(beside, chunks && linesOf(chunks, limit), limits.bytes);
      const before = this.lines;
      const lines = linesOf(files.read(path), { name: 'record', bytes: maxRecordBytes, path });
      for await (const line of lines) await this.#line(line, path, first);
      if (this.#later === undefined) await this.#open();
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

  async #open(): Promise<void> {
    await this.#beside?.();
    this.#beside = undefined;
  }

  /** Rules of one version beside those of another would be a choice of whoever wrote it: one odd record hides no other. */
  #oneVersion(version: number, seq: number, path: string, line: number): void {
    this.#version ??= version;
    if (version === this.#version) return;
    this.#report.add('INVALID', 'record-shape', { path, seq, values: { line, detail: '/v' } });
  }

  #ofLater(version: number, path: string, line: number): void {
    const seq = this.sequence.next;
    if (this.#version === undefined) {
      this.#later = version;
      this.#report.add('UNVERIFIABLE', 'record-version', { path, values: { version } });
    }
    this.#oneVersion(version, seq, path, line);
    this.sequence.unreadable();
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
      if (check === 'record-version') return this.#ofLater(Number(detail), path, number);
      this.#report.add(verdict, check, { path, seq: this.sequence.next, values: { line: number, detail } });
      this.sequence.unreadable();
      return undefined;
    }
    this.#oneVersion(parsed.value.v, parsed.value.seq, path, number);
    await this.#open();
    this.#place(parsed.value, previous, path, first);
    const opened = await this.disclosures.of(parsed.value);
    for (const visitor of this.#visitors) await visitor.visit(parsed.value, opened, path);
    return undefined;
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
