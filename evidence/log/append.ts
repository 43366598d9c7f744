/** Turns events into records, one after the other: numbering, chaining, committing, counting. Pure but for its own state. */
import { canonicalMember, fault, isInstant, Spelt, type Json } from '../../estate/index.ts';
import { shapeOf } from '../shape.ts';
import { commitmentOf, runSecretOf, saltOf } from './commit.ts';
import type { RunEvent } from './event.ts';
import type { HmacKey } from './hmac.ts';
import type { Shown, ShownFields } from './disclosure.ts';
import { Likeness, sortedFields, wholeLine } from './likeness.ts';
import { GrowingTree, leafHash } from './merkle.ts';
import {
  LogRecord1,
  LogRecord2,
  maxRecordBytes,
  noPrevious,
  recordText,
  segmentRecords,
  type CommittedField,
  type LogRecord,
  type RecordType,
  type RecordVersion,
} from './record.ts';
import { count, emptyTally, type Tally } from './tally.ts';

const fits = { 1: shapeOf(LogRecord1), 2: shapeOf(LogRecord2) };

export interface Appended {
  readonly seq: number;
  /** Canonical JSON, no newline: exactly the bytes of the leaf. */
  readonly record: string;
  /** Canonical JSON, no newline; undefined when the record commits to nothing. */
  readonly disclosure: string | undefined;
}

/** Levels of a disclosure around a value: one too deep there would be refused by whoever reads it. */
const levels = 3;

type Entry = Omit<RunEvent, 'type'> & { readonly type: RecordType; readonly payload?: readonly string[] };

export class Log {
  readonly tree = new GrowingTree();
  readonly tally: Tally = emptyTally();
  readonly #runId: string;
  readonly #secret: HmacKey;
  readonly #version: RecordVersion;
  #likeness = new Likeness();
  #previous = noPrevious;
  #time: string | undefined;
  #evaluation: number | undefined;
  #decision: number | undefined;

  constructor(runId: string, runSecret: Uint8Array, version: RecordVersion) {
    this.#runId = runId;
    this.#version = version;
    this.#secret = runSecretOf(runSecret);
  }

  /** Throws `bad-document` for an event that makes no record: too long, misshapen, or with a time we do not spell. */
  append(entry: Entry): Appended {
    const seq = this.tree.size;
    if (seq % segmentRecords === 0) this.#likeness = new Likeness();
    const { commitments, disclosure } = this.#commit(seq, entry.disclose ?? {});
    const { disclose: _, ...plain } = entry;
    const [refers, v] = [this.#refers(entry), this.#version];
    const draft = { ...plain, ...refers, ...commitments, v, seq, runId: this.#runId, prev: this.#previous };
    const fit = fits[v](draft);
    const isTimed = entry.time === this.#time || isInstant(entry.time);
    if (!fit.ok || !isTimed) {
      throw fault('bad-document', { detail: 'record', path: fit.ok ? '/time' : fit.pointer, seq });
    }
    const record = recordText(fit.value);
    const bytes = Buffer.from(record);
    if (bytes.length > maxRecordBytes) throw fault('bad-document', { detail: 'record-size', path: '', seq });
    this.#close(fit.value, leafHash(bytes));
    return { seq, record, disclosure };
  }

  #close(record: LogRecord, leaf: Buffer): void {
    this.tree.add(leaf);
    this.#previous = leaf.toString('hex');
    count(this.tally, record, this.#time);
    this.#time = record.time;
    if (record.type === 'evaluation') this.#evaluation = record.seq;
    if (record.type === 'decision' || record.rows !== undefined) this.#decision = record.seq;
  }

  #refers(entry: Entry): { refers?: number } {
    const target = entry.type === 'waiver.used' ? this.#decision : this.#evaluation;
    const speaks =
      entry.type === 'waiver.used' || (entry.type === 'decision' && entry.disclose?.question === undefined);
    return speaks && target !== undefined ? { refers: target } : {};
  }

  /** Each value is spelt once, for the commitment and for the disclosure: most of a seal is spelling. */
  #commit(seq: number, disclose: Readonly<Record<string, Json | Spelt>>): { commitments: object; disclosure?: string } {
    const commitments: Record<string, string> = {};
    const shown: Partial<Record<CommittedField, Shown>> = {};
    for (const field of sortedFields) {
      const value = disclose[field];
      if (value === undefined) continue;
      const salt = saltOf(this.#secret, field, seq);
      const { text, form } = value instanceof Spelt ? value : new Spelt(canonicalMember(value, levels));
      commitments[field] = commitmentOf(salt, text);
      shown[field] = { salt: salt.toString('hex'), text, form };
    }
    if (Object.keys(shown).length === 0) return { commitments: {} };
    return { commitments: { commitments }, disclosure: this.#spelt(seq, shown) };
  }

  /** A segment stands alone: no line of it is like one of another. */
  #spelt(seq: number, shown: ShownFields): string {
    return this.#version === 1 ? wholeLine(seq, shown) : this.#likeness.spell(seq, shown);
  }
}
