/** What only a holder of the key could forge: records, statement and checkpoint that fit each other again. */
import { createHash } from 'node:crypto';
import { canonicalText, signEnvelope, type Json } from '../../estate/index.ts';
import { leafHash, rootOf, signNote } from '../../evidence/index.ts';
import {
  checkpointPath,
  key,
  linesOf,
  records,
  remade,
  statementPath,
  text,
  withFile,
  type Files,
} from './sealedRun.ts';

/** What a holder of the key could do: records as given, root, statement and checkpoint signed anew over them. */
export function signedAnew(files: Files, changeStatement: (statement: StatementJson) => void = () => {}): Files {
  const hash = (path: string): string => sha256Of(files.get(path)!);
  const lines = linesOf(files, records);
  const root = rootOf(lines.map((line) => leafHash(Buffer.from(line))));
  const statement = JSON.parse(
    Buffer.from(JSON.parse(text(files, statementPath)).payload, 'base64').toString(),
  ) as StatementJson;
  statement.predicate.log.size = lines.length;
  for (const subject of statement.subject) {
    subject.digest.sha256 = subject.name === 'log-root' ? root.toString('hex') : hash(subject.name);
  }
  changeStatement(statement);
  const envelope = signEnvelope('application/vnd.in-toto+json', Buffer.from(canonicalText(statement)), key.signing);
  const { origin } = statement.predicate.log;
  const note = signNote(`${origin}\n${lines.length}\n${root.toString('base64')}\n`, origin, key.signing.privateKey);
  return remade(withFile(withFile(files, statementPath, `${canonicalText(envelope)}\n`), checkpointPath, note));
}

export interface StatementJson {
  subject: { name: string; digest: { sha256: string } }[];
  predicate: { log: { size: number; origin: string }; result: Record<string, number>; [key: string]: unknown };
  [key: string]: unknown;
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Records with every `seq` and `prev` made right again, as a careful forger would. */
export function rechained(lines: readonly string[]): string[] {
  let prev = '0'.repeat(64);
  return lines.map((line, seq) => {
    const record = canonicalText({ ...(JSON.parse(line) as Record<string, Json>), seq, prev });
    prev = leafHash(Buffer.from(record)).toString('hex');
    return record;
  });
}
