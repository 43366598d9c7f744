/** Steps 3 and 8: the signed statement. What is parsed is exactly what was signed, and it is checked even when no key fits. */
import {
  canonicalText,
  parseJsonStrict,
  verifyEnvelope,
  decodeBase64,
  envelopeOf,
  type Trust,
} from '../../estate/index.ts';
import { statementFile } from '../bundle/layout.ts';
import { parseStatement, payloadType, predicateType, type Statement } from '../bundle/statement.ts';
import { brokenSignature, laterIn, type BrokenSignature } from '../later.ts';
import type { BundleFiles } from './files.ts';
import type { Report } from './report.ts';

const path = statementFile;

function envelopeValue(bytes: Uint8Array, report: Report): unknown {
  try {
    const value = parseJsonStrict(bytes);
    if (`${canonicalText(value)}\n` !== Buffer.from(bytes).toString('utf8')) {
      report.add('INVALID', 'envelope', { path, values: { detail: 'not-canonical' } });
    }
    return value;
  } catch (cause) {
    const { values } = cause as { values?: Record<string, string | number> };
    const detail = `${values?.['detail'] ?? 'json'} @${values?.['offset'] ?? 0}`;
    report.add('INVALID', 'envelope', { path, values: { detail } });
    return undefined;
  }
}

function addBroken({ reason, key }: BrokenSignature, report: Report): void {
  if (reason === 'unknown-key') report.add('UNVERIFIABLE', 'statement-unknown-key', { path });
  else report.add('INVALID', 'statement-signature', { path, values: { reason, key } });
}

function checkSignature(value: unknown, statement: Statement, trust: Trust, report: Report): void {
  const at = statement.predicate.run.finishedAt;
  const checked = verifyEnvelope(value, trust, { payloadType, roles: ['tool'], at });
  if (checked.ok) report.note('note-signed', { what: 'statement', key: checked.keyIds.join(', ') });
  else addBroken({ reason: checked.reason, key: checked.keyId ?? '' }, report);
}

/** The statement, whether or not a trusted key signed it; undefined when there is none to speak of. */
export async function checkAttestation(
  files: BundleFiles,
  trust: Trust,
  report: Report,
): Promise<Statement | undefined> {
  const bytes = await files.whole(path);
  if (bytes === undefined) {
    report.add('MISSING', 'file-missing', { path });
    return undefined;
  }
  const value = envelopeValue(bytes, report);
  if (value === undefined) return undefined;
  const envelope = envelopeOf(value);
  const payload = envelope && decodeBase64(envelope.payload);
  if (envelope === undefined || payload === undefined) {
    report.add('INVALID', 'envelope', { path, values: { detail: 'shape' } });
    return undefined;
  }
  const statement = parseStatement(payload);
  const later = statement.ok ? undefined : laterIn(payload, predicateType, ['run', 'finishedAt']);
  if (later !== undefined) {
    report.add('UNVERIFIABLE', 'statement-version', { path, values: { version: later.version } });
    const broken = brokenSignature(value, later, trust);
    if (broken !== undefined) addBroken(broken, report);
    return undefined;
  }
  if (!statement.ok) {
    report.add('INVALID', 'statement', { path, values: { pointer: statement.pointer } });
    return undefined;
  }
  checkSignature(value, statement.value, trust, report);
  return statement.value;
}
