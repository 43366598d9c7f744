/** The baseline on the disk, or in a ref that the change cannot alter. */
import { sha256 } from '../../../estate/index.ts';
import type { Edge } from '../../edge.ts';
import { writeOut } from '../../write.ts';
import { baselineText, isKept, readBaseline } from './baseline.ts';
import type { BaselineEntry } from './settled.ts';
import { located } from '../judge/fromRef.ts';
import type { GateReport } from '../report.ts';

const maxBytes = 128 * 1024 * 1024;

export interface LoadedBaseline {
  readonly entries: readonly BaselineEntry[];
  /** `sha256:…` of its exact bytes: one that the change under test brings along is seen in every output. */
  readonly digest: string;
  /** Read from a ref; else from the working folder, where the change itself may have written it. */
  readonly isOfRef: boolean;
}

export async function loadBaseline(word: string | undefined, edge: Edge): Promise<LoadedBaseline | undefined> {
  if (word === undefined) return undefined;
  const from = located(word, edge, '--baseline');
  const { bytes } = (await from.edge.files()).read(from.path, maxBytes);
  const text = new TextDecoder('utf-8', { fatal: false }).decode(bytes);
  return { entries: readBaseline(text, word), digest: `sha256:${sha256(bytes)}`, isOfRef: from.ref !== undefined };
}

export interface WrittenBaseline {
  readonly file: string;
  readonly count: number;
  readonly digest: string;
}

export async function writeBaseline(
  file: string | undefined,
  { findings }: GateReport,
  edge: Edge,
): Promise<WrittenBaseline | undefined> {
  if (file === undefined) return undefined;
  const text = baselineText(findings);
  await writeOut(edge, file, [text]);
  const count = findings.filter(isKept).length;
  return { file, count, digest: `sha256:${sha256(text)}` };
}
