/**
 * A last look at the final bytes of everything written: e-mail, phone, IP address, IBAN, NIR. It is a net under the
 * allow-lists, not their replacement. It looks at the text, and at the text with percent- and JSON-escapes undone,
 * because a subject spells `@` as `%40` (and `%2540` inside another subject).
 */
import type { LintBytes, LintHit } from './bundle/pieces.ts';
import { patterns, suspicious, type Pattern } from './lintPatterns.ts';

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

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Lines that may hold something: none of the shapes goes over the end of one. One pass instead of one a pattern. */
function suspiciousLines(text: string): Stretch[] {
  const lines: Stretch[] = [];
  suspicious.lastIndex = 0;
  for (let match = suspicious.exec(text); match !== null; match = suspicious.exec(text)) {
    const end = text.indexOf('\n', match.index);
    const to = end === -1 ? text.length : end;
    lines.push({ from: text.lastIndexOf('\n', match.index) + 1, to });
    suspicious.lastIndex = to;
  }
  return lines;
}

/** What has a sign of its own is looked for where that sign is, the rest in the lines that may hold something. */
function hitsIn(text: string, lines: readonly Stretch[], allowed: ReadonlySet<string>, pattern: Pattern): LintHit[] {
  const { kind, needs, shape, holds } = pattern;
  const whole = needs !== undefined && text.includes(needs) ? [{ from: 0, to: text.length }] : [];
  const hits: LintHit[] = [];
  for (const { from, to } of needs === undefined ? lines : whole) {
    const line = text.slice(from, to);
    for (const { 0: found, index } of line.matchAll(shape)) {
      if (allowed.has(found) || !holds(found, line, index)) continue;
      hits.push({ kind, offset: Buffer.byteLength(text.slice(0, from + index)) });
    }
  }
  return hits;
}

/** Every hit in a text. Offsets are exact for plain text, and near for text with escapes. */
export function lintText(text: string, options: LintOptions = {}): LintHit[] {
  const allowed = new Set(options.allow);
  const seen = !text.includes('="') ? text : text.replaceAll(drawing, (path) => ' '.repeat(path.length));
  const readings = [seen];
  // Three levels: a subject inside a subject inside a JSON string.
  for (let depth = 0; depth < 3 && escapes.test(readings.at(-1)!); depth += 1) readings.push(undo(readings.at(-1)!));
  return readings.flatMap((reading) => {
    const lines = suspiciousLines(reading);
    return patterns.flatMap((pattern) => hitsIn(reading, lines, allowed, pattern));
  });
}

/** A view, not a copy. */
const textOf = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('utf8');

/** The linter of the seal. Compiled modules are machine code, not text: they are left out. */
export function personalDataLinter(options: LintOptions = {}): LintBytes {
  return (path, bytes) => (path.endsWith('.wasm') ? [] : lintText(textOf(bytes), options));
}
