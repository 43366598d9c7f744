/**
 * Canonical JSON (RFC 8785) behind a guard, and digests over it.
 *
 * The library is right about bytes; it is silent about values that JSON cannot carry faithfully (unsafe integers,
 * functions, Maps, Buffers). Each of those would let two different documents share one digest, so they are refused here.
 */
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { fault } from './fault.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const maxDepth = 64;
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

function guardNumber(value: number, path: string): void {
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
    throw fault('not-canonical', { detail: 'number', path });
  }
}

/** An object keeps whole numbers before its other keys, in whatever order they are written. */
const mayBeNumber = (key: string): boolean => key >= '0' && key < ':';

/**
 * Guards a value and puts its keys in order, so that the engine's own `JSON.stringify` writes it: two to three times as
 * fast as the library, and most of a seal is this. What an ordered object cannot carry is left to the library.
 */
class Ordering {
  isExotic = false;

  of(value: unknown, path: string, depth: number): unknown {
    if (depth > maxDepth) throw fault('not-canonical', { detail: 'depth', path });
    if (typeof value === 'string') this.isExotic ||= !value.isWellFormed();
    else if (typeof value === 'number') guardNumber(value, path);
    else if (Array.isArray(value)) return this.#list(value, path, depth);
    else if (typeof value === 'object' && value !== null) return this.#object(value, path, depth);
    else if (value !== null && typeof value !== 'boolean') throw fault('not-canonical', { detail: typeof value, path });
    return value;
  }

  #list(list: readonly unknown[], path: string, depth: number): unknown[] {
    const ordered: unknown[] = [];
    for (let index = 0; index < list.length; index += 1)
      ordered.push(this.of(list[index], `${path}/${index}`, depth + 1));
    return ordered;
  }

  #object(value: object, path: string, depth: number): object {
    const prototype = Object.getPrototypeOf(value) as unknown;
    if (prototype !== Object.prototype && prototype !== null) throw fault('not-canonical', { detail: 'type', path });
    const ordered: Record<string, unknown> = {};
    for (const key of Object.keys(value).sort()) {
      if (forbiddenKeys.has(key)) throw fault('not-canonical', { detail: 'key', path: `${path}/${key}` });
      this.isExotic ||= mayBeNumber(key) || !key.isWellFormed();
      ordered[key] = this.of((value as Record<string, unknown>)[key], `${path}/${key}`, depth + 1);
    }
    return ordered;
  }
}

/** RFC 8785 text of a plain JSON value. Throws `not-canonical` with the path of what cannot be carried. */
export function canonicalText(value: unknown): string {
  const ordering = new Ordering();
  const ordered = ordering.of(value, '', 0);
  const text = ordering.isExotic ? canonicalize(value) : JSON.stringify(ordered);
  if (text === undefined) throw fault('not-canonical', { detail: 'undefined', path: '' });
  return text;
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
