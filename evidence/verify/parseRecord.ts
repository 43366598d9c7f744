/** One line back into a record or a disclosure. It must be the one spelling of its value: two would be two readings. */
import { canonicalText, isInstant, parseJsonStrict } from '../../estate/index.ts';
import { LikeLine, WholeLine, type Disclosure } from '../log/disclosure.ts';
import { LogRecord1, LogRecord2, recordVersions, type LogRecord } from '../log/record.ts';
import { shapeOf } from '../shape.ts';
import type { CheckCode, BundleVerdict } from './report.ts';

export interface LineProblem {
  readonly verdict: BundleVerdict;
  readonly check: CheckCode;
  readonly detail: string;
}
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: LineProblem };

const fitsRecord = { 1: shapeOf(LogRecord1), 2: shapeOf(LogRecord2) };
const [fitsWhole, fitsLike] = [shapeOf(WholeLine), shapeOf(LikeLine)];
const latest = Math.max(...recordVersions);

function refuse<T>(check: CheckCode, detail: string, verdict: BundleVerdict = 'INVALID'): Parsed<T> {
  return { ok: false, problem: { verdict, check, detail } };
}

/** Why a text is no canonical JSON: the strict reader names rule and offset; if it has no objection, only the spelling is wrong. */
function objection(bytes: Buffer): { readonly json: boolean; readonly detail: string } {
  try {
    parseJsonStrict(bytes);
    return { json: true, detail: 'spelling' };
  } catch (cause) {
    const { values } = cause as { values?: Record<string, string | number> };
    return {
      json: values?.['detail'] === 'duplicate',
      detail: `${values?.['detail'] ?? '?'} @${values?.['offset'] ?? 0}`,
    };
  }
}

/** `JSON.parse` and back is enough to accept: any duplicate key, unsafe number or broken UTF-8 would not come back the same. */
function canonicalValue(bytes: Buffer): Parsed<unknown> {
  const text = bytes.toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    if (canonicalText(value) === text && Buffer.byteLength(text) === bytes.length) return { ok: true, value };
  } catch {
    // told apart below
  }
  const { json, detail } = objection(bytes);
  return refuse(json ? 'record-canonical' : 'record-json', detail);
}

export function parseRecordLine(bytes: Buffer): Parsed<LogRecord> {
  const parsed = canonicalValue(bytes);
  if (!parsed.ok) return parsed;
  const { v } = (parsed.value ?? {}) as { v?: unknown };
  if (Number.isSafeInteger(v) && (v as number) > latest) return refuse('record-version', String(v), 'UNVERIFIABLE');
  const fit = fitsRecord[v === 2 ? 2 : 1](parsed.value);
  if (!fit.ok) return refuse('record-shape', fit.pointer);
  if (!isInstant(fit.value.time)) return refuse('record-time', '/time');
  return { ok: true, value: fit.value };
}

export function parseDisclosureLine(bytes: Buffer): Parsed<Disclosure> {
  const parsed = canonicalValue(bytes);
  if (!parsed.ok) return refuse('disclosure-line', parsed.problem.detail);
  const isLike = typeof parsed.value === 'object' && parsed.value !== null && 'like' in parsed.value;
  const fit = isLike ? fitsLike(parsed.value) : fitsWhole(parsed.value);
  return fit.ok ? { ok: true, value: fit.value } : refuse('disclosure-line', fit.pointer);
}
