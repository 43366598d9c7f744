/** A document that is refused, with everything that is wrong with it. */
import { isError, tellProblem, type Problem } from '../estate/index.ts';
import type { Context } from './context.ts';

/** Thrown where a command cannot go on; printed once, at the one place where faults are told. */
export class ProblemsFound extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('problems');
    this.name = 'ProblemsFound';
    this.problems = problems;
  }
}

/** A problem as machines read it: what a person reads, and the code and place it was made from. */
export function problemRow(problem: Problem, { say }: Pick<Context, 'say'>) {
  const { code, file, line, column, path } = problem;
  const { level, sentence, next } = tellProblem(say, problem);
  return { code, level, file, line, column, path, sentence, next };
}

/** `file:line:column` first, as editors and terminals make it a link. */
export function printProblem(problem: Problem, { say, out }: Pick<Context, 'say' | 'out'>): void {
  const { place, level, sentence, next } = tellProblem(say, problem);
  const path = problem.path === '' ? '' : ` ${problem.path}`;
  out.line([
    { text: place, style: 'bold' },
    ' ',
    { text: say(`problems.${level}`), style: level === 'error' ? 'red' : 'yellow' },
    { text: path, style: 'dim' },
  ]);
  out.line(`  ${sentence}`);
  out.line([{ text: '  → ', style: 'cyan' }, next], 4);
}

export function countOf(problems: readonly Problem[]): { errors: number; warnings: number } {
  const errors = problems.filter(isError).length;
  return { errors, warnings: problems.length - errors };
}
