/** A table or list that is being read: key, then value; what it merges comes last, for what it says itself wins. */
import type { Plain, PlainTable } from './plain.ts';

export interface Frame {
  readonly value: Plain[] | PlainTable;
  readonly anchor: string;
  /** Values counted before it. */
  readonly before: number;
  readonly start: number;
  key: string | undefined;
  isMerge: boolean;
  merges: PlainTable[] | undefined;
}

export function opened(value: Frame['value'], from: Pick<Frame, 'anchor' | 'before' | 'start'>): Frame {
  return { value, ...from, key: undefined, isMerge: false, merges: undefined };
}

/** They are no properties of any object, and would change the table that holds them. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
const isTable = (value: Plain): value is PlainTable =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Kubernetes turns whole numbers and truth values into text where they are keys, and refuses everything else. */
function nameOf(key: Plain): string | undefined {
  if (typeof key === 'string') return key;
  return typeof key === 'boolean' || (typeof key === 'number' && Number.isInteger(key)) ? String(key) : undefined;
}

function takeKey(frame: Frame, table: PlainTable, key: Plain, isPlain: boolean): string | undefined {
  const name = nameOf(key);
  frame.isMerge = isPlain && name === '<<';
  frame.key = name ?? '';
  if (name === undefined || forbidden.has(name)) return 'key';
  return !frame.isMerge && Object.hasOwn(table, name) ? 'duplicate' : undefined;
}

function takeMerge(frame: Frame, value: Plain): string | undefined {
  const sources = Array.isArray(value) ? value : [value];
  frame.merges = [...(frame.merges ?? []), ...sources.filter(isTable)];
  return sources.every(isTable) ? undefined : 'merge';
}

/** One key or one value of a table. A word for what is wrong with it, if something is. */
export function addKey(frame: Frame, table: PlainTable, value: Plain, isPlain: boolean): string | undefined {
  const { key, isMerge } = frame;
  if (key === undefined) return takeKey(frame, table, value, isPlain);
  frame.key = undefined;
  if (isMerge) return takeMerge(frame, value);
  if (!forbidden.has(key)) table[key] = value;
  return undefined;
}

export function closed({ value, merges }: Frame): void {
  if (merges === undefined || Array.isArray(value)) return;
  for (const source of merges) {
    for (const [name, inner] of Object.entries(source)) if (!Object.hasOwn(value, name)) value[name] = inner;
  }
}
