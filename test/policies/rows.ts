/** The rows of every control: one question each, with the verdict and the code that are expected. */
import { globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Question } from '../../policies/index.ts';

export interface Row {
  readonly control: string;
  readonly title: string;
  readonly question: Question;
  readonly expect: string;
  readonly code: string;
}
interface Written {
  base: string;
  rows: { title: string; base?: string; expect: string; code: string; with?: Record<string, unknown> }[];
}

const bases = parse(readFileSync('policies/controls/base/questions.yaml', 'utf8')) as Record<string, unknown>;

function patched(base: unknown, changes: Record<string, unknown>): Question {
  const question = structuredClone(base) as Record<string, unknown>;
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop()!;
    const parent = keys.reduce((inner, key) => inner[key] as Record<string, unknown>, question);
    if (value === null) delete parent[last];
    else parent[last] = value;
  }
  return question as Question;
}

export function allRows(): Row[] {
  return globSync('policies/controls/*/*/rows.yaml')
    .sort()
    .flatMap((file) => {
      const control = file.split('/').slice(2, 4).join('/');
      const written = parse(readFileSync(file, 'utf8')) as Written;
      return written.rows.map((row) => ({
        control,
        title: row.title,
        question: patched(bases[row.base ?? written.base], row.with ?? {}),
        expect: row.expect,
        code: row.code,
      }));
    });
}
