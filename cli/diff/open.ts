/** What a word of the command line leads to: a report in JSON, or a sealed run, verified before a byte of it is believed. */
import { join } from 'node:path';
import { CloisonFault, fault, parseJsonStrict, type Json, type Trust } from '../../estate/index.ts';
import { documentAt } from '../documentAt.ts';
import type { Edge } from '../edge.ts';
import { evidenceFolder } from '../gate/bound/layout.ts';
import { sealedRun } from '../gate/bound/replay/sealed.ts';
import { named } from '../gate/input/inputNames.ts';
import type { Asked } from './compare.ts';
import { sideOf } from './readSide.ts';
import { keyOf, type Side } from './side.ts';

const maxReportBytes = 256 * 1024 * 1024;

export interface OpenedSide {
  readonly name: string;
  readonly isSealed: boolean;
  /** 0, or the code by which its evidence does not hold: then nothing of it was read. */
  readonly integrity: 0 | 4 | 5;
  readonly side: Side | undefined;
  readonly asked: Asked;
}

function reportAt(path: string, name: string, files: Awaited<ReturnType<Edge['files']>>): Side {
  const { bytes } = files.read(path, maxReportBytes);
  const text = new TextDecoder('utf-8', { fatal: false }).decode(bytes);
  return sideOf(
    documentAt(path, () => parseJsonStrict(text)),
    name,
  );
}

/** Throws a `UsageError` where nothing is sealed in a folder, `file-unreadable`, `bad-json`, `bad-document`. */
export async function openSide(path: string, trust: Trust, now: string, edge: Edge): Promise<OpenedSide> {
  const files = await edge.files();
  const name = named(path);
  const nobody = () => undefined;
  if (files.kindOf(files.realPath(path) ?? path) !== 'folder')
    return { name, isSealed: false, integrity: 0, side: reportAt(path, name, files), asked: nobody };
  const { integrity, judged, own } = await sealedRun(path, trust, now, files);
  if (integrity !== 0) return { name, isSealed: true, integrity, side: undefined, asked: nobody };
  const inner = join(path, evidenceFolder);
  const at = files.kindOf(inner) === 'folder' ? inner : path;
  const questions = new Map<string, Json>();
  for (const { question, answer } of [...judged, ...own])
    for (const { control, verdict } of answer.decisions) {
      const key = keyOf(control, question.subject.id);
      // Asked at two stages, it stands for the one that was a finding.
      if (verdict === 'deny' || verdict === 'unknown' || !questions.has(key)) questions.set(key, question);
    }
  try {
    const side = reportAt(join(at, 'data/report/report.json'), name, files);
    return { name, isSealed: true, integrity: 0, side, asked: (key) => questions.get(key) };
  } catch (cause) {
    // Whoever redacted the run may have withheld its report: then what was found is not told.
    if (cause instanceof CloisonFault && cause.code === 'file-unreadable')
      throw fault('file-unreadable', { file: join(name, 'data/report/report.json') }, { cause });
    throw cause;
  }
}
