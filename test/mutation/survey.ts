/**
 * Every mutant against the rows. A mutant of a control is one more control beside it, under a name of its own, so that one
 * process judges all of them; a mutant of the shared rules (law, classes, main) takes a process each and meets every row.
 */
import { globSync } from 'node:fs';
import pLimit from 'p-limit';
import type { Answer, Question } from '../../policies/index.ts';
import { harness } from '../policies/opa.ts';
import { allRows, unmet, type Row } from '../policies/rows.ts';
import { conditionsOf } from './conditions.ts';
import { evaluate, type Source } from './evaluate.ts';
import { mutantsOf, type Kind, type Mutant } from './mutants.ts';

export interface Judged {
  readonly mutant: Mutant;
  /** The row that fails under the mutant, with what it met; undefined when every row passes: the mutant survived. */
  readonly killedBy?: string;
}

export const sharedFiles = ['policies/main.rego', 'policies/classes.rego', 'policies/contracts.rego'];
const lawFiles = globSync('policies/law/*.rego').sort();
const controlFiles = globSync('policies/controls/*/*/control.rego').sort();
const shared: readonly Source[] = [...sharedFiles, 'policies/law'].map((path) => ({ path }));

export const controlOf = (file: string): string => file.split('/').slice(2, 4).join('/');
const nameOf = (position: number): string => `mutant-${position}.rego`;

function beside(mutant: Mutant, position: number): Source {
  const [, promise] = controlOf(mutant.condition.file).split('/') as [string, string];
  const text = mutant.source.replace(`["${promise}"]`, `["${promise}#${position}"]`);
  if (text === mutant.source) throw new Error(`${mutant.condition.file}: no package of the usual form`);
  return { name: nameOf(position), text };
}

/** Answers of one control and all of its mutants; what OPA refuses is left out and told by position. */
export async function askControl(
  opa: string,
  file: string,
  mutants: readonly Mutant[],
  questions: readonly Question[],
): Promise<{ answers: Readonly<Record<number, Answer>>; refused: ReadonlyMap<number, string> }> {
  const refused = new Map<number, string>();
  for (;;) {
    const alive = mutants.flatMap((mutant, position) => (refused.has(position) ? [] : [beside(mutant, position)]));
    const done = await evaluate(opa, [...shared, { path: file }, ...alive], questions);
    if ('answers' in done) return { answers: done.answers, refused };
    const positions = mutants.map((_, position) => position).filter((at) => done.refused.includes(nameOf(at)));
    if (positions.length === 0) throw new Error(`${file}: ${done.words}`);
    for (const position of positions) refused.set(position, 'refused by OPA');
  }
}

export function mutantsIn(opa: string, files: readonly string[], kinds: readonly Kind[]): Mutant[] {
  return files
    .flatMap((file) => conditionsOf(opa, file))
    .flatMap(mutantsOf)
    .filter((mutant) => kinds.includes(mutant.kind));
}

async function surveyControl(
  opa: string,
  file: string,
  kinds: readonly Kind[],
  rows: readonly Row[],
): Promise<Judged[]> {
  const own = rows.filter((row) => row.control === controlOf(file));
  const mutants = mutantsIn(opa, [file], kinds);
  const { answers, refused } = await askControl(
    opa,
    file,
    mutants,
    own.map((row) => row.question),
  );
  return mutants.map((mutant, position) => {
    if (refused.has(position)) return { mutant, killedBy: refused.get(position)! };
    for (const [at, row] of own.entries()) {
      const why = unmet(row, answers[at], `${row.control}#${position}`);
      if (why !== undefined) return { mutant, killedBy: `${row.title}: ${why}` };
    }
    return { mutant };
  });
}

/** The sources of the whole policy, each file by itself: in folders OPA would read the rows too. */
export function wholePolicy(): Source[] {
  return [...sharedFiles, ...lawFiles, ...controlFiles].map((path) => ({ path }));
}

/** The same with one file changed. */
export function withMutant(mutant: Mutant): Source[] {
  const others = wholePolicy().filter((source) => !('path' in source && source.path === mutant.condition.file));
  return [...others, { name: 'mutant.rego', text: mutant.source }];
}

const isLaw = (mutant: Mutant): boolean => lawFiles.includes(mutant.condition.file);

/** A mutant of the law cannot change where a control applies: only the row's own control is asked, which is five times less work. */
const narrow = (rows: readonly Row[]): string => `package harness
import rego.v1
asked := ${JSON.stringify(rows.map((row) => row.control.split('/')))}
answers[i] := {"class": class, "decisions": [decision]} if {
	some i, question in input.questions
	[family, promise] := asked[i]
	decision := data.cloison.main.decision(concat("/", asked[i]), family, promise) with input as question
	class := data.cloison.classes.class with input as question
}
`;

async function askShared(opa: string, mutant: Mutant, rows: readonly Row[]): Promise<string | undefined> {
  const done = await evaluate(
    opa,
    withMutant(mutant),
    rows.map((row) => row.question),
    isLaw(mutant) ? narrow(rows) : harness,
  );
  if ('refused' in done) return 'refused by OPA';
  for (const [at, row] of rows.entries()) {
    const why = unmet(row, done.answers[at]);
    if (why !== undefined) return `${row.control}: ${row.title}: ${why}`;
  }
  return undefined;
}

/** Most mutants fall to any eighth of the rows; the others meet all of them. */
async function surveyShared(opa: string, mutant: Mutant, rows: readonly Row[]): Promise<Judged> {
  const asked = isLaw(mutant) ? rows.filter((row) => row.expect !== 'no-row') : rows;
  const few = asked.filter((_, position) => position % 8 === 0);
  const killedBy = (await askShared(opa, mutant, few)) ?? (await askShared(opa, mutant, asked));
  return killedBy === undefined ? { mutant } : { mutant, killedBy };
}

/** At most two processes at a time. */
export async function survey(opa: string, kinds: readonly Kind[], scope: 'controls' | 'all'): Promise<Judged[]> {
  const rows = allRows();
  const limit = pLimit(2);
  const controls = controlFiles.map((file) => limit(() => surveyControl(opa, file, kinds, rows)));
  const rest = scope === 'controls' ? [] : mutantsIn(opa, [...sharedFiles, ...lawFiles], kinds);
  const others = rest.map((mutant) => limit(() => surveyShared(opa, mutant, rows)));
  return [...(await Promise.all(controls)).flat(), ...(await Promise.all(others))];
}
