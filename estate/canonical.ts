/**
 * Canonical JSON (RFC 8785) behind a guard, and digests over it.
 *
 * The library is right about bytes; it is silent about values that JSON cannot carry faithfully (unsafe integers,
 * functions, Maps, Buffers). Each of those would let two different documents share one digest, so they are refused here.
 */
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { CloisonFault, fault } from './fault.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const maxDepth = 64;
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** Texts that JSON writes as they are: ASCII without quote, backslash and control characters. Most texts are. */
const plain = /^[ !#-[\]-~]*$/;
/** A few hundred names make up all our documents. */
const [memberNames, mostNames] = [new Map<string, string>(), 4096];

/**
 * Guards a value and writes it, members in order: two to three times as fast as the library, and most of a seal is this.
 * What only the library spells, lone halves of characters, is left to it.
 */
class Writing {
  isExotic = false;
  /** Where a refused value is; kept only by a second try, for a path at each step costs more than the writing. */
  readonly #isTold: boolean;

  constructor(isTold: boolean) {
    this.#isTold = isTold;
  }

  of(value: unknown, path: string, depth: number): string {
    if (depth > maxDepth) throw fault('not-canonical', { detail: 'depth', path });
    if (typeof value === 'string') return this.#text(value);
    if (typeof value === 'number') return numberText(value, path);
    if (typeof value === 'boolean' || value === null) return String(value);
    if (typeof value !== 'object') throw fault('not-canonical', { detail: typeof value, path });
    return Array.isArray(value) ? this.#list(value, path, depth) : this.#object(value, path, depth);
  }

  #text(text: string): string {
    if (plain.test(text)) return `"${text}"`;
    this.isExotic ||= !text.isWellFormed();
    return JSON.stringify(text);
  }

  #list(list: readonly unknown[], path: string, depth: number): string {
    let text = '';
    for (let index = 0; index < list.length; index += 1)
      text += `${index === 0 ? '' : ','}${this.of(list[index], this.#isTold ? `${path}/${index}` : '', depth + 1)}`;
    return `[${text}]`;
  }

  #object(value: object, path: string, depth: number): string {
    const prototype = Object.getPrototypeOf(value) as unknown;
    if (prototype !== Object.prototype && prototype !== null) throw fault('not-canonical', { detail: 'type', path });
    let text = '';
    for (const key of sortedKeys(value)) {
      const inner = this.#isTold ? `${path}/${key}` : '';
      if (forbiddenKeys.has(key)) throw fault('not-canonical', { detail: 'key', path: inner });
      const member = this.of((value as Record<string, unknown>)[key], inner, depth + 1);
      text += `${text === '' ? '' : ','}${this.#name(key)}${member}`;
    }
    return `{${text}}`;
  }

  #name(key: string): string {
    const known = memberNames.get(key);
    if (known !== undefined) return known;
    const text = `${this.#text(key)}:`;
    if (memberNames.size < mostNames && !this.isExotic) memberNames.set(key, text);
    return text;
  }
}

function numberText(value: number, path: string): string {
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
    throw fault('not-canonical', { detail: 'number', path });
  return JSON.stringify(value);
}

/** By UTF-16 units, as RFC 8785 asks. What was read from canonical JSON is in order already. */
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  for (let at = 1; at < keys.length; at += 1) if (keys[at - 1]! > keys[at]!) return keys.sort();
  return keys;
}

/**
 * Two texts of one `like` are the same but for a name, that of what both are about, and for the digests (`sha256:…`) that
 * they cite, which `cites` lists in the order of the text. Nothing else in them looks like either.
 */
export interface SpeltForm {
  readonly like: object;
  readonly cites: readonly string[];
}

/** Canonical JSON that is written already, in the place of its value: whoever hands it over answers for it. */
export class Spelt {
  readonly text: string;
  readonly form: SpeltForm | undefined;

  constructor(text: string, form?: SpeltForm) {
    this.text = text;
    this.form = form;
  }
}

/** RFC 8785 text of a plain JSON value. Throws `not-canonical` with the path of what cannot be carried. */
export function canonicalText(value: unknown): string {
  return canonicalMember(value, 0);
}

/** The same of a value that is put as text into a document, under so many levels of it. */
export function canonicalMember(value: unknown, levels: number): string {
  const writing = new Writing(false);
  try {
    const text = writing.of(value, '', levels);
    return writing.isExotic ? (canonicalize(value) ?? text) : text;
  } catch (cause) {
    if (!(cause instanceof CloisonFault)) throw cause;
    return new Writing(true).of(value, '', levels);
  }
}

export function canonicalBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalText(value));
}

/** Lower-case hex SHA-256. */
export function sha256(bytes: Uint8Array | string): string {
  return hash('sha256', bytes, 'hex');
}

/** `sha256:<64 hex>` of the canonical bytes of a value. */
export function digestOf(value: unknown): string {
  return `sha256:${sha256(canonicalText(value))}`;
}
