/** What a sealed folder asked and was answered: of a decision of the gate or of an audit, once its evidence holds. */
import { join } from 'node:path';
import { fault, type FileSystem, type Trust } from '../../../../estate/index.ts';
import { openFolder, readRecords, verdictExit, verifyBundle, type BundleFolder } from '../../../../evidence/index.ts';
import type { Answer, Judged, Question } from '../../../../policies/index.ts';
import { refuseNoBundle } from '../../../compose/bundleThere.ts';
import { evidenceFolder } from '../layout.ts';

export interface SealedRun {
  /** 0, or the code by which its evidence does not hold: then nothing of it was read. */
  readonly integrity: 0 | 4 | 5;
  /** What our own module was asked. */
  readonly judged: readonly Judged[];
  /** What bundles were asked. */
  readonly own: readonly Judged[];
  /** Evaluations whose question or answer is withheld. */
  readonly withheld: number;
  /** Where it is read on; left out where its evidence does not hold. */
  readonly evidence?: { readonly folder: BundleFolder; readonly asOf: string };
}

const none = { judged: [], own: [], withheld: 0 };

/** Throws a `UsageError` where nothing is sealed, `file-unreadable`. */
export async function sealedRun(path: string, trust: Trust, now: string, files: FileSystem): Promise<SealedRun> {
  const inner = join(path, evidenceFolder);
  const at = files.kindOf(inner) === 'folder' ? inner : path;
  refuseNoBundle(at, files);
  const folder = await openFolder(at).catch((cause: unknown) => {
    throw fault('file-unreadable', { file: path }, { cause });
  });
  const { verdict, statement } = await verifyBundle(folder, trust, { now });
  const integrity = verdictExit[verdict];
  if (integrity === 4 || integrity === 5) return { integrity, ...none };
  const [judged, own]: [Judged[], Judged[]] = [[], []];
  let withheld = 0;
  for await (const { record, opened } of readRecords(folder)) {
    if (record.type !== 'evaluation') continue;
    const asked = opened.question as unknown as Question & { bundle?: string; question?: Question };
    const answer = opened.answer as unknown as Answer | undefined;
    if (asked === undefined || answer === undefined) withheld += 1;
    else if (typeof asked.bundle === 'string') own.push({ question: asked.question!, answer });
    else judged.push({ question: asked, answer });
  }
  const asOf = statement?.predicate.run.asOf;
  return { integrity: 0, judged, own, withheld, ...(asOf === undefined ? {} : { evidence: { folder, asOf } }) };
}
