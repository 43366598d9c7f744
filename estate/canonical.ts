/**
 * Canonical JSON (RFC 8785) behind a guard, and digests over it.
 *
 * The library is right about bytes; it is silent about values that JSON cannot carry faithfully (unsafe integers,
 * functions, Maps, Buffers). Each of those would let two different documents share one digest, so they are refused here.
 */
import { createHash } from 'node:crypto';
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

function guardObject(value: object, path: string, depth: number): void {
  const prototype = Object.getPrototypeOf(value) as unknown;
  if (prototype !== Object.prototype && prototype !== null) throw fault('not-canonical', { detail: 'type', path });
  for (const [key, inner] of Object.entries(value)) {
    if (forbiddenKeys.has(key)) throw fault('not-canonical', { detail: 'key', path: `${path}/${key}` });
    guard(inner, `${path}/${key}`, depth + 1);
  }
}

function guard(value: unknown, path: string, depth: number): void {
  if (depth > maxDepth) throw fault('not-canonical', { detail: 'depth', path });
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return;
  if (typeof value === 'number') return guardNumber(value, path);
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) guard(value[index], `${path}/${index}`, depth + 1);
    return;
  }
  if (typeof value === 'object') return guardObject(value, path, depth);
  throw fault('not-canonical', { detail: typeof value, path });
}

/** RFC 8785 text of a plain JSON value. Throws `not-canonical` with the path of what cannot be carried. */
export function canonicalText(value: unknown): string {
  guard(value, '', 0);
  const text = canonicalize(value);
  if (text === undefined) throw fault('not-canonical', { detail: 'undefined', path: '' });
  return text;
}

export function canonicalBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalText(value));
}

/** Lower-case hex SHA-256. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** `sha256:<64 hex>` of the canonical bytes of a value. */
export function digestOf(value: unknown): string {
  return `sha256:${sha256(canonicalText(value))}`;
}
