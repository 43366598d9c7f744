/**
 * A last look at the final bytes of everything written: e-mail, phone, IP address, IBAN, NIR. It is a net under the
 * allow-lists, not their replacement. It looks at the text, and at the text with percent- and JSON-escapes undone,
 * because a subject spells `@` as `%40` (and `%2540` inside another subject).
 */
import type { LintBytes, LintHit } from './bundle/pieces.ts';
import { patterns, type Pattern } from './lintPatterns.ts';

export interface LintOptions {
  /** Exact texts that are known to name no person, such as an endpoint's address. */
  readonly allow?: readonly string[];
}

/** Path data of drawings is digits and dots: `1.5.2.3` there is two coordinates, not an address. */
const drawing = /\s(?:d|points|viewBox|transform)="[^"]*"/g;
const escapes = /%[0-9A-Fa-f]{2}|\\u00[0-7][0-9A-Fa-f]|&#(?:x[0-9A-Fa-f]{2}|[0-9]{2,3});/;

function undo(text: string): string {
  return text
    .replaceAll(/%([2-7][0-9A-Fa-f])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\\u00([2-7][0-9A-Fa-f])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/&#x([2-7][0-9A-Fa-f]);/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/&#([0-9]{2,3});/g, (_, code: string) => String.fromCharCode(Number(code)));
}

function hitsIn(text: string, allowed: ReadonlySet<string>, { kind, needs, shape, holds }: Pattern): LintHit[] {
  if (needs !== undefined && !text.includes(needs)) return [];
  const hits: LintHit[] = [];
  for (const match of text.matchAll(shape)) {
    const [found] = match;
    if (allowed.has(found) || !holds(found, text, match.index)) continue;
    hits.push({ kind, offset: Buffer.byteLength(text.slice(0, match.index)) });
  }
  return hits;
}

/** Every hit in a text. Offsets are exact for plain text, and near for text with escapes. */
export function lintText(text: string, options: LintOptions = {}): LintHit[] {
  const allowed = new Set(options.allow);
  const seen = text.replaceAll(drawing, (path) => ' '.repeat(path.length));
  const readings = [seen];
  // Three levels: a subject inside a subject inside a JSON string.
  for (let depth = 0; depth < 3 && escapes.test(readings.at(-1)!); depth += 1) readings.push(undo(readings.at(-1)!));
  return readings.flatMap((reading) => patterns.flatMap((pattern) => hitsIn(reading, allowed, pattern)));
}

/** The linter of the seal. Compiled modules are machine code, not text: they are left out. */
export function personalDataLinter(options: LintOptions = {}): LintBytes {
  return (path, bytes) => (path.endsWith('.wasm') ? [] : lintText(Buffer.from(bytes).toString('utf8'), options));
}
