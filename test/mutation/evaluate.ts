/** Questions put to OPA under changed sources, in a process of its own; what OPA refuses is told apart from answers. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { committedRows, policyData, type Answer, type Question } from '../../policies/index.ts';
import { harness } from '../policies/opa.ts';

const run = promisify(execFile);

/** `path` names an unchanged file or folder; `name` with `text` is a source of ours. */
export type Source = { readonly path: string } | { readonly name: string; readonly text: string };
export type Evaluation =
  | { readonly answers: Readonly<Record<number, Answer>> }
  /** Names of our sources that OPA's compiler or evaluator complained about, and its words. */
  | { readonly refused: readonly string[]; readonly words: string };

export async function evaluate(
  opa: string,
  sources: readonly Source[],
  questions: readonly Question[],
  rego: string = harness,
): Promise<Evaluation> {
  const folder = mkdtempSync(join(tmpdir(), 'cloison-mutation-'));
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  try {
    const input = write('input.json', JSON.stringify({ questions }));
    const paths = [
      ...sources.map((source) => ('path' in source ? source.path : write(source.name, source.text))),
      write('harness.rego', rego),
      write('facts.json', JSON.stringify({ cloison: { facts: policyData(committedRows) } })),
    ];
    const data = paths.flatMap((path) => ['-d', path]);
    const { stdout } = await run(opa, ['eval', ...data, '-i', input, '-f', 'raw', 'data.harness.answers'], {
      maxBuffer: 512 * 1024 * 1024,
    });
    return { answers: JSON.parse(stdout) as Record<number, Answer> };
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const words = stdout + stderr;
    if (words === '') throw error;
    const ours = sources.flatMap((source) => ('name' in source ? [source.name] : []));
    return { refused: ours.filter((name) => words.includes(`${folder}/${name}:`)), words };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
