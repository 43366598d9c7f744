/** The rows of every control: one question each, with the verdict and the code that are expected. */
import { globSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import type { Answer, Question } from '../../policies/index.ts';

export interface Row {
  readonly control: string;
  readonly title: string;
  /** The name of the question that the row changes, and its changes by path; null leaves a property out. */
  readonly base: string;
  readonly changes: Readonly<Record<string, unknown>>;
  readonly question: Question;
  /** A verdict, or `no-row`: the control does not apply, and the answer has no line of it. */
  readonly expect: string;
  readonly code?: string;
  /** Codes that must not be among the reasons: two rules of one verdict are told apart. */
  readonly without?: readonly string[];
  /** Values that the reason of that code must have, among others. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** The effective class of the answer, and the observation it cites, where the row is about them. */
  readonly effective?: string;
  readonly classCites?: string;
}
type Checked = Pick<Row, 'title' | 'expect' | 'code' | 'without' | 'values' | 'effective' | 'classCites'>;
interface Written {
  base: string;
  rows: (Checked & { base?: string; control?: string; with?: Record<string, unknown> })[];
}

const bases = parse(readFileSync('policies/controls/base/questions.yaml', 'utf8')) as Record<string, unknown>;

/** The question of that name with its changes; a change under something left out is an error. */
export function questionOf(base: string, changes: Readonly<Record<string, unknown>>): Question {
  const question = structuredClone(bases[base]) as Record<string, unknown>;
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
  // The base folder has the rows of what all controls share: where one applies, and which class it is asked of.
  return ['policies/controls/base/rows.yaml', ...globSync('policies/controls/*/*/rows.yaml').sort()].flatMap((file) => {
    const folder = file.split('/').slice(2, 4).join('/');
    const written = parse(readFileSync(file, 'utf8')) as Written;
    return written.rows.map(({ base = written.base, control = folder, with: changes = {}, ...row }) => ({
      control,
      base,
      changes,
      question: questionOf(base, changes),
      ...row,
    }));
  });
}

/** What of a row an answer does not meet; undefined when it meets all of it. `control` is the row's own unless given. */
export function unmet(row: Row, answer: Answer | undefined, control: string = row.control): string | undefined {
  if (answer === undefined) return 'no answer';
  const decision = answer.decisions.find((each) => each.control === control);
  const verdict = decision?.verdict ?? 'no-row';
  const reasons = decision?.reasons ?? [];
  const codes = reasons.map((reason) => reason.code);
  const { code, without = [], values = {}, effective, classCites } = row;
  if (verdict !== row.expect) return `${verdict} instead of ${row.expect} (${codes.join(', ')})`;
  if (code !== undefined && !codes.includes(code)) return `${codes.join(', ')} instead of ${code}`;
  const extra = without.filter((each) => codes.includes(each));
  if (extra.length > 0) return `${extra.join(', ')} among ${codes.join(', ')}`;
  for (const [name, value] of Object.entries(values)) {
    const found = reasons.filter((reason) => reason.code === code).map((reason) => reason.values);
    if (!found.some((each) => isDeepStrictEqual((each as Record<string, unknown>)[name], value)))
      return `${name} is not ${JSON.stringify(value)} in ${JSON.stringify(found)}`;
  }
  if (effective !== undefined && answer.class?.effective !== effective)
    return `class ${answer.class?.effective} instead of ${effective}`;
  if (classCites !== undefined && answer.class?.because.includes(classCites) !== true) return 'the class cites nothing';
  return undefined;
}
