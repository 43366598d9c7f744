/** What one line of disclosures shows, spelt out or by likeness, and whether it is spelt as it must be. */
import { canonicalText, type Json } from '../../estate/index.ts';
import type { Disclosure, Shown, ShownFields } from '../log/disclosure.ts';
import { Likeness, sortedFields, wholeLine } from '../log/likeness.ts';
import type { CommittedField, RecordVersion } from '../log/record.ts';

export interface ShownLine {
  readonly fields: ShownFields;
  readonly values: Readonly<Partial<Record<CommittedField, Json>>>;
}

function spelt({ fields }: Extract<Disclosure, { fields: unknown }>): ShownFields {
  const shown: Partial<Record<CommittedField, Shown>> = {};
  for (const field of sortedFields) {
    const one = fields[field];
    if (one !== undefined) shown[field] = { salt: one.salt, text: canonicalText(one.value) };
  }
  return shown;
}

/** A gap filled with what does not belong there gives no JSON, or another spelling of one. */
function valueIn(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return canonicalText(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Goes through one segment, line by line and in order: a line may be like one before it, and like no other. */
export class ShownLines {
  readonly #likeness = new Likeness();
  readonly #version: RecordVersion;

  constructor(version: RecordVersion) {
    this.#version = version;
  }

  /** Undefined for a line that means nothing here, or that means it in another spelling. */
  read(line: Disclosure): ShownLine | undefined {
    const isLike = 'like' in line;
    if (this.#version === 1) return isLike ? undefined : { fields: spelt(line), values: valuesIn(line) };
    const fields = isLike ? this.#likeness.filled(line) : spelt(line);
    if (fields === undefined) return undefined;
    const values = isLike ? parsed(fields) : valuesIn(line);
    const isOne = this.spell(line.seq, fields) === (isLike ? canonicalText(line) : wholeLine(line.seq, fields));
    return values === undefined || !isOne ? undefined : { fields, values };
  }

  spell(seq: number, fields: ShownFields): string {
    return this.#version === 1 ? wholeLine(seq, fields) : this.#likeness.spell(seq, fields);
  }
}

function valuesIn({ fields }: Extract<Disclosure, { fields: unknown }>): ShownLine['values'] {
  return Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value as Json]));
}

function parsed(fields: ShownFields): ShownLine['values'] | undefined {
  const values: Partial<Record<CommittedField, Json>> = {};
  for (const field of sortedFields) {
    const shown = fields[field];
    if (shown === undefined) continue;
    const value = valueIn(shown.text);
    if (value === undefined) return undefined;
    values[field] = value;
  }
  return values;
}
