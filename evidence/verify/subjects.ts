/** The statement speaks of these very files: every subject is there or withheld aloud, and every signed place is a subject. */
import { bagInfoText } from '../bundle/bag.ts';
import { bagInfoFile, isSigned, logRootSubject, mayBeWithheld, statementFile, withheldFile } from '../bundle/layout.ts';
import type { FileReference, Statement } from '../bundle/statement.ts';
import { parseWithheld } from '../bundle/withheld.ts';
import type { BundleFiles } from './files.ts';
import type { Report } from './report.ts';

async function withheldOf(files: BundleFiles, report: Report): Promise<Map<string, string>> {
  const bytes = await files.whole(withheldFile);
  if (bytes === undefined) return new Map();
  const parsed = parseWithheld(bytes);
  if (parsed.ok) return new Map(parsed.value.files.map(({ path, sha256 }) => [path, sha256]));
  report.add('INVALID', 'withheld-document', { path: withheldFile, values: { pointer: parsed.pointer } });
  return new Map();
}

function subjectsOf(statement: Statement, report: Report): Map<string, string> {
  const subjects = new Map<string, string>();
  for (const { name, digest } of statement.subject) {
    const known = name === logRootSubject || isSigned(name);
    if (subjects.has(name) || !known) report.add('INVALID', 'subject-extra', { path: statementFile, values: { name } });
    subjects.set(name, digest.sha256);
  }
  return subjects;
}

function checkReferences({ predicate }: Statement, subjects: ReadonlyMap<string, string>, report: Report): void {
  const { policies, facts, estate, collection } = predicate;
  const references: readonly FileReference[] = [...policies, facts, estate, ...(collection ? [collection] : [])];
  for (const { name, digest } of references) {
    if (subjects.get(`data/payload/${name}`) === digest.sha256) continue;
    report.add('INVALID', 'reference', { path: statementFile, values: { name } });
  }
}

async function checkBagInfo(statement: Statement, files: BundleFiles, report: Report): Promise<void> {
  const bytes = await files.whole(bagInfoFile);
  const { tool, run, log } = statement.predicate;
  const text = bagInfoText({ tool, origin: log.origin, sealedAt: run.finishedAt });
  if (bytes !== undefined && Buffer.from(bytes).toString('utf8') !== text)
    report.add('INVALID', 'bag-info', { path: bagInfoFile });
}

/** Returns how many whole files are withheld, and the digests that the statement gives to payload files. */
export async function checkSubjects(
  statement: Statement,
  files: BundleFiles,
  report: Report,
): Promise<{ withheld: readonly string[]; payload: ReadonlySet<string>; root: string | undefined }> {
  const withheld = await withheldOf(files, report);
  const subjects = subjectsOf(statement, report);
  checkReferences(statement, subjects, report);
  await checkBagInfo(statement, files, report);
  const held: string[] = [];
  for (const [path, sha256] of subjects) {
    if (path === logRootSubject) continue;
    const found = files.digests.get(path);
    if (found === undefined && withheld.get(path) === sha256 && mayBeWithheld(path)) held.push(path);
    else if (found === undefined) report.add('MISSING', 'subject-missing', { path });
    else if (found !== sha256) report.add('INVALID', 'subject-digest', { path });
  }
  for (const path of withheld.keys()) if (!held.includes(path)) report.add('INVALID', 'withheld-file', { path });
  for (const path of files.digests.keys()) {
    if (isSigned(path) && !subjects.has(path)) report.add('INVALID', 'subject-extra', { path, values: { name: path } });
  }
  const payload = [...subjects].filter(([path]) => path.startsWith('data/payload/')).map(([, sha256]) => sha256);
  return { withheld: held, payload: new Set(payload), root: subjects.get(logRootSubject) };
}
