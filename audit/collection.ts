/** A collection as JSONL: written canonical, read strict. What is torn, foreign or doubled is named with its line. */
import { byPlace, canonicalText, observationText } from '../estate/index.ts';
import type { Collection, CollectionHeader, CollectionTrailer, Json, Observation, Problem } from '../estate/index.ts';
import type { CollectionLine } from './collect.ts';
import { Accord } from './collectionAccord.ts';
import { parseLine, readHeader, readObservation, readShape, type Complain } from './collectionLine.ts';
import { isObject } from './fields.ts';
import { Subjects } from './collectionSubjects.ts';
import { linesOf } from './lines.ts';

export type ReadCollection = { readonly collection: Collection } | { readonly problems: readonly Problem[] };

/** Canonical JSON, ended by a newline: the same answers give the same bytes. */
export function collectionText(line: CollectionLine): string {
  return `${'fact' in line ? observationText(line) : canonicalText(line)}\n`;
}

export async function* writeCollection(lines: AsyncIterable<CollectionLine>): AsyncGenerator<string> {
  for await (const line of lines) yield collectionText(line);
}

const maxProblems = 200;

class Reading {
  readonly problems: Problem[] = [];
  readonly file: string;
  header: CollectionHeader | undefined;
  trailer: CollectionTrailer | undefined;
  readonly observations: Observation[] = [];
  #subjects = new Subjects(undefined);
  #accord = new Accord(undefined);
  /** Observation lines met, good or bad: what the trailer must agree with. */
  #met = 0;
  #headerMet = false;

  constructor(file: string) {
    this.file = file;
  }

  complain(line: number): Complain {
    return (code, path = '', values = {}, column = 1) => {
      if (this.problems.length < maxProblems) this.problems.push({ code, file: this.file, line, column, path, values });
    };
  }

  line(text: string, number: number): void {
    const complain = this.complain(number);
    const json = parseLine(text, complain);
    if (this.trailer !== undefined) return complain('collection-after-end');
    if (json !== undefined && !isObject(json))
      return complain(this.#headerMet ? 'collection-line-not-object' : 'collection-malformed');
    if (!this.#headerMet) return this.#first(json, complain);
    if (json !== undefined && 'end' in json) return this.#last(json, complain);
    this.#met += 1;
    const seen = json === undefined ? undefined : readObservation(json, complain);
    if (seen === undefined || !this.#subjects.take(seen, complain) || !this.#accord.take(seen, complain))
      return undefined;
    this.observations.push(seen);
  }

  #first(json: Json | undefined, complain: Complain): void {
    this.#headerMet = true;
    if (json === undefined || !isObject(json)) return;
    this.header = readHeader(json, complain);
    this.#subjects = new Subjects(this.header);
    this.#accord = new Accord(this.header);
  }

  #last(json: { readonly [key: string]: Json }, complain: Complain): void {
    if (!readShape('trailer', json, complain)) return;
    this.trailer = json as unknown as CollectionTrailer;
    const { observations: said, coverage } = this.trailer;
    if (said !== this.#met) complain('collection-count', '/observations', { said, met: this.#met });
    const rowOf = ({ source, place, kind }: CollectionHeader['sources'][number]) =>
      JSON.stringify([source, place, kind]);
    const rows = coverage.map(rowOf).sort();
    const expected = (this.header?.sources ?? []).map(rowOf).sort();
    if (this.header && rows.join('\n') !== expected.join('\n')) complain('collection-coverage', '/coverage');
    for (const row of coverage) {
      if (row.reached === (row.reason !== undefined)) complain('collection-coverage', '/coverage', {});
    }
    // A refused line is missing from every account: one mistake is told once.
    if (this.problems.length > 0) return;
    this.#subjects.settle(this.trailer, complain);
    this.#accord.settle();
  }

  end(lines: number): ReadCollection {
    if (lines === 0 && this.problems.length === 0) this.complain(0)('collection-empty');
    else if (this.trailer === undefined && this.header !== undefined) this.complain(lines)('collection-torn');
    if (this.problems.length === 0 && this.header && this.trailer) {
      return { collection: { header: this.header, observations: this.observations, trailer: this.trailer } };
    }
    if (this.problems.length === 0) this.complain(lines)('collection-torn');
    return { problems: this.problems.sort(byPlace) };
  }
}

/**
 * Reads a collection from text, bytes or a stream of bytes (UTF-8, or UTF-16 with its mark, as PowerShell writes).
 * Gives the collection, or at most 200 problems sorted by place; never part of a collection.
 */
export async function readCollection(
  input: string | Uint8Array | AsyncIterable<Uint8Array>,
  file = 'collection',
): Promise<ReadCollection> {
  const reading = new Reading(file);
  let number = 0;
  try {
    for await (const text of linesOf(input)) {
      number += 1;
      reading.line(text, number);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    reading.complain(number + 1)('collection-encoding');
  }
  return reading.end(number);
}
