/** What was there before: a file of fingerprints, so that a team may start today and only what is new stops it. */
import { canonicalText, fault, parseJsonStrict } from '../../../estate/index.ts';
import { documentAt } from '../../documentAt.ts';
import type { GateFinding } from '../report.ts';
import type { BaselineEntry } from './settled.ts';

export const baselineVersion = 'cloison/baseline/v1';
const maxEntries = 250_000;

const entryOf = ({ fingerprint, control, subject }: BaselineEntry): BaselineEntry => ({
  control,
  fingerprint,
  subject,
});

/**
 * What a baseline can hold: exceptions end, and the number of a mask is another thing's as soon as one of them goes or
 * comes, while what it stands for is nothing that anybody may keep, nor a hash of it.
 */
export const isKept = ({ waiver, masked }: GateFinding): boolean => waiver === undefined && masked !== true;

/** Canonical, sorted: the same findings are the same bytes. */
export function baselineText(findings: readonly GateFinding[]): string {
  const rows = findings
    .filter(isKept)
    .map(entryOf)
    .sort((one, other) => (one.fingerprint < other.fingerprint ? -1 : 1));
  return `${canonicalText({ findings: rows, version: baselineVersion })}\n`;
}

function isEntry(value: unknown): value is BaselineEntry {
  const { fingerprint, control, subject } = (value ?? {}) as Partial<Record<keyof BaselineEntry, unknown>>;
  return (
    typeof fingerprint === 'string' &&
    /^[0-9a-f]{64}$/.test(fingerprint) &&
    typeof control === 'string' &&
    typeof subject === 'string' &&
    Object.keys(value as object).length === 3
  );
}

/**
 * A baseline that is not exactly one of ours is refused: it decides what passes. Throws `bad-json`, or `bad-document`
 * with the place inside it.
 */
export function readBaseline(text: string, file: string): BaselineEntry[] {
  const wrong = (detail: string) => fault('bad-document', { detail }, { subject: file });
  const json = documentAt(file, () => parseJsonStrict(text)) as { version?: unknown; findings?: unknown } | null;
  const { version, findings, ...rest } = json ?? {};
  if (version !== baselineVersion) throw wrong(`/version ≠ ${baselineVersion}`);
  if (!Array.isArray(findings) || findings.length > maxEntries || Object.keys(rest).length > 0)
    throw wrong('/findings');
  const at = findings.findIndex((each) => !isEntry(each));
  if (at !== -1) throw wrong(`/findings/${at}`);
  return (findings as BaselineEntry[]).map(entryOf);
}
