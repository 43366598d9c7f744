/** What an apply will execute, by what it holds: a preview is not that, whatever it is called. */
import { createReadStream } from 'node:fs';
import { openPlan, type InputKind } from '../../../audit/index.ts';
import type { DecisionPredicate } from '../../../evidence/index.ts';
import type { Edge } from '../../edge.ts';
import { UsageError } from '../../usage.ts';
import { inputNames } from '../input/inputNames.ts';
import { digestOfFile } from './digest.ts';

export interface Artifact {
  readonly name: string;
  readonly sha256: string;
  readonly kind: DecisionPredicate['artifacts'][number]['kind'];
}

/** Kinds of plan that a tool executes as they are; the others only show what would be. */
const executed: Readonly<Partial<Record<InputKind, Artifact['kind']>>> = {
  'pulumi-plan': 'pulumi',
  kubernetes: 'kubernetes',
};

async function planKind(path: string): Promise<InputKind | undefined> {
  const bytes = createReadStream(path) as AsyncIterable<Uint8Array>;
  for await (const told of openPlan({ name: path, bytes }, { signal: new AbortController().signal }))
    return told.tell === 'input' ? told.kind : undefined;
  return undefined;
}

/** Terraform and OpenTofu write a ZIP whose first entry has this name (APPNOTE.TXT 4.3.7: length at 26, name at 30). */
export function isTerraformPlan(head: Uint8Array): boolean {
  const bytes = Buffer.from(head);
  if (bytes.length < 30 || bytes.readUInt32LE(0) !== 0x04_03_4b_50) return false;
  return bytes.subarray(30, 30 + bytes.readUInt16LE(26)).toString('latin1') === 'tfplan';
}

async function artifactAt(path: string, name: string, edge: Edge): Promise<Artifact> {
  const { sha256, bytes, head } = await digestOfFile(path, edge);
  if (bytes === 0) throw new UsageError('no-artifact', path);
  if (isTerraformPlan(head)) return { name, sha256, kind: 'terraform' };
  const plan = await planKind(path);
  const kind = plan === undefined ? 'other' : executed[plan];
  // Bound to what only shows the change, a decision would look bound to its apply.
  if (kind === undefined) throw new UsageError('no-artifact', path);
  return { name, sha256, kind };
}

/** Throws a `UsageError` for a file that no apply executes, `file-unreadable`. */
export async function artifactsAt(paths: readonly string[], edge: Edge): Promise<Artifact[]> {
  if (paths.includes('-')) throw new UsageError('no-artifact', '-');
  const names = inputNames(paths);
  return Promise.all(paths.map((path, at) => artifactAt(path, names[at]!, edge)));
}
