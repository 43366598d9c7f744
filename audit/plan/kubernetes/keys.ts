/** Keys of tables as tools print them: without quotes, on the line of their value or above it. */
import type { PlainTable } from './plain.ts';
import { meaningOf } from './scalars.ts';

/** 1: may stand in a key; 2: and begin it. */
const inKeys = new Uint8Array(128);
for (const char of '0123456789./-') inKeys[char.charCodeAt(0)] = 1;
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ_')
  inKeys[char.charCodeAt(0)] = inKeys[char.toLowerCase().charCodeAt(0)] = 2;
const colon = 0x3a;
const space = 0x20;

/** Where the key ends that begins at `start`: a colon follows it, and behind that the line's `end` or a space. Else -1. */
export function keyEnd(text: string, start: number, end: number): number {
  let at = start;
  if (inKeys[text.charCodeAt(at)] !== 2) return -1;
  while (inKeys[text.charCodeAt(at)]! > 0) at += 1;
  if (text.charCodeAt(at) !== colon) return -1;
  return at + 1 === end || text.charCodeAt(at + 1) === space ? at : -1;
}

/** They are no properties of any object, and would change the table that holds them. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** Manifests repeat a few hundred names a million times; a hostile one invents them, so that what is remembered has an end. */
const known = new Map<string, string>();
const mostKnown = 10_000;

/**
 * What a key may be: a name that means itself, and that the table does not say yet. The one text of all that are equal, by
 * which tables find it soonest; undefined for what is no key.
 */
export function keyOf(table: PlainTable, text: string): string | undefined {
  let key = known.get(text);
  if (key === undefined) {
    if (typeof meaningOf(text) !== 'string' || forbidden.has(text)) return undefined;
    // A copy: a part of the document would hold all of it.
    key = Buffer.from(text).toString();
    if (known.size < mostKnown) known.set(key, key);
  }
  return Object.hasOwn(table, key) ? undefined : key;
}
